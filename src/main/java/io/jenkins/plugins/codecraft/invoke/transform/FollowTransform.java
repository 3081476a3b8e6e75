package io.jenkins.plugins.codecraft.invoke.transform;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.logs.LogCursor;
import io.jenkins.plugins.codecraft.logs.LogMode;
import io.jenkins.plugins.codecraft.operation.JobLog;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationContext.Wake;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.operation.Watch;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.sagemaker.model.DescribeTransformJobResponse;

/**
 * A batch transform whose job is created: its log is shown as it comes until the job is at rest, or has run too long.
 *
 * @param status what was last known; "" before the first look
 * @param seen when that was, by AWS' clock; null before the first look
 * @param until when it must have ended; null for no limit
 */
record FollowTransform(TransformJob job, String status, Instant seen, LogCursor cursor, boolean showsLog, Instant until)
        implements Operation {
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(5);

    static FollowTransform of(TransformJob job, Instant until) {
        boolean showsLog = job.settings().logMode() == LogMode.ALL;
        return new FollowTransform(job, "", null, LogCursor.start(), showsLog, until);
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        if (until != null && !Instant.now().isBefore(until)) {
            return Progress.next(StopTransform.late(job));
        }
        if (context.restored() && seen != null) {
            context.aws(); // who waits for a change needs an open session
            if (showsLog) {
                JobLog.resumed(context.console());
            }
            return waiting(Duration.ZERO);
        }
        return context.wake() == Wake.TIME && showsLog ? readLog(context) : look(context);
    }

    private Progress look(OperationContext context) throws IOException, InterruptedException {
        DescribeTransformJobResponse now = TransformJobs.find(context.aws().sageMaker(), job.name())
                .orElseThrow(() ->
                        new OperationFailure(Words.of(FollowTransform.class, "goneSomebodyDeleted", job.words())));
        if (TransformJobs.atRest(now)) {
            return Progress.next(FinishTransform.of(job, TransformEnd.of(now), cursor, showsLog));
        }
        if (!now.transformJobStatusAsString().equals(status)) {
            context.console().event(now.transformJobStatusAsString());
        }
        Watch watch = TransformJobs.watch(now);
        return new FollowTransform(job, watch.status(), watch.lastModified(), cursor, showsLog, until)
                .waiting(Duration.ZERO);
    }

    private Progress readLog(OperationContext context) throws IOException, InterruptedException {
        try {
            JobLog.Shown shown = new JobLog(job.logTail(context.aws().cloudWatchLogs()), context).follow(cursor);
            return new FollowTransform(job, status, seen, shown.cursor(), true, until)
                    .waiting(shown.more() ? Duration.ZERO : LOG_INTERVAL);
        } catch (CloudWatchLogsException error) {
            if (!AwsErrors.isDenied(error)) {
                throw error;
            }
            context.console().event(Words.of(FollowTransform.class, "logCantShown", AwsErrors.describe(error)));
            return new FollowTransform(job, status, seen, cursor, false, until).waiting(LOG_INTERVAL);
        }
    }

    private Progress waiting(Duration untilLog) {
        Watch watch = new Watch(TransformJobs.KIND, job.name(), status, seen);
        if (showsLog) {
            return Progress.waitFor(this, watch, untilLog);
        }
        return until == null
                ? Progress.waitFor(this, watch)
                : Progress.waitFor(this, watch, Duration.between(Instant.now(), until));
    }

    @Override
    public Operation stopping() {
        return StopTransform.known(job);
    }

    @Override
    public Optional<String> running() {
        return Optional.of(job.words());
    }
}
