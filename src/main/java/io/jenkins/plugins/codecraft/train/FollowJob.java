package io.jenkins.plugins.codecraft.train;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.aws.ServiceTime;
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
import software.amazon.awssdk.services.sagemaker.model.DescribeTrainingJobResponse;

/**
 * A training whose job is created: its log is shown as it comes until the job is at rest. A look at the job and a look
 * at its log are pieces of work of their own, so that neither is repeated when the other must wait for its turn.
 */
record FollowJob(TrainingJob job, StagedInputs inputs, JobStatus status, LogCursor cursor, boolean showsLog)
        implements Operation {
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(5);

    static FollowJob of(TrainingJob job, StagedInputs inputs) {
        boolean showsLog = job.settings().logMode() == LogMode.ALL;
        return new FollowJob(job, inputs, JobStatus.unknown(), LogCursor.start(), showsLog);
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        if (context.restored() && status.known()) {
            return waitOn(context);
        }
        return context.wake() == Wake.TIME && showsLog ? readLog(context) : look(context);
    }

    /** What changed meanwhile is listed; a look at each of many jobs would take their quota for long after a restart. */
    private Progress waitOn(OperationContext context) throws IOException, InterruptedException {
        context.aws(); // who waits for a change needs an open session
        if (showsLog) {
            JobLog.resumed(context.console());
        }
        return waiting(Duration.ZERO);
    }

    private Progress look(OperationContext context) throws IOException, InterruptedException {
        DescribeTrainingJobResponse now = TrainingJobs.find(context.aws().sageMaker(), job.name())
                .orElseThrow(() -> new OperationFailure(Words.of(FollowJob.class, "goneSomebodyDeleted", job.words())));
        FollowJob next = with(status.show(now, context.console(), context.report()));
        if (next.status.atRest()) {
            return Progress.next(FinishJob.of(next, JobEnd.of(now)));
        }
        return next.waiting(Duration.ZERO, ServiceTime.of(now));
    }

    private Progress readLog(OperationContext context) throws IOException, InterruptedException {
        JobLog log = job.shownLog(context);
        try {
            JobLog.Shown shown = log.follow(cursor);
            return with(shown.cursor()).waiting(shown.more() ? Duration.ZERO : LOG_INTERVAL);
        } catch (CloudWatchLogsException error) {
            if (!AwsErrors.isDenied(error)) {
                throw error;
            }
            context.console().event(Words.of(FollowJob.class, "logCantShown", AwsErrors.describe(error)));
            return withoutLog().waiting(LOG_INTERVAL);
        }
    }

    private Progress waiting(Duration untilLog) {
        return waiting(untilLog, Optional.empty());
    }

    /** @param look when AWS said that the status is this, if that was just now */
    private Progress waiting(Duration untilLog, Optional<Instant> look) {
        Watch watch = new Watch(TrainingJobs.KIND, job.name(), status.status(), status.lastModified()).asOf(look);
        return showsLog ? Progress.waitFor(this, watch, untilLog) : Progress.waitFor(this, watch);
    }

    private FollowJob with(JobStatus now) {
        return new FollowJob(job, inputs, now, cursor, showsLog);
    }

    private FollowJob with(LogCursor now) {
        return new FollowJob(job, inputs, status, now, showsLog);
    }

    private FollowJob withoutLog() {
        return new FollowJob(job, inputs, status, cursor, false);
    }

    @Override
    public Operation stopping() {
        return job.settings().leavesJobOnAbort() ? new LeaveJob(job) : StopJob.known(this);
    }

    @Override
    public Optional<String> running() {
        return Optional.of(job.words());
    }
}
