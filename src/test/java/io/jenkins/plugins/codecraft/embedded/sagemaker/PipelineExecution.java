package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An execution of a pipeline. Every few seconds of AWS it looks at what its steps have become, and begins those whose
 * predecessors have succeeded. Safe for threads.
 */
final class PipelineExecution {
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final SageMakerContext context;
    private final StepResources resources;
    private final AwsRequest request;
    private final String arn;
    private final Instant created;
    private final PipelineReferences references;
    private final Map<String, PipelineStep> begun = new LinkedHashMap<>();
    private final List<JsonNode> waiting;
    private String status = "Executing";
    private Instant modified;
    private String failureReason = "";

    PipelineExecution(
            SageMakerContext context, StepResources resources, AwsRequest request, String arn, PipelineDefinition of) {
        this.context = context;
        this.resources = resources;
        this.request = request;
        this.arn = arn;
        this.created = context.now();
        this.modified = created;
        this.waiting = new ArrayList<>(of.steps());
        this.references =
                new PipelineReferences(of.values(request.json().path("PipelineParameters")), id(), this::properties);
    }

    String arn() {
        return arn;
    }

    private String id() {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    Instant created() {
        return created;
    }

    void start() {
        context.after(INTERVAL, this::look);
    }

    private JsonNode properties(String step) {
        PipelineStep done = begun.get(step);
        if (done == null) {
            throw AwsError.validation("Step " + step + " has not run.");
        }
        return resources.describe(request.region(), done);
    }

    private synchronized void look() {
        if (isOver()) {
            return;
        }
        Instant now = context.now();
        begun.values().stream()
                .filter(PipelineStep::runs)
                .forEach(step -> resources.update(request.region(), step, now));
        if (status.equals("Executing") && !failed()) {
            beginWhatMay(now);
        }
        boolean failed = failed();
        boolean runs = begun.values().stream().anyMatch(PipelineStep::runs);
        if (failed || status.equals("Stopping")) {
            begun.values().stream().filter(PipelineStep::runs).forEach(step -> resources.halt(request.region(), step));
        }
        if (runs || status.equals("Executing") && !failed && mayBegin()) {
            context.after(INTERVAL, this::look);
        } else {
            end(failed, now);
        }
    }

    private boolean failed() {
        return begun.values().stream().anyMatch(step -> step.status().equals("Failed"));
    }

    private void end(boolean failed, Instant now) {
        if (failed) {
            failureReason = "Step failure: One or multiple steps failed.";
        }
        enter(status.equals("Stopping") ? "Stopped" : failed ? "Failed" : "Succeeded", now);
    }

    private boolean mayBegin() {
        return waiting.stream().anyMatch(this::isDue);
    }

    private boolean isDue(JsonNode step) {
        Set<String> before = PipelineReferences.steps(step.path("Arguments"));
        if (step.path("Type").asText().equals("Condition")) {
            before = PipelineReferences.steps(step.path("Arguments").path("Conditions"));
        }
        for (JsonNode name : step.path("DependsOn")) {
            before.add(name.asText());
        }
        return before.stream()
                .allMatch(name ->
                        begun.containsKey(name) && begun.get(name).status().equals("Succeeded"));
    }

    private void beginWhatMay(Instant now) {
        for (JsonNode step : List.copyOf(waiting)) {
            if (isDue(step)) {
                waiting.remove(step);
                begin(new PipelineStep(step, now), now);
            }
        }
    }

    private void begin(PipelineStep step, Instant now) {
        begun.put(step.name(), step);
        try {
            switch (step.type()) {
                case "Condition" -> decide(step, now);
                case "Fail" -> fail(step, now);
                default -> resources.create(request, step, references.resolve(step.arguments()), id());
            }
        } catch (AwsError refused) {
            step.end("Failed", "ClientError: " + refused.getMessage(), now);
        }
    }

    private void decide(PipelineStep step, Instant now) {
        boolean all = true;
        for (JsonNode condition : step.arguments().path("Conditions")) {
            all &= holds(condition);
        }
        step.metadata("Condition", AwsJson.object().put("Outcome", all ? "True" : "False"));
        step.end("Succeeded", "", now);
        step.arguments().path(all ? "IfSteps" : "ElseSteps").forEach(waiting::add);
    }

    private boolean holds(JsonNode condition) {
        String type = condition.path("Type").asText();
        if (type.equals("Equals")) {
            return references
                    .resolve(condition.path("LeftValue"))
                    .asText()
                    .equals(references.resolve(condition.path("RightValue")).asText());
        }
        double left = references.resolve(condition.path("LeftValue")).asDouble();
        double right = references.resolve(condition.path("RightValue")).asDouble();
        return switch (type) {
            case "GreaterThan" -> left > right;
            case "GreaterThanOrEqualTo" -> left >= right;
            case "LessThan" -> left < right;
            case "LessThanOrEqualTo" -> left <= right;
            default -> throw AwsError.validation("Condition " + type + " is not supported by the embedded AWS.");
        };
    }

    private void fail(PipelineStep step, Instant now) {
        String message =
                references.resolve(step.arguments()).path("ErrorMessage").asText();
        step.metadata("Fail", AwsJson.object().put("ErrorMessage", message));
        step.end("Failed", message, now);
    }

    synchronized boolean isOver() {
        return List.of("Succeeded", "Failed", "Stopped").contains(status);
    }

    /** Stops it; no matter if it stops already. */
    synchronized void stop() {
        if (isOver()) {
            throw AwsError.validation("Pipeline execution with ARN " + arn + " is in status " + status
                    + ". Only pipelines with \"Executing\" status can be stopped.");
        }
        if (!status.equals("Stopping")) {
            enter("Stopping", context.now());
        }
    }

    private void enter(String next, Instant now) {
        status = next;
        modified = now;
    }

    synchronized ObjectNode summary() {
        ObjectNode summary = AwsJson.object()
                .put("PipelineExecutionArn", arn)
                .put("PipelineExecutionStatus", status)
                .put("PipelineExecutionDisplayName", displayName());
        SageMakerContext.time(summary, "StartTime", created);
        if (!failureReason.isEmpty()) {
            summary.put("PipelineExecutionFailureReason", failureReason);
        }
        return summary;
    }

    private String displayName() {
        return request.json().path("PipelineExecutionDisplayName").asText("execution-" + created.toEpochMilli());
    }

    synchronized ObjectNode describe() {
        ObjectNode answer = AwsJson.object()
                .put("PipelineArn", arn.substring(0, arn.indexOf("/execution/")))
                .put("PipelineExecutionArn", arn)
                .put("PipelineExecutionDisplayName", displayName())
                .put("PipelineExecutionStatus", status);
        SageMakerContext.time(answer, "CreationTime", created);
        SageMakerContext.time(answer, "LastModifiedTime", modified);
        if (!failureReason.isEmpty()) {
            answer.put("FailureReason", failureReason);
        }
        return answer;
    }

    synchronized List<ObjectNode> steps() {
        return begun.values().stream().map(PipelineStep::describe).toList();
    }
}
