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

/**
 * What stands for {@code /opt/ml} on one instance of a training job.
 *
 * @param host from 1
 */
record TrainingFolder(Path base, TrainingJob job, int host) {

    Path code() {
        return base.resolve("code");
    }

    Path model() {
        return base.resolve("model");
    }

    Path output() {
        return base.resolve("output");
    }

    Path input() {
        return base.resolve("input");
    }

    Path channel(String name) {
        return input().resolve("data").resolve(name);
    }

    List<String> channels() {
        List<String> names = new ArrayList<>();
        job.request()
                .path("InputDataConfig")
                .forEach(channel -> names.add(channel.get("ChannelName").asText()));
        return names.stream().sorted().toList();
    }

    List<String> hosts() {
        List<String> hosts = new ArrayList<>();
        for (int i = 1; i <= job.instanceCount(); i++) {
            hosts.add("algo-" + i);
        }
        return hosts.stream().sorted().toList();
    }

    ObjectNode resourceConfig() {
        ObjectNode config = AwsJson.object().put("current_host", "algo-" + host);
        config.put("current_instance_type", job.instanceType()).put("current_group_name", "homogeneousCluster");
        ArrayNode hosts = config.putArray("hosts");
        hosts().forEach(hosts::add);
        ObjectNode group = config.putArray("instance_groups").addObject();
        group.put("instance_group_name", "homogeneousCluster").put("instance_type", job.instanceType());
        group.set("hosts", hosts.deepCopy());
        return config.put("network_interface_name", "lo");
    }

    ObjectNode inputDataConfig() {
        ObjectNode config = AwsJson.object();
        for (JsonNode channel : job.request().path("InputDataConfig")) {
            ObjectNode entry = config.putObject(channel.get("ChannelName").asText());
            if (channel.has("ContentType")) {
                entry.set("ContentType", channel.get("ContentType"));
            }
            JsonNode source = channel.get("DataSource").get("S3DataSource");
            entry.put("TrainingInputMode", "File")
                    .put(
                            "S3DistributionType",
                            source.path("S3DataDistributionType").asText("FullyReplicated"))
                    .put("RecordWrapperType", channel.path("RecordWrapperType").asText("None"));
        }
        return config;
    }

    /** Lays out the folders and the files of {@code input/config}. */
    void create() throws IOException {
        for (Path folder : List.of(code(), model(), output().resolve("data"), input().resolve("config"))) {
            Files.createDirectories(folder);
        }
        JsonNode hyperParameters = job.request().path("HyperParameters");
        write("hyperparameters.json", hyperParameters.isObject() ? hyperParameters : AwsJson.object());
        write("inputdataconfig.json", inputDataConfig());
        write("resourceconfig.json", resourceConfig());
    }

    private void write(String name, JsonNode content) throws IOException {
        Files.writeString(input().resolve("config").resolve(name), content.toString());
    }

    /** Downloads every channel, of a sharded one the part of this instance. */
    void download(ObjectStore objects) throws IOException {
        for (JsonNode channel : job.request().path("InputDataConfig")) {
            JsonNode source = channel.get("DataSource").get("S3DataSource");
            S3Source.of(source.get("S3DataType"), source.get("S3Uri"), source.path("S3DataDistributionType"))
                    .download(objects, channel(channel.get("ChannelName").asText()), host, job.instanceCount());
        }
    }
}
