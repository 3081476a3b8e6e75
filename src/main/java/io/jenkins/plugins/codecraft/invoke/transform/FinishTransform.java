package io.jenkins.plugins.codecraft.invoke.transform;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.aws.ConsoleUrls;
import io.jenkins.plugins.codecraft.logs.LogCursor;
import io.jenkins.plugins.codecraft.logs.LogMode;
import io.jenkins.plugins.codecraft.operation.Durations;
import io.jenkins.plugins.codecraft.operation.JobLog;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;

/**
 * A batch transform whose job is at rest: what is left of its log is shown. CloudWatch gets the last lines a little
 * after SageMaker says that the job has ended, so the log is read until it was quiet twice.
 *
 * @param quiet how often in a row there was nothing to read
 * @param reads how often it was read
 */
record FinishTransform(TransformJob job, TransformEnd end, LogCursor cursor, boolean showsLog, int quiet, int reads)
        implements Operation {
    private static final Duration BETWEEN_READS = Duration.ofSeconds(2);
    private static final int ENOUGH_QUIET = 2;
    private static final int MOST_READS = 1000;

    static FinishTransform of(TransformJob job, TransformEnd end, LogCursor cursor, boolean showsLog) {
        return new FinishTransform(job, end, cursor, showsLog, 0, 0);
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        try {
            if (showsLog && quiet < ENOUGH_QUIET && reads < MOST_READS) {
                return readLog(context);
            }
            if (job.settings().logMode() == LogMode.TAIL) {
                new JobLog(job.logTail(context.aws().cloudWatchLogs()), context).showLast();
            }
        } catch (CloudWatchLogsException error) {
            if (AwsErrors.isPassing(error) || AwsErrors.isExpired(error)) {
                throw error;
            }
            context.console().event("The log can't be shown. " + AwsErrors.describe(error));
        }
        return conclude(context);
    }

    private Progress readLog(OperationContext context) throws IOException, InterruptedException {
        JobLog.Shown shown = new JobLog(job.logTail(context.aws().cloudWatchLogs()), context).show(cursor);
        int nowQuiet = shown.lines() == 0 && !shown.more() ? quiet + 1 : 0;
        FinishTransform next = new FinishTransform(job, end, shown.cursor(), true, nowQuiet, reads + 1);
        return next.quiet >= ENOUGH_QUIET || shown.more() ? Progress.next(next) : Progress.pause(next, BETWEEN_READS);
    }

    private Progress conclude(OperationContext context) throws IOException, InterruptedException {
        if (!end.completed()) {
            String what = end.status().equals("Stopped") ? " was stopped" : " failed";
            throw new OperationFailure("The " + job.words() + what
                    + (end.reason().isEmpty() ? "" : ": " + end.reason()) + "\nIts log: "
                    + ConsoleUrls.of(context.aws()).logs(TransformJob.LOG_GROUP, job.name() + "/"));
        }
        context.console()
                .event("Completed " + job.words() + " in "
                        + Durations.words(Duration.between(end.began(), end.ended())));
        return Progress.next(new TakeOutput(job, end));
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
