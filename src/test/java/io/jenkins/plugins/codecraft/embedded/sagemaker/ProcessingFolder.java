package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What stands for {@code /opt/ml} on one instance of a processing job. Where command or variables name that folder, it is
 * named instead; a script that names it by itself is to take {@code SAGEMAKER_BASE_DIR}.
 *
 * @param host from 1
 */
record ProcessingFolder(Path base, Job job, int host) {
    static final String ROOT = "/opt/ml/processing/";
    private static final String CONTAINER = "/opt/ml/";
    private static final int MESSAGE_LENGTH = 1024;

    private JsonNode request() {
        return job.request();
    }

    static int hosts(Job job) {
        return job.request()
                .at("/ProcessingResources/ClusterConfig/InstanceCount")
                .asInt();
    }

    /** The place here of one in the container. */
    Path local(String path) throws IOException {
        return Tarball.inside(base, path.substring(CONTAINER.length()));
    }

    /** Lays out the folders and their configuration, and downloads the inputs. */
    void create(ObjectStore objects) throws IOException {
        Files.createDirectories(base.resolve("config"));
        Files.createDirectories(base.resolve("output"));
        Files.writeString(base.resolve("config/processingjobconfig.json"), configuration());
        Files.writeString(base.resolve("config/resourceconfig.json"), resources());
        for (JsonNode output : request().at("/ProcessingOutputConfig/Outputs")) {
            Files.createDirectories(local(output.at("/S3Output/LocalPath").asText()));
        }
        for (JsonNode input : request().path("ProcessingInputs")) {
            JsonNode source = input.get("S3Input");
            S3Source objectsOfIt =
                    S3Source.of(source.get("S3DataType"), source.get("S3Uri"), source.path("S3DataDistributionType"));
            if (objectsOfIt.isEmpty(objects)) {
                throw new IOException(
                        "No S3 objects found under S3 URL \"" + objectsOfIt.uri() + "\" given in input data source.");
            }
            objectsOfIt.download(objects, local(source.get("LocalPath").asText()), host, hosts(job));
        }
    }

    private String configuration() {
        ObjectNode json = request().deepCopy();
        json.remove("Tags");
        return json.put("ProcessingJobArn", job.arn()).toString();
    }

    private String resources() {
        ObjectNode config = AwsJson.object().put("current_host", "algo-" + host);
        ArrayNode hosts = config.putArray("hosts");
        for (int i = 1; i <= hosts(job); i++) {
            hosts.add("algo-" + i);
        }
        return config.toString();
    }

    /** @param own what the image runs by itself */
    List<String> command(List<String> own) {
        JsonNode application = request().get("AppSpecification");
        List<String> command = new ArrayList<>();
        application.path("ContainerEntrypoint").forEach(word -> command.add(here(word.asText())));
        if (command.isEmpty()) {
            command.addAll(own);
        }
        application.path("ContainerArguments").forEach(word -> command.add(here(word.asText())));
        return command;
    }

    Map<String, String> variables() {
        Map<String, String> variables = new TreeMap<>();
        request()
                .path("Environment")
                .properties()
                .forEach(entry ->
                        variables.put(entry.getKey(), here(entry.getValue().asText())));
        variables.put("AWS_REGION", job.region());
        variables.put("PROCESSING_JOB_ARN", job.arn());
        variables.put("SAGEMAKER_BASE_DIR", base.toString());
        return variables;
    }

    private String here(String word) {
        return word.replace(CONTAINER, base + "/");
    }

    /** @param onlyContinuous leaves out what is uploaded at the end of a job that ends well */
    void upload(ObjectStore objects, boolean onlyContinuous) throws IOException {
        for (JsonNode output : request().at("/ProcessingOutputConfig/Outputs")) {
            JsonNode target = output.get("S3Output");
            if (onlyContinuous
                    && !"Continuous".equals(target.get("S3UploadMode").asText())) {
                continue;
            }
            S3Uri.parse(target.get("S3Uri").asText())
                    .upload(local(target.get("LocalPath").asText()), objects);
        }
    }

    /** What the container left as its last word; empty if there is none. */
    String message() throws IOException {
        Path file = base.resolve("output/message");
        String text = Files.exists(file) ? Files.readString(file).strip() : "";
        return text.length() > MESSAGE_LENGTH ? text.substring(0, MESSAGE_LENGTH) : text;
    }
}
