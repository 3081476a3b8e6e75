package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import java.time.Instant;
import java.util.List;

/** A job of one of the kinds that are told of alike, and what has become of it. Safe for threads. */
final class Job implements Listed {
    private static final int REASON_LENGTH = 1024;

    private final JobKind kind;
    private final String region;
    private final String arn;
    private final ObjectNode request;
    private final Instant created;
    private final Runnable whenOver;
    private String status = "InProgress";
    private Instant modified;
    private Instant started;
    private Instant ended;
    private String failureReason = "";

    /** @param whenOver must return at once, and not ask the job */
    Job(JobKind kind, String region, String arn, ObjectNode request, Instant created, Runnable whenOver) {
        this.kind = kind;
        this.region = region;
        this.arn = arn;
        this.request = request;
        this.created = created;
        this.whenOver = whenOver;
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
            whenOver.run();
        }
    }

    synchronized void failed(String reason, Instant now) {
        failureReason = reason.length() > REASON_LENGTH ? reason.substring(0, REASON_LENGTH) : reason;
        enter("Failed", now);
    }

    synchronized boolean isOver() {
        return List.of("Completed", "Failed", "Stopped").contains(status);
    }

    @Override
    public String name() {
        return request.get(kind.member("Name")).asText();
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

    synchronized ObjectNode summary() {
        return SageMakerContext.time(common(), "LastModifiedTime", modified);
    }

    private ObjectNode common() {
        ObjectNode node = AwsJson.object()
                .put(kind.member("Name"), name())
                .put(kind.member("Arn"), arn)
                .put(kind.member("Status"), status);
        SageMakerContext.time(node, "CreationTime", created);
        if (ended != null && !kind.ended().isEmpty()) {
            SageMakerContext.time(node, kind.ended(), ended);
        }
        if (!failureReason.isEmpty()) {
            node.put("FailureReason", failureReason);
        }
        return node;
    }

    synchronized ObjectNode describe() {
        ObjectNode answer = request.deepCopy();
        answer.remove("Tags");
        answer.setAll(kind.describesModified() ? summary() : common());
        if (started != null && !kind.started().isEmpty()) {
            SageMakerContext.time(answer, kind.started(), started);
        }
        return answer;
    }
}
