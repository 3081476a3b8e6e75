package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A training of a tuning job, with the hyperparameters that were chosen for it. */
record TuningTrial(TuningDefinition definition, TrainingJob job, Map<String, String> values) implements ListedByJob {
    private static final Listing<TuningTrial> LISTING =
            new Listing<>("TrainingJobSummaries", false, false, TuningTrial::summary);

    /** Answers {@code ListTrainingJobsForHyperParameterTuningJob}. */
    static JsonNode list(AwsRequest request, Jobs<TuningRun> tunings) {
        TuningShapes.TRAININGS.validate(request.json());
        return LISTING.answer(request.json(), tunings.find(request).run().trials());
    }

    /** What it reached. */
    Optional<Double> objective() {
        return job.status().equals("Completed") ? job.metric(definition.metric()) : Optional.empty();
    }

    String objectiveStatus() {
        if (!job.isOver()) {
            return "Pending";
        }
        return objective().isPresent() ? "Succeeded" : "Failed";
    }

    ObjectNode summary() {
        ObjectNode node = AwsJson.object().put("TrainingJobName", name()).put("TrainingJobArn", job.arn());
        if (!definition.name().isEmpty()) {
            node.put("TrainingJobDefinitionName", definition.name());
        }
        SageMakerContext.time(node, "CreationTime", created());
        time(node, "TrainingStartTime", job.trainingStart());
        time(node, "TrainingEndTime", job.trainingEnd());
        node.put("TrainingJobStatus", status());
        ObjectNode tuned = node.putObject("TunedHyperParameters");
        values.forEach(tuned::put);
        if (!job.failureReason().isEmpty()) {
            node.put("FailureReason", job.failureReason());
        }
        objective().ifPresent(value -> node.putObject("FinalHyperParameterTuningJobObjectiveMetric")
                .put("Type", definition.maximize() ? "Maximize" : "Minimize")
                .put("MetricName", definition.metric())
                .put("Value", value));
        return node.put("ObjectiveStatus", objectiveStatus());
    }

    private static void time(ObjectNode node, String member, Instant time) {
        if (time != null) {
            SageMakerContext.time(node, member, time);
        }
    }
}
