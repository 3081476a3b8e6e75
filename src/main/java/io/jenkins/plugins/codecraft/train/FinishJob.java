package io.jenkins.plugins.codecraft.train;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.logs.LogCursor;
import io.jenkins.plugins.codecraft.logs.LogMode;
import io.jenkins.plugins.codecraft.operation.JobLog;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;

/**
 * A training whose job is at rest: what is left of its log is shown, then its outcome becomes the step's. CloudWatch
 * gets the last lines a little after SageMaker says that the job has ended, so the log is read until it was quiet
 * twice.
 *
 * @param quiet how often in a row there was nothing to read
 * @param reads how often it was read
 */
record FinishJob(
        TrainingJob job, StagedInputs inputs, JobEnd end, LogCursor cursor, boolean showsLog, int quiet, int reads)
        implements Operation {
    private static final Duration BETWEEN_READS = Duration.ofSeconds(2);
    private static final int ENOUGH_QUIET = 2;
    /** A log that never gets quiet doesn't hold the build: 1,000 reads are 4 GB. */
    private static final int MOST_READS = 1000;

    static FinishJob of(FollowJob followed, JobEnd end) {
        return new FinishJob(followed.job(), followed.inputs(), end, followed.cursor(), followed.showsLog(), 0, 0);
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        if (showsLog && quiet < ENOUGH_QUIET && reads < MOST_READS) {
            return readLog(context);
        }
        if (job.settings().logMode() == LogMode.TAIL) {
            showLast(context);
        }
        Conclusion conclusion = new JobOutcome(job, inputs, end).conclude(context.aws(), context.console());
        conclusion.result().forEach(context.report()::fact);
        return new EndedJob(job, inputs, conclusion).goOn();
    }

    private Progress readLog(OperationContext context) throws IOException, InterruptedException {
        try {
            JobLog.Shown shown = job.shownLog(context).show(cursor);
            int nowQuiet = shown.lines() == 0 && !shown.more() ? quiet + 1 : 0;
            FinishJob next = new FinishJob(job, inputs, end, shown.cursor(), true, nowQuiet, reads + 1);
            return next.quiet >= ENOUGH_QUIET || shown.more()
                    ? Progress.next(next)
                    : Progress.pause(next, BETWEEN_READS);
        } catch (CloudWatchLogsException error) {
            if (!AwsErrors.isDenied(error)) {
                throw error;
            }
            context.console().event("The log can't be shown. " + AwsErrors.describe(error));
            return Progress.next(new FinishJob(job, inputs, end, cursor, false, quiet, reads));
        }
    }

    private void showLast(OperationContext context) throws IOException, InterruptedException {
        try {
            job.shownLog(context).showLast();
        } catch (CloudWatchLogsException error) {
            if (AwsErrors.isPassing(error) || AwsErrors.isExpired(error)) {
                throw error;
            }
            context.console().event("The log can't be shown. " + AwsErrors.describe(error));
        }
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
