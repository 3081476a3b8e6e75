package io.jenkins.plugins.codecraft.invoke.stepfunctions;

import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StartSyncExecutionResponse;
import software.amazon.awssdk.services.sfn.model.SyncExecutionStatus;

/**
 * Runs an express execution and waits for it within the call, 5 minutes at most. Such executions are not told apart by
 * their names: a build that is restored after a crash during the call makes it again. An answer that the network lost
 * fails the step.
 */
record RunExpress(ExecutionRun run) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        StartSyncExecutionResponse answer;
        try {
            answer = context.aws().expressExecutions().startSyncExecution(request -> request.stateMachineArn(
                            run.target())
                    .name(run.name())
                    .input(run.input()));
        } catch (SfnException error) {
            throw BeginExecution.refused(run, error);
        }
        Duration took = Duration.between(answer.startDate(), answer.stopDate());
        context.console()
                .event(Words.of(
                        RunExpress.class, "endedAfterMs", run.words(), answer.statusAsString(), took.toMillis()));
        if (answer.status() != SyncExecutionStatus.SUCCEEDED) {
            throw new OperationFailure(Words.of(
                    RunExpress.class,
                    "endedExpressExecution",
                    run.words(),
                    answer.statusAsString(),
                    ErrorCause.words(answer.error(), answer.cause())));
        }
        return new ExecutionEnd(
                        run,
                        run.name(),
                        answer.executionArn(),
                        answer.statusAsString(),
                        answer.output(),
                        answer.startDate(),
                        answer.stopDate(),
                        0)
                .next(context);
    }

    @Override
    public boolean blocking() {
        return true; // up to 5 minutes
    }

    @Override
    public Operation stopping() {
        return new NothingToStop(); // it ends by itself, and AWS has no call to stop it
    }

    @Override
    public Optional<String> running() {
        return Optional.empty();
    }
}
