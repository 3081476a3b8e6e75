package io.jenkins.plugins.codecraft.invoke.pipeline;

import io.jenkins.plugins.codecraft.invoke.InvokeResult;
import io.jenkins.plugins.codecraft.operation.Durations;
import io.jenkins.plugins.codecraft.operation.Json;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationContext.Wake;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.operation.Watch;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribePipelineExecutionResponse;

/**
 * An execution that was started: its steps are shown as they begin and end until it is at rest.
 *
 * @param status what was last known; "" before the first look
 * @param created by AWS' clock; null before the first look
 * @param shown the status of each step that the console has
 */
record FollowPipeline(
        PipelineExecution execution, String arn, String status, Instant created, Map<String, String> shown)
        implements Operation {
    private static final Duration STEPS_INTERVAL = Duration.ofSeconds(20);

    FollowPipeline {
        shown = Collections.unmodifiableMap(new TreeMap<>(shown));
    }

    static FollowPipeline of(PipelineExecution execution, String arn) {
        return new FollowPipeline(execution, arn, "", null, Map.of());
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        if (context.restored() && created != null) {
            context.aws(); // who waits for a change needs an open session
            return waiting();
        }
        SageMakerClient client = context.aws().sageMaker();
        if (context.wake() == Wake.TIME && created != null) {
            return new FollowPipeline(execution, arn, status, created, show(client, context)).waiting();
        }
        DescribePipelineExecutionResponse now =
                client.describePipelineExecution(request -> request.pipelineExecutionArn(arn));
        PipelineSteps steps = PipelineSteps.of(client, arn);
        Map<String, String> all = steps.show(shown, context.console());
        if (PipelineExecutions.atRest(now.pipelineExecutionStatusAsString())) {
            return conclude(now, steps, context);
        }
        return new FollowPipeline(execution, arn, now.pipelineExecutionStatusAsString(), now.creationTime(), all)
                .waiting();
    }

    private Map<String, String> show(SageMakerClient client, OperationContext context) {
        return PipelineSteps.of(client, arn).show(shown, context.console());
    }

    private Progress waiting() {
        Watch watch = Watch.created(new PipelineExecutions(execution.pipeline()), arn, status, created);
        return Progress.waitFor(this, watch, STEPS_INTERVAL);
    }

    private Progress conclude(DescribePipelineExecutionResponse end, PipelineSteps steps, OperationContext context) {
        String how = end.pipelineExecutionStatusAsString();
        if (!how.equals("Succeeded")) {
            String reason = end.failureReason() == null ? "" : ": " + end.failureReason();
            throw new OperationFailure(Words.of(
                    FollowPipeline.class,
                    "arn",
                    execution.words(),
                    how.equals("Stopped") ? Words.of(FollowPipeline.class, "wasStopped") : " failed",
                    reason,
                    steps.failures(),
                    arn));
        }
        context.console()
                .event(Words.of(
                        FollowPipeline.class,
                        "succeeded",
                        execution.words(),
                        Durations.words(Duration.between(end.creationTime(), end.lastModifiedTime()))));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", how);
        answer.put("steps", steps.plain());
        String body = Json.write(answer);
        execution.settings().expect().require(Words.of(FollowPipeline.class, "text", execution.words()), body);
        return Progress.done(InvokeResult.of(execution.pipeline(), how)
                .body("application/json", body.getBytes(StandardCharsets.UTF_8))
                .with("arn", arn)
                .times(end.creationTime(), end.lastModifiedTime())
                .map());
    }

    @Override
    public Operation stopping() {
        return StopPipeline.known(execution, arn);
    }

    @Override
    public Optional<String> running() {
        return Optional.of(execution.words());
    }
}
