package io.jenkins.plugins.codecraft.invoke.transform;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.aws.ConsoleUrls;
import io.jenkins.plugins.codecraft.logs.LogCursor;
import io.jenkins.plugins.codecraft.logs.LogMode;
import io.jenkins.plugins.codecraft.operation.Durations;
import io.jenkins.plugins.codecraft.operation.JobLog;
import io.jenkins.plugins.codecraft.operation.LogDrain;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;

/** A batch transform whose job is at rest: what is left of its log is shown, then its output is taken. */
record FinishTransform(TransformJob job, TransformEnd end, LogDrain log, boolean showsLog) implements Operation {

    static FinishTransform of(TransformJob job, TransformEnd end, LogCursor cursor, boolean showsLog) {
        return new FinishTransform(job, end, LogDrain.from(cursor), showsLog);
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        try {
            if (showsLog && !log.over()) {
                return log.read(shownLog(context), left -> new FinishTransform(job, end, left, true));
            }
            if (job.settings().logMode() == LogMode.TAIL) {
                shownLog(context).showLast();
            }
        } catch (CloudWatchLogsException error) {
            if (AwsErrors.isPassing(error) || AwsErrors.isExpired(error)) {
                throw error;
            }
            context.console().event(Words.of(FinishTransform.class, "logCantShown", AwsErrors.describe(error)));
        }
        return conclude(context);
    }

    private JobLog shownLog(OperationContext context) throws IOException, InterruptedException {
        return new JobLog(job.logTail(context.aws().cloudWatchLogs()), context);
    }

    private Progress conclude(OperationContext context) throws IOException, InterruptedException {
        if (!end.completed()) {
            String what = end.status().equals("Stopped") ? Words.of(FinishTransform.class, "wasStopped") : " failed";
            throw new OperationFailure(Words.of(
                    FinishTransform.class,
                    "log",
                    job.words(),
                    what,
                    end.reason().isEmpty() ? "" : ": " + end.reason(),
                    ConsoleUrls.of(context.aws()).logs(TransformJob.LOG_GROUP, job.name() + "/")));
        }
        context.console()
                .event(Words.of(
                        FinishTransform.class,
                        "completed",
                        job.words(),
                        Durations.words(Duration.between(end.began(), end.ended()))));
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
