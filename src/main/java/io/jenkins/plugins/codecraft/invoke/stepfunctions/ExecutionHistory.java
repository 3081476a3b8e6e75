package io.jenkins.plugins.codecraft.invoke.stepfunctions;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryResponse;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/** Reads an execution's history from its end, so that a look costs what is new and not what was. */
final class ExecutionHistory {
    private static final int PAGE = 200;
    private static final int MOST_PAGES = 5;

    private ExecutionHistory() {}

    /**
     * The events after one, the oldest first.
     *
     * @param complete whether there are not more of them than are read at once; the older ones are left out then
     */
    record Events(List<HistoryEvent> events, boolean complete) {
        static Events none() {
            return new Events(List.of(), true);
        }
    }

    static Events after(SfnClient client, ExecutionRun run, String execution, long last) {
        List<HistoryEvent> found = new ArrayList<>();
        String token = null;
        boolean more = true;
        for (int page = 0; page < MOST_PAGES && more; page++) {
            GetExecutionHistoryResponse read = read(client, run, execution, PAGE, token);
            read.events().stream().filter(event -> event.id() > last).forEach(found::add);
            token = read.nextToken();
            more = token != null && read.events().stream().allMatch(event -> event.id() > last);
        }
        Collections.reverse(found);
        return new Events(List.copyOf(found), !more);
    }

    /** The id of the last event that there is. */
    static long last(SfnClient client, ExecutionRun run, String execution) {
        return read(client, run, execution, 1, null).events().stream()
                .mapToLong(HistoryEvent::id)
                .max()
                .orElse(0);
    }

    private static GetExecutionHistoryResponse read(
            SfnClient client, ExecutionRun run, String execution, int size, String token) {
        return client.getExecutionHistory(
                request -> request.executionArn(run.executions().arn(execution))
                        .reverseOrder(true)
                        .includeExecutionData(false)
                        .maxResults(size)
                        .nextToken(token));
    }
}
