package io.jenkins.plugins.codecraft.invoke.transform;

import io.jenkins.plugins.codecraft.aws.ConsoleUrls;
import io.jenkins.plugins.codecraft.invoke.InvokeResult;
import io.jenkins.plugins.codecraft.operation.Console;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.storage.Downloader;
import io.jenkins.plugins.codecraft.storage.ObjectsByUri;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A batch transform that is complete: its output is brought to the workspace if that is wanted, and compared. After a
 * crash the download begins anew; it replaces files of the same name.
 */
record TakeOutput(TransformJob job, TransformEnd end) implements Operation {
    /** What is compared, and kept in the build. */
    private static final int MOST_BYTES = 1 << 20;

    private static final int MOST_NAMED = 1000;
    /** Of the clocks of SageMaker and S3, and of times without fractions of a second. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        ObjectsByUri objects = new ObjectsByUri(context.aws().s3(), Optional.empty());
        List<ObjectsByUri.Found> outputs = outputs(objects);
        if (outputs.isEmpty()) {
            throw new OperationFailure(Words.of(TakeOutput.class, "completedButThere", job.words(), job.output()));
        }
        InvokeResult result = InvokeResult.of(job.name(), end.status())
                .with("arn", end.arn())
                .with("modelName", job.modelName())
                .with("output", job.output())
                .with("outputs", named(outputs, ObjectsByUri.Found::uri));
        if (job.settings().data().outputInWorkspace()) {
            result.with("outputFiles", download(context, outputs));
        }
        body(objects, outputs, result);
        return Progress.done(result.times(end.began(), end.ended())
                .with("consoleUrl", ConsoleUrls.of(context.aws()).transformJob(job.name()))
                .map());
    }

    /** A folder of the user's may hold more than what this job wrote. */
    private List<ObjectsByUri.Found> outputs(ObjectsByUri objects) throws IOException, InterruptedException {
        String folder = job.output().endsWith("/") ? job.output() : job.output() + "/";
        return objects.list(folder).stream()
                .filter(object -> object.path().endsWith(".out"))
                .filter(object -> !object.lastModified().isBefore(end.began().minus(TOLERANCE)))
                .toList();
    }

    private List<String> download(OperationContext context, List<ObjectsByUri.Found> outputs)
            throws IOException, InterruptedException {
        Downloader downloader = new Downloader(context.aws().s3(), Optional.empty());
        Console console = context.console();
        String folder = job.settings().data().output().replaceFirst("/+$", "");
        for (ObjectsByUri.Found output : outputs) {
            downloader.download(
                    context.agent(),
                    output.uri(),
                    folder + "/" + output.path(),
                    io.jenkins.plugins.codecraft.storage.Progress.none());
        }
        console.event(
                Words.of(TakeOutput.class, "output", folder, outputs.size(), outputs.size() == 1 ? " file" : " files"));
        return named(outputs, output -> folder + "/" + output.path());
    }

    private static List<String> named(List<ObjectsByUri.Found> outputs, Function<ObjectsByUri.Found, String> name) {
        return new ArrayList<>(outputs.stream().limit(MOST_NAMED).map(name).toList());
    }

    /** All outputs one after the other, if they are small. */
    private void body(ObjectsByUri objects, List<ObjectsByUri.Found> outputs, InvokeResult result)
            throws IOException, InterruptedException {
        long size = outputs.stream().mapToLong(ObjectsByUri.Found::size).sum();
        boolean expects = !job.settings().expect().text().isEmpty();
        if (size > MOST_BYTES) {
            if (expects) {
                throw new OperationFailure(Words.of(TakeOutput.class, "outputBytesToo", job.words(), size, MOST_BYTES));
            }
            return;
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (ObjectsByUri.Found output : outputs) {
            all.writeBytes(objects.read(output.uri(), MOST_BYTES)
                    .orElseThrow(() -> new OperationFailure(Words.of(TakeOutput.class, "outputGone", output.uri()))));
        }
        job.settings().expect().require(Words.of(TakeOutput.class, "text", job.words()), all.toByteArray());
        result.body(job.settings().data().accept(), all.toByteArray());
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
