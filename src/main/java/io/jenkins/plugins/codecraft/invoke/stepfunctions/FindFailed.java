package io.jenkins.plugins.codecraft.invoke.stepfunctions;

import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionRedriveStatus;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.ListExecutionsResponse;

/**
 * Looks for the newest execution that this job started with this input, whichever build did. If that has failed, it is
 * gone on with; else a new one is started.
 */
record FindFailed(ExecutionRun run) implements Operation {
    private static final int PAGE = 1000;
    private static final int MOST_PAGES = 5;

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        SfnClient client = context.aws().stepFunctions();
        Optional<ExecutionListItem> newest = newest(client);
        if (newest.isEmpty()) {
            context.console().event(Words.of(FindFailed.class, "noEarlierExecution"));
            return Progress.next(new BeginExecution(run));
        }
        String name = newest.get().name();
        Optional<DescribeExecutionResponse> last = run.executions().find(client, name);
        if (last.isEmpty() || last.get().status() == ExecutionStatus.SUCCEEDED) {
            context.console().event(Words.of(FindFailed.class, "lastExecutionSucceeded", name));
            return Progress.next(new BeginExecution(run));
        }
        if (last.get().redriveStatus() != ExecutionRedriveStatus.REDRIVABLE) {
            context.console()
                    .event(Words.of(
                            FindFailed.class,
                            "lastExecutionCant",
                            name,
                            last.get().redriveStatusReason()));
            return Progress.next(new BeginExecution(run));
        }
        int before = last.get().redriveCount() == null ? 0 : last.get().redriveCount();
        return Progress.next(new RedriveFailed(run, name, before, ExecutionHistory.last(client, run, name)));
    }

    /** Executions are listed the newest first. */
    private Optional<ExecutionListItem> newest(SfnClient client) {
        String token = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            String next = token;
            ListExecutionsResponse listed = client.listExecutions(request ->
                    request.stateMachineArn(run.machine()).maxResults(PAGE).nextToken(next));
            Optional<ExecutionListItem> ours = listed.executions().stream()
                    .filter(execution -> execution.name().startsWith(run.family()))
                    .findFirst();
            if (ours.isPresent() || listed.nextToken() == null) {
                return ours;
            }
            token = listed.nextToken();
        }
        return Optional.empty();
    }

    @Override
    public Operation stopping() {
        return new NothingToStop();
    }

    @Override
    public Optional<String> running() {
        return Optional.empty();
    }
}
