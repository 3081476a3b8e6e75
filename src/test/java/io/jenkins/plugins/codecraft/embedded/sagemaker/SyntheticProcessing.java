package io.jenkins.plugins.codecraft.embedded.sagemaker;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A processing that a function makes up as it does trainings: no process, no outputs. */
final class SyntheticProcessing implements Processing {
    private final SageMakerContext context;
    private final SyntheticOutcome outcome;
    private final CompletableFuture<Optional<String>> end = new CompletableFuture<>();

    SyntheticProcessing(SageMakerContext context, SyntheticOutcome outcome) {
        this.context = context;
        this.outcome = outcome;
    }

    @Override
    public void run(BiConsumer<Integer, String> log, Consumer<Optional<String>> ended) {
        outcome.lines().forEach(line -> log.accept(1, line));
        end.thenAccept(ended);
        context.after(outcome.training(), () -> outcome.gate().thenRun(() -> end.complete(outcome.failure())));
    }

    @Override
    public void stop(Duration grace) {
        context.inBackground(() -> end.complete(Optional.empty()));
    }

    @Override
    public void upload(boolean completed) {
        // it has none
    }

    @Override
    public String message() {
        return "";
    }

    @Override
    public void close() {
        end.cancel(false);
    }
}
