package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import java.time.Instant;

/** What the steps of pipelines make: jobs and models. */
record StepResources(
        TrainingJobs trainings,
        Jobs<TransformRun> transforms,
        Jobs<ProcessingRun> processings,
        Jobs<TuningRun> tunings,
        Models models) {
    private static final int TUNING_NAME_LENGTH = 32;

    void create(AwsRequest request, PipelineStep step, JsonNode arguments, String execution) {
        ObjectNode json = arguments.deepCopy();
        String name = name(step, execution);
        switch (step.type()) {
            case "Training" -> {
                json.put("TrainingJobName", name);
                step.made(
                        "TrainingJob",
                        trainings.create(request, json).get("TrainingJobArn").asText());
            }
            case "Transform", "Processing", "Tuning" -> {
                Jobs<?> jobs = jobs(step);
                json.put(jobs.kind().member("Name"), name);
                JsonNode made = jobs.create(request, json);
                step.made(
                        step.type().equals("Tuning") ? "TuningJob" : step.type() + "Job",
                        made.get(jobs.kind().member("Arn")).asText());
            }
            default -> {
                json.put("ModelName", name);
                step.made("Model", models.create(request, json).get("ModelArn").asText());
            }
        }
    }

    /** Names of tuning jobs are shorter than others. */
    private static String name(PipelineStep step, String execution) {
        String name = "pipelines-" + execution + "-" + step.name();
        return step.type().equals("Tuning") && name.length() > TUNING_NAME_LENGTH
                ? execution + "-" + Integer.toHexString(step.name().hashCode())
                : name;
    }

    private Jobs<?> jobs(PipelineStep step) {
        return switch (step.type()) {
            case "Transform" -> transforms;
            case "Processing" -> processings;
            default -> tunings;
        };
    }

    /** Takes over what has become of a step's job. */
    void update(String region, PipelineStep step, Instant now) {
        switch (step.type()) {
            case "Training" -> {
                TrainingJob job = trainings.job(region, step.resource());
                end(step, job.isOver(), job.status(), job.describe(), now);
            }
            case "Transform", "Processing", "Tuning" -> {
                Job job = jobs(step).job(region, step.resource());
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
            case "Transform", "Processing", "Tuning" -> jobs(step).halt(region, step.resource());
            default -> {
                // a model costs nothing and stays
            }
        }
    }

    /** What other steps may refer to. */
    JsonNode describe(String region, PipelineStep step) {
        return switch (step.type()) {
            case "Training" -> trainings.job(region, step.resource()).describe();
            case "Transform", "Processing", "Tuning" -> jobs(step).describe(region, step.resource());
            default -> AwsJson.object().put("ModelName", step.resource());
        };
    }
}
