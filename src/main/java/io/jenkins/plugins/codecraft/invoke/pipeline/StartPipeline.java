package io.jenkins.plugins.codecraft.invoke.pipeline;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.model.Parameter;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;
import software.amazon.awssdk.services.sagemaker.model.StartPipelineExecutionRequest;

/** An execution at its beginning. It is started with a token of this step, so it is started once. */
record StartPipeline(PipelineExecution execution) implements Operation {

    static StartPipeline of(PipelineSettings settings, BuildOrigin origin) {
        return new StartPipeline(new PipelineExecution(settings, origin));
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Mistakes mistakes = new Mistakes("codecraftInvoke sagemakerPipeline");
        execution.settings().check(mistakes);
        mistakes.refuse();
        String arn = start(context);
        context.console().event(Words.of(StartPipeline.class, "started", execution.words()));
        context.console().event(arn);
        return Progress.next(FollowPipeline.of(execution, arn));
    }

    private String start(OperationContext context) throws IOException, InterruptedException {
        try {
            return context.aws().sageMaker().startPipelineExecution(request()).pipelineExecutionArn();
        } catch (SageMakerException error) {
            if (AwsErrors.isPassing(error) || AwsErrors.isExpired(error)) {
                throw error;
            }
            throw new OperationFailure(
                    Words.of(
                            StartPipeline.class,
                            "sagemakerRefusedStart",
                            execution.pipeline(),
                            AwsErrors.describe(error),
                            context.aws().scope().region()),
                    error);
        }
    }

    private StartPipelineExecutionRequest request() {
        PipelineSettings settings = execution.settings();
        List<Parameter> parameters = settings.parameters().entrySet().stream()
                .map(entry -> Parameter.builder()
                        .name(entry.getKey())
                        .value(entry.getValue())
                        .build())
                .toList();
        StartPipelineExecutionRequest.Builder request = StartPipelineExecutionRequest.builder()
                .pipelineName(settings.name())
                .pipelineExecutionDisplayName(execution.displayName())
                .pipelineExecutionDescription(settings.description().isEmpty() ? null : settings.description())
                .clientRequestToken(execution.token("start"));
        if (!parameters.isEmpty()) {
            request.pipelineParameters(parameters);
        }
        if (settings.maxParallelSteps() != null) {
            request.parallelismConfiguration(
                    parallelism -> parallelism.maxParallelExecutionSteps(settings.maxParallelSteps()));
        }
        return request.build();
    }

    @Override
    public Operation stopping() {
        return StopPipeline.unknown(execution);
    }

    @Override
    public Optional<String> running() {
        return Optional.of(execution.words());
    }
}
