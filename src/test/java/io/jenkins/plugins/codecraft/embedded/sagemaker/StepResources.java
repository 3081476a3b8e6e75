package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import java.time.Instant;

/** What the steps of pipelines make: jobs and models. */
record StepResources(TrainingJobs trainings, TransformJobs transforms, Models models) {

    void create(AwsRequest request, PipelineStep step, JsonNode arguments, String execution) {
        ObjectNode json = arguments.deepCopy();
        String name = "pipelines-" + execution + "-" + step.name();
        switch (step.type()) {
            case "Training" -> {
                json.put("TrainingJobName", name);
                step.made(
                        "TrainingJob",
                        trainings.create(request, json).get("TrainingJobArn").asText());
            }
            case "Transform" -> {
                json.put("TransformJobName", name);
                step.made(
                        "TransformJob",
                        transforms.create(request, json).get("TransformJobArn").asText());
            }
            default -> {
                json.put("ModelName", name);
                step.made("Model", models.create(request, json).get("ModelArn").asText());
            }
        }
    }

    /** Takes over what has become of a step's job. */
    void update(String region, PipelineStep step, Instant now) {
        switch (step.type()) {
            case "Training" -> {
                TrainingJob job = trainings.job(region, step.resource());
                end(step, job.isOver(), job.status(), job.describe(), now);
            }
            case "Transform" -> {
                TransformJob job = transforms.job(region, step.resource());
                end(step, job.isOver(), job.status(), job.describe(), now);
            }
            default -> step.end("Succeeded", "", now);
        }
    }

    private static void end(PipelineStep step, boolean over, String status, ObjectNode job, Instant now) {
        if (over) {
            String how = status.equals("Completed") ? "Succeeded" : status;
            step.end(how, job.path("FailureReason").asText(""), now);
        }
    }

    void halt(String region, PipelineStep step) {
        switch (step.type()) {
            case "Training" -> trainings.halt(region, step.resource());
            case "Transform" -> transforms.halt(region, step.resource());
            default -> {
                // a model costs nothing and stays
            }
        }
    }

    /** What other steps may refer to. */
    JsonNode describe(String region, PipelineStep step) {
        return switch (step.type()) {
            case "Training" -> trainings.job(region, step.resource()).describe();
            case "Transform" -> transforms.job(region, step.resource()).describe();
            default -> AwsJson.object().put("ModelName", step.resource());
        };
    }
}
