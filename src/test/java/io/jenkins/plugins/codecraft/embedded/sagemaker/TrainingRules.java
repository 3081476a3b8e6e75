package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What {@code CreateTrainingJob} checks beyond the declared form of its request. */
final class TrainingRules {
    private static final int LONGEST = 28 * 24 * 3600;
    private static final int DAY = 24 * 3600;

    private final SageMakerContext context;

    TrainingRules(SageMakerContext context) {
        this.context = context;
    }

    void check(JsonNode json, String region) {
        TrainingShapes.CREATE.validate(json);
        algorithm(json.get("AlgorithmSpecification"));
        resources(json.get("ResourceConfig"));
        stopping(json);
        Tags.check(json.path("Tags"));
        String role = json.get("RoleArn").asText();
        context.requireRole(role);
        channels(json, role, region);
        if (!context.images()
                .isSynthetic(
                        json.get("AlgorithmSpecification").get("TrainingImage").asText())) {
            output(json.get("OutputDataConfig"));
        }
    }

    private void algorithm(JsonNode algorithm) {
        if (!algorithm.hasNonNull("TrainingImage")) {
            throw AwsError.validation(
                    algorithm.hasNonNull("AlgorithmName")
                            ? "Could not find algorithm "
                                    + algorithm.get("AlgorithmName").asText() + "."
                            : "Either a TrainingImage or an AlgorithmName must be provided in AlgorithmSpecification.");
        }
        context.images().get(algorithm.get("TrainingImage").asText());
        algorithm.path("MetricDefinitions").forEach(TrainingRules::metric);
        inputMode(algorithm.get("TrainingInputMode").asText());
    }

    private static void metric(JsonNode definition) {
        String problem = "Invalid regex '" + definition.get("Regex").asText() + "' in metric definition '"
                + definition.get("Name").asText() + "': ";
        try {
            Matcher matcher = Pattern.compile(definition.get("Regex").asText()).matcher("");
            if (matcher.groupCount() < 1) {
                throw AwsError.validation(problem + "it has no capturing group");
            }
        } catch (PatternSyntaxException broken) {
            throw AwsError.validation(problem + broken.getDescription());
        }
    }

    private static void inputMode(String mode) {
        if ("Pipe".equals(mode)) {
            throw AwsError.validation("Input mode Pipe is not supported by the embedded AWS; use File or FastFile.");
        }
    }

    private static void resources(JsonNode resources) {
        if (!resources.hasNonNull("InstanceType")
                || resources.path("InstanceCount").asInt() < 1) {
            throw AwsError.validation(
                    "InstanceType and an InstanceCount of at least 1 must be provided in ResourceConfig.");
        }
        if (resources.path("VolumeSizeInGB").asInt() < 1) {
            throw AwsError.validation("VolumeSizeInGB must be at least 1 in ResourceConfig.");
        }
    }

    private static void stopping(JsonNode json) {
        JsonNode stopping = json.get("StoppingCondition");
        int runtime = stopping.path("MaxRuntimeInSeconds").asInt(DAY);
        if (runtime > LONGEST) {
            throw AwsError.validation("Invalid MaxRuntimeInSeconds. It must be at most " + LONGEST + " seconds.");
        }
        boolean spot = json.path("EnableManagedSpotTraining").asBoolean();
        if (!spot && stopping.has("MaxWaitTimeInSeconds")) {
            throw AwsError.validation(
                    "Invalid MaxWaitTimeInSeconds. It is only supported when EnableManagedSpotTraining is set to true");
        }
        if (spot && stopping.path("MaxWaitTimeInSeconds").asInt() < runtime) {
            throw AwsError.validation(
                    "Invalid MaxWaitTimeInSeconds. It must be present and be greater than or equal to MaxRuntimeInSeconds");
        }
    }

    private void channels(JsonNode json, String role, String region) {
        Set<String> names = new HashSet<>();
        for (JsonNode channel : json.path("InputDataConfig")) {
            String name = channel.get("ChannelName").asText();
            if (!names.add(name)) {
                throw AwsError.validation("Duplicate channel name '" + name + "' in InputDataConfig.");
            }
            inputMode(channel.path("InputMode").asText("File"));
            JsonNode source = channel.get("DataSource").path("S3DataSource");
            if (source.isMissingNode()) {
                throw AwsError.validation("Channel '" + name + "' has no S3DataSource.");
            }
            if ("AugmentedManifestFile".equals(source.get("S3DataType").asText())) {
                throw AwsError.validation("AugmentedManifestFile is supported in Pipe input mode only.");
            }
            objects(source.get("S3Uri").asText(), role, region);
        }
    }

    private void objects(String uri, String role, String region) {
        S3Uri place = S3Uri.parse(uri);
        if (new S3Source(place, false, false).isEmpty(context.aws().objects())) {
            throw AwsError.validation(
                    ("No S3 objects found under S3 URL \"%s\" given in input data source. Please ensure that"
                                    + " the bucket exists in the selected region (%s), that objects exist under that S3 prefix, and that"
                                    + " the role \"%s\" has \"s3:ListBucket\" permissions on bucket \"%s\".")
                            .formatted(uri, region, role, place.bucket()));
        }
    }

    private void output(JsonNode output) {
        String bucket = S3Uri.parse(output.get("S3OutputPath").asText()).bucket();
        if (!context.aws().objects().bucketExists(bucket)) {
            throw AwsError.validation("Access denied to OutputDataConfig S3 bucket: " + bucket);
        }
    }
}
