package io.jenkins.plugins.codecraft.invoke.stepfunctions;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.aws.ConsoleUrls;
import io.jenkins.plugins.codecraft.operation.Durations;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.operation.Watch;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.SfnException;

/**
 * Waits until the execution is over, and tells which states it enters and leaves. {@code DescribeExecution} is
 * eventually consistent: that an execution was started, or redriven, may show a moment later.
 *
 * @param execution its name
 * @param redrives how often it was redriven; what tells of fewer is from before
 * @param denied whether the credentials may not read the history, as the console says already
 * @param quiet how many looks at the history in a row found nothing new
 * @param misses how many looks in a row did not find it
 */
record FollowExecution(
        ExecutionRun run, String execution, int redrives, HistoryView view, boolean denied, int quiet, int misses)
        implements Operation {
    private static final int MOST_MISSES = 10;
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(3);
    private static final Duration FIRST_LOOK = Duration.ofSeconds(2);
    private static final int PATIENT_AFTER = 8;
    private static final int MOST_DOUBLINGS = 5; // to about a minute
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    static FollowExecution fromTheBeginning(ExecutionRun run, String execution) {
        return after(run, execution, 0, 0);
    }

    static FollowExecution after(ExecutionRun run, String execution, int redrives, long lastEvent) {
        return new FollowExecution(run, execution, redrives, HistoryView.from(lastEvent), false, 0, 0);
    }

    /** That it is over is told by the listing; while it runs, a look is one call. */
    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        SfnClient client = context.aws().stepFunctions();
        boolean onlyNews = context.wake() == OperationContext.Wake.TIME && !context.restored() && misses == 0;
        Optional<DescribeExecutionResponse> now = onlyNews ? Optional.empty() : find(client);
        if (now.isEmpty() && !onlyNews) {
            return missed();
        }
        Optional<ExecutionHistory.Events> news = news(client, context);
        List<HistoryEvent> events = news.map(ExecutionHistory.Events::events).orElse(List.of());
        HistoryView.Seen seen = view.with(events);
        tell(seen, news, context);
        boolean over = events.stream().anyMatch(HistoryView::isEnd);
        if (over && now.filter(run -> !Executions.runs(run)).isEmpty()) {
            now = find(client);
        }
        if (now.isPresent() && !Executions.runs(now.get())) {
            return ended(now.get(), events, seen.view(), context);
        }
        int calm = seen.view().last() == view.last() ? Math.min(quiet + 1, PATIENT_AFTER + MOST_DOUBLINGS) : 0;
        boolean unseen = denied || news.isEmpty();
        FollowExecution next = new FollowExecution(run, execution, redrives, seen.view(), unseen, calm, 0);
        Watch end = Watch.inStatus(run.executions(), execution, "RUNNING");
        return unseen
                ? Progress.waitFor(next, end)
                : Progress.waitFor(next, end, FIRST_LOOK.multipliedBy(1L << Math.max(0, calm - PATIENT_AFTER)));
    }

    private Optional<DescribeExecutionResponse> find(SfnClient client) {
        return run.executions().find(client, execution).filter(now -> redrives(now) >= redrives);
    }

    static int redrives(DescribeExecutionResponse now) {
        return now.redriveCount() == null ? 0 : now.redriveCount();
    }

    private Progress missed() {
        if (misses >= MOST_MISSES) {
            throw new OperationFailure(
                    Words.of(FollowExecution.class, "executionGoneSomebody", execution, run.words()));
        }
        return Progress.pause(
                new FollowExecution(run, execution, redrives, view, denied, quiet, misses + 1), LOOK_AGAIN);
    }

    /** Nothing if the credentials may not read it: the execution runs all the same. */
    private Optional<ExecutionHistory.Events> news(SfnClient client, OperationContext context) {
        if (denied) {
            return Optional.empty();
        }
        try {
            return Optional.of(ExecutionHistory.after(client, run, execution, view.last()));
        } catch (ExecutionDoesNotExistException soon) {
            return Optional.of(ExecutionHistory.Events.none());
        } catch (SfnException error) {
            if (!AwsErrors.isDenied(error)) {
                throw error;
            }
            context.console().event(Words.of(FollowExecution.class, "statesNotShown", AwsErrors.describe(error)));
            return Optional.empty();
        }
    }

    private static void tell(HistoryView.Seen seen, Optional<ExecutionHistory.Events> news, OperationContext context) {
        if (news.filter(events -> !events.complete()).isPresent()) {
            context.console().event(Words.of(FollowExecution.class, "moreHappenedThan"));
        }
        for (HistoryView.Line line : seen.lines()) {
            LocalTime time = LocalTime.ofInstant(line.time(), ZoneOffset.UTC);
            context.console().event(Words.of(FollowExecution.class, "utc", TIME.format(time), line.text()));
            context.report().event(line.time(), line.text());
        }
    }

    private Progress ended(
            DescribeExecutionResponse now, List<HistoryEvent> events, HistoryView seen, OperationContext context)
            throws IOException, InterruptedException {
        Duration took = Duration.between(now.startDate(), now.stopDate());
        String how = Words.of(FollowExecution.class, "executionEnded", execution, now.statusAsString());
        context.console().event(Words.of(FollowExecution.class, "after", how, Durations.words(took)));
        if (now.status() != ExecutionStatus.SUCCEEDED) {
            String where = events.stream()
                    .filter(HistoryView::isEnd)
                    .reduce((first, last) -> last)
                    .flatMap(seen::state)
                    .map(state -> Words.of(FollowExecution.class, "state", state))
                    .orElse("");
            throw new OperationFailure(how + where + ". " + ErrorCause.words(now.error(), now.cause()) + "\n"
                    + ConsoleUrls.of(context.aws()).execution(now.executionArn()));
        }
        return new ExecutionEnd(
                        run,
                        execution,
                        now.executionArn(),
                        now.statusAsString(),
                        now.output(),
                        now.startDate(),
                        now.stopDate(),
                        redrives(now))
                .next(context);
    }

    @Override
    public Operation stopping() {
        return HaltExecution.known(run, execution, redrives);
    }

    @Override
    public Optional<String> running() {
        return Optional.of(Words.of(FollowExecution.class, "execution", execution, run.words()));
    }
}
