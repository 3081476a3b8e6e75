package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import java.time.Instant;

/** A version of a model package group. Only its approval ever changes. */
final class ModelPackage implements Listed {
    private final String group;
    private final int version;
    private final String arn;
    private final ObjectNode request;
    private final Instant created;
    private volatile String approval;

    ModelPackage(String group, int version, String arn, ObjectNode request, Instant created) {
        this.group = group;
        this.version = version;
        this.arn = arn;
        this.request = request;
        this.created = created;
        this.approval = request.path("ModelApprovalStatus").asText("PendingManualApproval");
    }

    void approve(String status) {
        approval = status;
    }

    String approval() {
        return approval;
    }

    String group() {
        return group;
    }

    String arn() {
        return arn;
    }

    ObjectNode request() {
        return request;
    }

    @Override
    public String name() {
        return group + "/%05d".formatted(version);
    }

    @Override
    public Instant created() {
        return created;
    }

    @Override
    public Instant modified() {
        return created;
    }

    @Override
    public String status() {
        return "Completed";
    }

    ObjectNode summary() {
        ObjectNode summary = AwsJson.object()
                .put("ModelPackageGroupName", group)
                .put("ModelPackageVersion", version)
                .put("ModelPackageArn", arn)
                .put("ModelPackageStatus", status())
                .put("ModelApprovalStatus", approval);
        return SageMakerContext.time(summary, "CreationTime", created);
    }

    ObjectNode describe() {
        ObjectNode answer = summary();
        answer.set("InferenceSpecification", request.path("InferenceSpecification"));
        answer.putObject("ModelPackageStatusDetails").putArray("ValidationStatuses");
        return answer;
    }
}
