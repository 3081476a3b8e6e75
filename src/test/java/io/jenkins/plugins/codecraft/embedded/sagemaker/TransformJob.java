package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import java.time.Instant;
import java.util.List;

/** A transform job and what has become of it. Safe for threads. */
final class TransformJob implements Listed {
    private final String region;
    private final String arn;
    private final ObjectNode request;
    private final Instant created;
    private String status = "InProgress";
    private Instant modified;
    private Instant started;
    private Instant ended;
    private String failureReason = "";

    TransformJob(String region, String arn, ObjectNode request, Instant created) {
        this.region = region;
        this.arn = arn;
        this.request = request;
        this.created = created;
        this.modified = created;
    }

    synchronized void started(Instant now) {
        started = now;
        modified = now;
    }

    synchronized void enter(String next, Instant now) {
        status = next;
        modified = now;
        if (isOver()) {
            ended = now;
        }
    }

    synchronized void failed(String reason, Instant now) {
        failureReason = reason;
        enter("Failed", now);
    }

    synchronized boolean isOver() {
        return List.of("Completed", "Failed", "Stopped").contains(status);
    }

    @Override
    public String name() {
        return request.get("TransformJobName").asText();
    }

    String region() {
        return region;
    }

    String arn() {
        return arn;
    }

    ObjectNode request() {
        return request;
    }

    @Override
    public Instant created() {
        return created;
    }

    @Override
    public synchronized Instant modified() {
        return modified;
    }

    @Override
    public synchronized String status() {
        return status;
    }

    /** Only a listing tells when a job was modified. */
    synchronized ObjectNode summary() {
        return SageMakerContext.time(common(), "LastModifiedTime", modified);
    }

    private ObjectNode common() {
        ObjectNode node = AwsJson.object()
                .put("TransformJobName", name())
                .put("TransformJobArn", arn)
                .put("TransformJobStatus", status);
        SageMakerContext.time(node, "CreationTime", created);
        if (ended != null) {
            SageMakerContext.time(node, "TransformEndTime", ended);
        }
        if (!failureReason.isEmpty()) {
            node.put("FailureReason", failureReason);
        }
        return node;
    }

    synchronized ObjectNode describe() {
        ObjectNode answer = request.deepCopy();
        answer.remove("Tags");
        answer.setAll(common());
        if (started != null) {
            SageMakerContext.time(answer, "TransformStartTime", started);
        }
        return answer;
    }
}
