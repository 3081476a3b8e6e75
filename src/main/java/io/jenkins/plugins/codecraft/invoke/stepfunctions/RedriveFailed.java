package io.jenkins.plugins.codecraft.invoke.stepfunctions;

import io.jenkins.plugins.codecraft.aws.ConsoleUrls;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.SfnException;

/**
 * Lets a failed execution go on from where it failed.
 *
 * @param execution its name
 * @param redrives how often that was done before
 * @param lastEvent the id of the last event before it
 */
record RedriveFailed(ExecutionRun run, String execution, int redrives, long lastEvent) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        SfnClient client = context.aws().stepFunctions();
        DescribeExecutionResponse now = run.executions()
                .find(client, execution)
                .orElseThrow(() -> new OperationFailure(Words.of(RedriveFailed.class, "executionGone", execution)));
        if (now.redriveCount() == null || now.redriveCount() <= redrives) {
            redrive(client);
        }
        context.console()
                .link(
                        Words.of(RedriveFailed.class, "redrivingFromWhere", execution, run.words()),
                        ConsoleUrls.of(context.aws()).execution(run.executions().arn(execution)));
        return Progress.next(FollowExecution.after(run, execution, redrives + 1, lastEvent));
    }

    private void redrive(SfnClient client) {
        try {
            client.redriveExecution(request ->
                    request.executionArn(run.executions().arn(execution)).clientToken(run.name()));
        } catch (SfnException error) {
            throw BeginExecution.refused(run, error);
        }
    }

    @Override
    public Operation stopping() {
        return HaltExecution.unknown(run, execution, redrives + 1);
    }

    @Override
    public Optional<String> running() {
        return Optional.of(Words.of(RedriveFailed.class, "execution", execution));
    }
}
