package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A training job and what has become of it. Safe for threads. */
final class TrainingJob implements Listed {
    private record Transition(String status, Instant start, Instant end, String message) {}

    private static final List<String> COPIED = List.of(
            "HyperParameters",
            "AlgorithmSpecification",
            "RoleArn",
            "InputDataConfig",
            "OutputDataConfig",
            "ResourceConfig",
            "VpcConfig",
            "StoppingCondition",
            "CheckpointConfig",
            "Environment",
            "RetryStrategy");
    private static final List<String> FLAGS =
            List.of("EnableNetworkIsolation", "EnableInterContainerTrafficEncryption", "EnableManagedSpotTraining");
    private static final double SPOT_SHARE = 0.3;

    private final String region;
    private final String arn;
    private final ObjectNode request;
    private final Instant created;
    private final List<Transition> transitions = new ArrayList<>();
    private String status = "InProgress";
    private Instant modified;
    private Instant trainingStart;
    private Instant trainingEnd;
    private long trainingSeconds;
    private String failureReason = "";
    private String artifacts = "";
    private Map<String, TrainingLog.Metric> metrics = Map.of();
    private String tuning = "";
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    TrainingJob(String region, String arn, ObjectNode request, Instant created) {
        this.region = region;
        this.arn = arn;
        this.request = request;
        this.created = created;
        enter("InProgress", "Starting", "Preparing the instances for training", created);
    }

    synchronized void enter(String primary, String secondary, String message, Instant now) {
        if (!transitions.isEmpty()) {
            Transition last = transitions.remove(transitions.size() - 1);
            transitions.add(new Transition(last.status(), last.start(), now, last.message()));
        }
        Instant end = List.of("Completed", "Failed", "Stopped").contains(primary) ? now : null;
        transitions.add(new Transition(secondary, now, end, message));
        status = primary;
        modified = now;
        if (end != null) {
            over.complete(null);
        }
    }

    /** Complete once it is over; what is done then is done on the thread that ends it. */
    CompletionStage<Void> over() {
        return over;
    }

    /** Says that a tuning job, by its ARN, has created this job. */
    synchronized void tunedBy(String arn) {
        tuning = arn;
    }

    /** The last value of a metric, if the job is over and had one. */
    synchronized Optional<Double> metric(String name) {
        return Optional.ofNullable(metrics.get(name)).map(TrainingLog.Metric::value);
    }

    synchronized Instant trainingEnd() {
        return trainingEnd;
    }

    synchronized String failureReason() {
        return failureReason;
    }

    synchronized void trainingStarted(Instant now) {
        trainingStart = now;
    }

    synchronized Instant trainingStart() {
        return trainingStart;
    }

    /** @param seconds how long AWS would have taken from the start to here */
    synchronized void trainingEnded(Instant now, long seconds) {
        trainingEnd = now;
        trainingSeconds = Math.max(1, seconds);
    }

    synchronized void failed(String reason) {
        failureReason = reason.length() > 1024 ? reason.substring(0, 1024) : reason;
    }

    synchronized void artifacts(String uri) {
        artifacts = uri;
    }

    synchronized void metrics(Map<String, TrainingLog.Metric> last) {
        metrics = last;
    }

    @Override
    public String name() {
        return request.get("TrainingJobName").asText();
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

    String instanceType() {
        return request.get("ResourceConfig").get("InstanceType").asText();
    }

    int instanceCount() {
        return request.get("ResourceConfig").get("InstanceCount").asInt();
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

    synchronized boolean isOver() {
        return List.of("Completed", "Failed", "Stopped").contains(status);
    }

    private String secondaryStatus() {
        return transitions.get(transitions.size() - 1).status();
    }

    synchronized ObjectNode summary() {
        ObjectNode summary = AwsJson.object().put("TrainingJobName", name()).put("TrainingJobArn", arn);
        times(summary);
        return summary.put("TrainingJobStatus", status).put("SecondaryStatus", secondaryStatus());
    }

    private void times(ObjectNode node) {
        SageMakerContext.time(node, "CreationTime", created);
        SageMakerContext.time(node, "LastModifiedTime", modified);
        if (trainingEnd != null) {
            SageMakerContext.time(node, "TrainingEndTime", trainingEnd);
        }
    }

    synchronized ObjectNode describe() {
        ObjectNode answer = summary();
        COPIED.stream().filter(request::has).forEach(member -> answer.set(member, request.get(member)));
        FLAGS.forEach(flag -> answer.put(flag, request.path(flag).asBoolean()));
        if (!failureReason.isEmpty()) {
            answer.put("FailureReason", failureReason);
        }
        if (!tuning.isEmpty()) {
            answer.put("TuningJobArn", tuning);
        }
        if (!artifacts.isEmpty()) {
            answer.putObject("ModelArtifacts").put("S3ModelArtifacts", artifacts);
        }
        if (trainingStart != null) {
            SageMakerContext.time(answer, "TrainingStartTime", trainingStart);
        }
        if (trainingEnd != null) {
            boolean spot = request.path("EnableManagedSpotTraining").asBoolean();
            answer.put("TrainingTimeInSeconds", trainingSeconds);
            answer.put(
                    "BillableTimeInSeconds",
                    spot ? Math.max(1, Math.round(trainingSeconds * SPOT_SHARE)) : trainingSeconds);
        }
        describeTransitions(answer.putArray("SecondaryStatusTransitions"));
        describeMetrics(answer);
        return answer;
    }

    private void describeTransitions(ArrayNode list) {
        for (Transition transition : transitions) {
            ObjectNode node = list.addObject().put("Status", transition.status());
            SageMakerContext.time(node, "StartTime", transition.start());
            if (transition.end() != null) {
                SageMakerContext.time(node, "EndTime", transition.end());
            }
            node.put("StatusMessage", transition.message());
        }
    }

    private void describeMetrics(ObjectNode answer) {
        if (metrics.isEmpty()) {
            return;
        }
        ArrayNode list = answer.putArray("FinalMetricDataList");
        metrics.forEach((name, metric) -> SageMakerContext.time(
                list.addObject().put("MetricName", name).put("Value", metric.value()), "Timestamp", metric.time()));
    }
}
