package io.jenkins.plugins.codecraft.invoke.pipeline;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribePipelineExecutionResponse;
import software.amazon.awssdk.services.sagemaker.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;
import software.amazon.awssdk.services.sagemaker.model.SortOrder;
import software.amazon.awssdk.services.sagemaker.model.SortPipelineExecutionsBy;

/**
 * An execution that is being stopped: SageMaker is told to, with a token, then waited for.
 *
 * @param arn "" if the answer to the call that started it may have been lost
 * @param looks how often it was looked for in vain
 */
record StopPipeline(PipelineExecution execution, String arn, int looks) implements Operation {
    /** A start whose answer was lost may take effect a moment later. */
    private static final int ENOUGH_LOOKS = 2;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);
    private static final int PAGE = 100;

    static StopPipeline known(PipelineExecution execution, String arn) {
        return new StopPipeline(execution, arn, 0);
    }

    static StopPipeline unknown(PipelineExecution execution) {
        return new StopPipeline(execution, "", 0);
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        SageMakerClient client = context.aws().sageMaker();
        if (arn.isEmpty()) {
            return find(client);
        }
        DescribePipelineExecutionResponse now =
                client.describePipelineExecution(request -> request.pipelineExecutionArn(arn));
        String status = now.pipelineExecutionStatusAsString();
        if (PipelineExecutions.atRest(status)) {
            context.console().event(Words.of(StopPipeline.class, "awsSays", execution.words(), status));
            return Progress.done(Map.of());
        }
        if (!status.equals("Stopping")) {
            stop(client, context);
        }
        return Progress.waitFor(this, new PipelineExecutions(execution.pipeline()).watch(now));
    }

    /** By its name, among the latest hundred. */
    private Progress find(SageMakerClient client) {
        Optional<String> found = latest(client).flatMap(executions -> executions.stream()
                .filter(one -> execution.displayName().equals(one.pipelineExecutionDisplayName()))
                .map(PipelineExecutionSummary::pipelineExecutionArn)
                .findFirst());
        if (found.isPresent()) {
            return Progress.next(known(execution, found.get()));
        }
        return looks + 1 >= ENOUGH_LOOKS
                ? Progress.done(Map.of())
                : Progress.pause(new StopPipeline(execution, "", looks + 1), BETWEEN_LOOKS);
    }

    private Optional<List<PipelineExecutionSummary>> latest(SageMakerClient client) {
        try {
            return Optional.of(client.listPipelineExecutions(request -> request.pipelineName(execution.pipeline())
                            .sortBy(SortPipelineExecutionsBy.CREATION_TIME)
                            .sortOrder(SortOrder.DESCENDING)
                            .maxResults(PAGE))
                    .pipelineExecutionSummaries());
        } catch (SageMakerException error) {
            if (AwsErrors.code(error).equals("ResourceNotFound")) {
                return Optional.empty(); // no pipeline, no execution
            }
            throw error;
        }
    }

    private void stop(SageMakerClient client, OperationContext context) {
        try {
            client.stopPipelineExecution(
                    request -> request.pipelineExecutionArn(arn).clientRequestToken(execution.token("stop")));
            context.console().event(Words.of(StopPipeline.class, "stopping", execution.words()));
        } catch (SageMakerException error) {
            boolean ended = AwsErrors.code(error).equals("ValidationException")
                    || AwsErrors.code(error).equals("ConflictException");
            if (!ended) {
                throw error;
            }
            // it came to its end by itself meanwhile: the next look says how
        }
    }

    @Override
    public Operation stopping() {
        return this;
    }

    @Override
    public Optional<String> running() {
        return Optional.of(execution.words());
    }
}
