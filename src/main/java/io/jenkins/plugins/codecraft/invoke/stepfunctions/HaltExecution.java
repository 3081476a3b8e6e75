package io.jenkins.plugins.codecraft.invoke.stepfunctions;

import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/**
 * Stops an execution whose step was aborted, and waits until AWS says that it has stopped.
 *
 * @param redrives how often it was redriven, or was about to be; what tells of fewer is from before
 * @param looks how often it is still looked for where it is not to be seen
 */
record HaltExecution(ExecutionRun run, String execution, int redrives, boolean told, int looks) implements Operation {
    /** A start whose answer was lost may take effect a moment later. */
    private static final int LOOKS_FOR_WHAT_MAY_BE = 2;

    /** What was started may be shown a moment later. */
    private static final int LOOKS_FOR_WHAT_IS = 5;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

    /** The execution was started, or redriven. */
    static HaltExecution known(ExecutionRun run, String execution, int redrives) {
        return new HaltExecution(run, execution, redrives, false, LOOKS_FOR_WHAT_IS);
    }

    /** The call that starts or redrives it may or may not have been made. */
    static HaltExecution unknown(ExecutionRun run, String execution, int redrives) {
        return new HaltExecution(run, execution, redrives, false, LOOKS_FOR_WHAT_MAY_BE);
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        SfnClient client = context.aws().stepFunctions();
        Optional<DescribeExecutionResponse> found =
                run.executions().find(client, execution).filter(one -> FollowExecution.redrives(one) >= redrives);
        if (found.isEmpty()) {
            return looks <= 1
                    ? Progress.done(Map.of())
                    : Progress.pause(new HaltExecution(run, execution, redrives, told, looks - 1), BETWEEN_LOOKS);
        }
        DescribeExecutionResponse now = found.get();
        if (!Executions.runs(now)) {
            context.console().event(Words.of(HaltExecution.class, "execution", execution, now.statusAsString()));
            return Progress.done(Map.of());
        }
        if (!told) {
            context.console().event(Words.of(HaltExecution.class, "stoppingExecution", execution));
            return Progress.next(new HaltExecution(run, execution, redrives, true, looks));
        }
        client.stopExecution(request -> request.executionArn(now.executionArn())
                .error("CodeCraft.Aborted")
                .cause(Words.of(
                        HaltExecution.class,
                        "buildWasAborted",
                        run.origin().job(),
                        run.origin().build())));
        return Progress.waitFor(this, run.executions().watch(now), BETWEEN_LOOKS);
    }

    @Override
    public Operation stopping() {
        return this;
    }

    @Override
    public Optional<String> running() {
        return Optional.of(Words.of(HaltExecution.class, "execution2", execution));
    }
}
