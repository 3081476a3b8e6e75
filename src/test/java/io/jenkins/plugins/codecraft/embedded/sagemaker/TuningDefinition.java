package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * One of the trainings that a tuning job varies.
 *
 * @param name empty if the job has this one only
 * @param maximize whether more of the metric is better
 */
record TuningDefinition(String name, JsonNode json, TuningRanges ranges, String metric, boolean maximize) {
    private static final List<String> COPIED = List.of(
            "AlgorithmSpecification",
            "RoleArn",
            "InputDataConfig",
            "VpcConfig",
            "OutputDataConfig",
            "ResourceConfig",
            "StoppingCondition",
            "EnableNetworkIsolation",
            "EnableInterContainerTrafficEncryption",
            "EnableManagedSpotTraining",
            "CheckpointConfig",
            "RetryStrategy",
            "Environment");

    /** @throws AwsError if the request of a tuning job makes no sense */
    static List<TuningDefinition> of(JsonNode request) {
        JsonNode config = request.get("HyperParameterTuningJobConfig");
        if (request.has("TrainingJobDefinition") == request.has("TrainingJobDefinitions")) {
            throw AwsError.validation("Either TrainingJobDefinition or TrainingJobDefinitions must be given.");
        }
        List<TuningDefinition> all = new ArrayList<>();
        if (request.has("TrainingJobDefinition")) {
            all.add(definition(
                    request.get("TrainingJobDefinition"),
                    config.path("ParameterRanges"),
                    config.path("HyperParameterTuningJobObjective")));
        }
        request.path("TrainingJobDefinitions")
                .forEach(
                        one -> all.add(definition(one, one.path("HyperParameterRanges"), one.path("TuningObjective"))));
        return all;
    }

    private static TuningDefinition definition(JsonNode json, JsonNode ranges, JsonNode objective) {
        String metric = objective.path("MetricName").asText();
        boolean defined = StreamSupport.stream(
                        json.at("/AlgorithmSpecification/MetricDefinitions").spliterator(), false)
                .anyMatch(one -> one.get("Name").asText().equals(metric));
        if (!defined) {
            throw AwsError.validation("The objective metric '" + metric
                    + "' must be one of the MetricDefinitions of AlgorithmSpecification.");
        }
        TuningDefinition made = new TuningDefinition(
                json.path("DefinitionName").asText(""),
                json,
                new TuningRanges(ranges),
                metric,
                objective.path("Type").asText().equals("Maximize"));
        made.ranges().names().stream()
                .filter(json.path("StaticHyperParameters")::has)
                .findFirst()
                .ifPresent(name -> {
                    throw AwsError.validation("Hyperparameter '" + name + "' is both static and in a range.");
                });
        return made;
    }

    /** The request for one training. */
    ObjectNode training(String trainingJob, Map<String, String> values) {
        ObjectNode request = AwsJson.object().put("TrainingJobName", trainingJob);
        COPIED.stream().filter(json::has).forEach(member -> request.set(member, json.get(member)));
        ObjectNode parameters = request.putObject("HyperParameters");
        json.path("StaticHyperParameters")
                .properties()
                .forEach(entry -> parameters.set(entry.getKey(), entry.getValue()));
        values.forEach(parameters::put);
        parameters.put("_tuning_objective_metric", metric);
        return request;
    }

    boolean isBetter(double one, double other) {
        return maximize ? one > other : one < other;
    }
}
