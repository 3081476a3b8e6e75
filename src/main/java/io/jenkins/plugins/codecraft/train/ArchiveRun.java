package io.jenkins.plugins.codecraft.train;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.aws.ConsoleUrls;
import io.jenkins.plugins.codecraft.logs.LogCursor;
import io.jenkins.plugins.codecraft.logs.LogTail;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.storage.StorageException;
import io.jenkins.plugins.codecraft.storage.StoredObjects;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;

/**
 * A training that has ended and is kept beside its data: inputs, log and result, one object at a time, the result last.
 * A write that is made again after a crash writes the same again. That it cannot be kept does not fail the step.
 *
 * @param cursor how far the log was read
 * @param logs how many objects it has become
 */
record ArchiveRun(EndedJob ended, Part part, LogCursor cursor, int logs) implements Operation {

    /** What is written next. */
    enum Part {
        INPUTS,
        LOG,
        RESULT
    }

    static ArchiveRun of(EndedJob ended) {
        return new ArchiveRun(ended, Part.INPUTS, LogCursor.start(), 0);
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        try {
            StoredObjects objects = new StoredObjects(context.aws().s3(), ended.location());
            RunRecord record = new RunRecord(ended);
            return switch (part) {
                case INPUTS -> {
                    objects.write(record.path("inputs.json"), record.inputs(), RunRecord.JSON);
                    yield Progress.next(new ArchiveRun(ended, Part.LOG, cursor, logs));
                }
                case LOG -> log(context, objects, record);
                case RESULT -> {
                    objects.write(record.path("result.json"), record.result(), RunRecord.JSON);
                    String url = ConsoleUrls.of(context.aws())
                            .objects(ended.location().bucket(), ended.location().key(record.path("")));
                    context.console().link(Words.of(ArchiveRun.class, "archived", record.uri()), url);
                    context.report().fact("archiveUrl", url);
                    yield ended.with("archive", record.uri())
                            .with("archiveUrl", url)
                            .download();
                }
            };
        } catch (StorageException refused) {
            if (refused.getCause() instanceof SdkException cause
                    && (AwsErrors.isPassing(cause) || AwsErrors.isExpired(cause))) {
                throw refused;
            }
            context.console().event(Words.of(ArchiveRun.class, "runNotArchived", refused.getMessage()));
            return ended.download();
        }
    }

    /** One object for each read, so that no more than a read is held in memory; mostly one is enough. */
    private Progress log(OperationContext context, StoredObjects objects, RunRecord record)
            throws IOException, InterruptedException {
        LogTail tail = ended.job().logTail(context.aws().cloudWatchLogs());
        LogTail.Batch batch;
        try {
            batch = tail.read(cursor);
        } catch (CloudWatchLogsException error) {
            if (!AwsErrors.isDenied(error)) {
                throw error;
            }
            context.console().event(Words.of(ArchiveRun.class, "logNotArchived", AwsErrors.describe(error)));
            return Progress.next(new ArchiveRun(ended, Part.RESULT, cursor, logs));
        }
        LoggedMetrics metrics = new LoggedMetrics(ended.job().settings().metrics(), context.report());
        batch.lines().forEach(metrics::read); // those that the console was not shown, or that a crash lost
        int written = logs;
        if (!batch.lines().isEmpty()) {
            written++;
            String name = written == 1 ? "log.txt" : "log-" + written + ".txt";
            objects.write(record.path(name), record.log(batch, tail), "text/plain; charset=utf-8");
        }
        boolean over = batch.lines().isEmpty() && !batch.more();
        return Progress.next(new ArchiveRun(ended, over ? Part.RESULT : Part.LOG, batch.cursor(), written));
    }

    @Override
    public boolean blocking() {
        return true;
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
