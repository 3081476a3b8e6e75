package io.jenkins.plugins.codecraft.invoke.pipeline;

import io.jenkins.plugins.codecraft.operation.Console;
import io.jenkins.plugins.codecraft.operation.Durations;
import io.jenkins.plugins.codecraft.words.Words;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.PipelineExecutionStep;
import software.amazon.awssdk.services.sagemaker.model.PipelineExecutionStepMetadata;
import software.amazon.awssdk.services.sagemaker.model.SortOrder;

/** The steps of an execution that have begun, oldest first, as {@code ListPipelineExecutionSteps} shows them. */
record PipelineSteps(List<PipelineExecutionStep> steps) {
    private static final int PAGE = 100;

    static PipelineSteps of(SageMakerClient client, String executionArn) {
        return new PipelineSteps(client
                .listPipelineExecutionStepsPaginator(request -> request.pipelineExecutionArn(executionArn)
                        .sortOrder(SortOrder.ASCENDING)
                        .maxResults(PAGE))
                .stream()
                .flatMap(page -> page.pipelineExecutionSteps().stream())
                .toList());
    }

    /**
     * Prints what has begun or ended since.
     *
     * @param shown the status of each step that the console has already
     * @return the same, of all steps
     */
    Map<String, String> show(Map<String, String> shown, Console console) {
        Map<String, String> now = new TreeMap<>();
        for (PipelineExecutionStep step : steps) {
            String status = step.stepStatusAsString();
            now.put(step.stepName(), status);
            if (!status.equals(shown.get(step.stepName())) && !status.equals("Starting")) {
                console.event(describe(step));
            }
        }
        return now;
    }

    private static String describe(PipelineExecutionStep step) {
        String what = Words.of(
                PipelineSteps.class,
                "step",
                step.stepName(),
                step.stepStatusAsString(),
                resource(step.metadata()).map(name -> " (" + name + ")").orElse(""));
        if (step.endTime() != null && step.startTime() != null) {
            what += Words.of(
                    PipelineSteps.class, "after", Durations.words(Duration.between(step.startTime(), step.endTime())));
        }
        if (step.cacheHitResult() != null) {
            what += Words.of(PipelineSteps.class, "fromCache");
        }
        return step.failureReason() == null || step.failureReason().isBlank()
                ? what
                : what + ": " + step.failureReason();
    }

    /** Those that failed, with their reasons, a line each. */
    String failures() {
        StringBuilder lines = new StringBuilder();
        steps.stream()
                .filter(step -> "Failed".equals(step.stepStatusAsString()))
                .forEach(step -> lines.append("\n  - ").append(describe(step)));
        return lines.toString();
    }

    /** Each by its name, as plain values. */
    Map<String, Object> plain() {
        Map<String, Object> all = new LinkedHashMap<>();
        for (PipelineExecutionStep step : steps) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("status", step.stepStatusAsString());
            resource(step.metadata()).ifPresent(name -> one.put("resource", name));
            if (step.metadata() != null && step.metadata().condition() != null) {
                one.put("outcome", step.metadata().condition().outcomeAsString());
            }
            if (step.failureReason() != null) {
                one.put("failureReason", step.failureReason());
            }
            all.put(step.stepName(), one);
        }
        return all;
    }

    /** What a step made: the part of its ARN after the account. */
    private static Optional<String> resource(PipelineExecutionStepMetadata made) {
        if (made == null) {
            return Optional.empty();
        }
        return Stream.of(
                        arn(made.trainingJob(), job -> job.arn()),
                        arn(made.processingJob(), job -> job.arn()),
                        arn(made.transformJob(), job -> job.arn()),
                        arn(made.tuningJob(), job -> job.arn()),
                        arn(made.model(), model -> model.arn()),
                        arn(made.registerModel(), model -> model.arn()),
                        arn(made.lambda(), function -> function.arn()),
                        arn(made.autoMLJob(), job -> job.arn()))
                .flatMap(Optional::stream)
                .findFirst()
                .map(arn -> arn.substring(arn.lastIndexOf(':') + 1));
    }

    private static <T> Optional<String> arn(T made, Function<T, String> arn) {
        return Optional.ofNullable(made).map(arn);
    }
}
