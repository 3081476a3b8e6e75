package io.jenkins.plugins.codecraft.embedded.sagemaker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/** A training that a function makes up: timers only, no process and no thread. */
final class SyntheticTraining implements Workload {
    private final SageMakerContext context;
    private final TrainingJob job;
    private final Function<SyntheticJob, SyntheticOutcome> script;
    private final AtomicBoolean over = new AtomicBoolean();
    private Consumer<Optional<String>> ended;
    private boolean stopped;
    private SyntheticOutcome outcome = SyntheticOutcome.completed();

    SyntheticTraining(SageMakerContext context, TrainingJob job, Function<SyntheticJob, SyntheticOutcome> script) {
        this.context = context;
        this.job = job;
        this.script = script;
    }

    @Override
    public void prepare() {
        Map<String, String> hyperParameters = new HashMap<>();
        job.request()
                .path("HyperParameters")
                .properties()
                .forEach(entry ->
                        hyperParameters.put(entry.getKey(), entry.getValue().asText()));
        outcome = script.apply(new SyntheticJob(job.name(), job.region(), hyperParameters, job.request()));
    }

    @Override
    public synchronized void run(TrainingLog log, Consumer<Optional<String>> whenEnded) {
        ended = whenEnded;
        log.open(1);
        if (stopped) {
            end();
            return;
        }
        List<String> lines = outcome.lines();
        Duration total = outcome.training();
        if (total.isZero()) {
            lines.forEach(line -> log.line(1, line));
        } else {
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                Duration at = total.multipliedBy(i + 1L).dividedBy(lines.size() + 1L);
                context.after(at, () -> whileRunning(() -> log.line(1, line)));
            }
        }
        context.after(total, () -> outcome.gate().thenRun(this::end));
    }

    private void whileRunning(Runnable task) {
        if (!over.get()) {
            task.run();
        }
    }

    private void end() {
        if (!over.getAndSet(true)) {
            ended.accept(outcome.failure());
        }
    }

    @Override
    public synchronized void stop(Duration grace) {
        stopped = true;
        if (ended != null) {
            context.inBackground(this::end);
        }
    }

    @Override
    public String upload() {
        S3Uri model = S3Uri.parse(job.request()
                        .get("OutputDataConfig")
                        .get("S3OutputPath")
                        .asText())
                .resolve(job.name() + "/output/model.tar.gz");
        if (outcome.model().isEmpty()) {
            return model.toString();
        }
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try {
            Tarball.pack(outcome.model(), archive);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        context.aws().objects().put(model.bucket(), model.key(), archive.toByteArray());
        return model.toString();
    }

    @Override
    public void close() {
        over.set(true);
    }
}
