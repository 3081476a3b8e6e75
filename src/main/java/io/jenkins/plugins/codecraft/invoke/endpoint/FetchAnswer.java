package io.jenkins.plugins.codecraft.invoke.endpoint;

import io.jenkins.plugins.codecraft.invoke.Answer;
import io.jenkins.plugins.codecraft.invoke.InvokeResult;
import io.jenkins.plugins.codecraft.operation.Durations;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.storage.Downloaded;
import io.jenkins.plugins.codecraft.storage.Downloader;
import io.jenkins.plugins.codecraft.storage.ObjectsByUri;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A request whose answer is in S3: it is brought to the workspace if that is wanted, and compared. */
record FetchAnswer(AwaitAnswer queued, Instant ended) implements Operation {
    /** An answer that is not wanted in a file must fit into the build; SageMaker writes up to 1 GB. */
    private static final int MOST_BYTES = 6 << 20;

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        EndpointCall call = queued.call();
        context.console()
                .event(Words.of(
                        FetchAnswer.class,
                        "answeredRequestAfter",
                        call.subject(),
                        queued.id(),
                        Durations.words(Duration.between(queued.began(), ended))));
        InvokeResult result = InvokeResult.of(call.name(), 200)
                .with("outputLocation", queued.outputLocation())
                .with("inferenceId", queued.id());
        if (!call.outputFile().isEmpty()) {
            download(context);
            result.with("outputFile", call.outputFile());
        }
        body(new ObjectsByUri(context.aws().s3(), Optional.empty()), result);
        return Progress.done(result.times(queued.began(), ended).map());
    }

    private void download(OperationContext context) throws IOException, InterruptedException {
        Downloaded answer = new Downloader(context.aws().s3(), Optional.empty())
                .download(
                        context.agent(),
                        queued.outputLocation(),
                        queued.call().outputFile(),
                        io.jenkins.plugins.codecraft.storage.Progress.lines(context.console()::event));
        context.console().event(Words.of(FetchAnswer.class, "answer", answer.path(), answer.describe()));
    }

    private void body(ObjectsByUri objects, InvokeResult result) throws IOException, InterruptedException {
        EndpointCall call = queued.call();
        long size = objects.size(queued.outputLocation()).orElse(0L);
        boolean expects = !call.expect().text().isEmpty();
        boolean inFile = !call.outputFile().isEmpty();
        boolean kept = !inFile || size <= Answer.MOST_KEPT_BESIDE_A_FILE;
        if (!kept && !expects) {
            return;
        }
        if (size > MOST_BYTES) {
            throw new OperationFailure(Words.of(
                    FetchAnswer.class,
                    "answerBytesMost",
                    call.words(),
                    size,
                    MOST_BYTES,
                    inFile
                            ? Words.of(FetchAnswer.class, "searchedWhatExpect")
                            : Words.of(FetchAnswer.class, "fitIntoBuild"),
                    queued.outputLocation()));
        }
        byte[] body = objects.read(queued.outputLocation(), MOST_BYTES)
                .orElseThrow(() ->
                        new OperationFailure(Words.of(FetchAnswer.class, "answerGoneFrom", queued.outputLocation())));
        call.expect().require(call.subject(), body);
        if (kept) {
            result.body("", body);
        }
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
