package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import java.util.HashSet;
import java.util.Set;

/** What {@code CreateProcessingJob} checks beyond the declared form of its request. */
final class ProcessingRules {
    private static final int DAY = 24 * 3600;

    private ProcessingRules() {}

    static void check(SageMakerContext context, JsonNode json) {
        context.requireRole(json.get("RoleArn").asText());
        context.images().get(json.at("/AppSpecification/ImageUri").asText());
        Set<String> names = new HashSet<>();
        json.path("ProcessingInputs").forEach(input -> input(input, names));
        names.clear();
        json.at("/ProcessingOutputConfig/Outputs").forEach(output -> output(output, names));
    }

    static int seconds(JsonNode json) {
        return json.at("/StoppingCondition/MaxRuntimeInSeconds").asInt(DAY);
    }

    private static void input(JsonNode input, Set<String> names) {
        String name = input.get("InputName").asText();
        unique(name, names);
        JsonNode source = input.path("S3Input");
        if (source.isMissingNode()) {
            throw AwsError.validation("Input '" + name + "' has no S3Input; the embedded AWS has no other sources.");
        }
        if ("Pipe".equals(source.path("S3InputMode").asText())) {
            throw AwsError.validation("Input mode Pipe is not supported by the embedded AWS; use File.");
        }
        path(name, source);
    }

    private static void output(JsonNode output, Set<String> names) {
        String name = output.get("OutputName").asText();
        unique(name, names);
        JsonNode target = output.path("S3Output");
        if (target.isMissingNode()) {
            throw AwsError.validation("Output '" + name + "' has no S3Output; the embedded AWS has no other targets.");
        }
        path(name, target);
    }

    private static void unique(String name, Set<String> names) {
        if (!names.add(name)) {
            throw AwsError.validation("Duplicate name '" + name + "' in the inputs or outputs of a processing job.");
        }
    }

    private static void path(String name, JsonNode place) {
        String path = place.path("LocalPath").asText();
        if (!path.startsWith(ProcessingFolder.ROOT)) {
            throw AwsError.validation(
                    "LocalPath '" + path + "' of '" + name + "' must start with " + ProcessingFolder.ROOT + ".");
        }
    }
}
