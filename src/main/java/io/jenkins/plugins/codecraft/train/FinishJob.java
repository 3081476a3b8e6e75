package io.jenkins.plugins.codecraft.train;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.logs.LogMode;
import io.jenkins.plugins.codecraft.operation.LogDrain;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;

/** A training whose job is at rest: what is left of its log is shown, then its outcome becomes the step's. */
record FinishJob(TrainingJob job, StagedInputs inputs, JobEnd end, LogDrain log, boolean showsLog)
        implements Operation {

    static FinishJob of(FollowJob followed, JobEnd end) {
        return new FinishJob(
                followed.job(), followed.inputs(), end, LogDrain.from(followed.cursor()), followed.showsLog());
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        if (showsLog && !log.over()) {
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
            return log.read(job.shownLog(context), left -> new FinishJob(job, inputs, end, left, true));
        } catch (CloudWatchLogsException error) {
            if (!AwsErrors.isDenied(error)) {
                throw error;
            }
            context.console().event(Words.of(FinishJob.class, "logCantShown", AwsErrors.describe(error)));
            return Progress.next(new FinishJob(job, inputs, end, log, false));
        }
    }

    private void showLast(OperationContext context) throws IOException, InterruptedException {
        try {
            job.shownLog(context).showLast();
        } catch (CloudWatchLogsException error) {
            if (AwsErrors.isPassing(error) || AwsErrors.isExpired(error)) {
                throw error;
            }
            context.console().event(Words.of(FinishJob.class, "logCantShown", AwsErrors.describe(error)));
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
