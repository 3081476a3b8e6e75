package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import java.time.Instant;

/** A step of an execution that has begun. Guarded by its execution. */
final class PipelineStep {
    private final JsonNode definition;
    private final Instant began;
    private String status = "Executing";
    private Instant ended;
    private String failureReason = "";
    private ObjectNode metadata = AwsJson.object();
    /** The name of what it made. */
    private String resource = "";

    PipelineStep(JsonNode definition, Instant began) {
        this.definition = definition;
        this.began = began;
    }

    String name() {
        return definition.get("Name").asText();
    }

    String type() {
        return definition.get("Type").asText();
    }

    JsonNode arguments() {
        return definition.path("Arguments");
    }

    String status() {
        return status;
    }

    boolean runs() {
        return ended == null;
    }

    String resource() {
        return resource;
    }

    void made(String kind, String arn) {
        resource = arn.substring(arn.lastIndexOf('/') + 1);
        metadata.putObject(kind).put("Arn", arn);
    }

    void metadata(String kind, ObjectNode content) {
        metadata.set(kind, content);
    }

    void end(String how, String reason, Instant now) {
        status = how;
        failureReason = reason;
        ended = now;
    }

    ObjectNode describe() {
        ObjectNode node = AwsJson.object()
                .put("StepName", name())
                .put("StepStatus", status)
                .put("AttemptCount", 1);
        SageMakerContext.time(node, "StartTime", began);
        if (ended != null) {
            SageMakerContext.time(node, "EndTime", ended);
        }
        if (!failureReason.isEmpty()) {
            node.put("FailureReason", failureReason);
        }
        node.set("Metadata", metadata);
        return node;
    }
}
