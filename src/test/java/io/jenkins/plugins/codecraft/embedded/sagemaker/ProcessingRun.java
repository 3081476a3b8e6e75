package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;

/** Takes a processing job through its states, by timers. Safe for threads. */
final class ProcessingRun implements JobRun {
    private static final String GROUP = "/aws/sagemaker/ProcessingJobs";
    private static final Duration GRACE = Duration.ofSeconds(120);

    private final SageMakerContext context;
    private final Job job;
    private final Processing processing;
    private final long created;
    private boolean running;
    private boolean stopping;
    private Future<?> limit;
    private String message = "";

    private ProcessingRun(SageMakerContext context, Job job, Processing processing) {
        this.context = context;
        this.job = job;
        this.processing = processing;
        this.created = context.now().getEpochSecond();
    }

    /** @throws AwsError if SageMaker refuses the job */
    static ProcessingRun of(SageMakerContext context, AwsRequest request, Job job) {
        ProcessingRules.check(context, job.request());
        Image image = context.images()
                .get(job.request().at("/AppSpecification/ImageUri").asText());
        Processing processing = image instanceof Image.Synthetic synthetic
                ? new SyntheticProcessing(
                        context,
                        synthetic
                                .training()
                                .apply(new SyntheticJob(job.name(), request.region(), Map.of(), job.request())))
                : new ContainerProcessing(context, job, image);
        return new ProcessingRun(context, job, processing);
    }

    @Override
    public void start() {
        context.after(context.timings().get().starting(), this::begin);
    }

    private void begin() {
        synchronized (this) {
            if (stopping) {
                return;
            }
            running = true;
            job.started(context.now());
            limit = context.aws().clock().after(Duration.ofSeconds(ProcessingRules.seconds(job.request())), this::stop);
        }
        context.inBackground(() -> {
            try {
                processing.run(this::log, this::ended);
            } catch (IOException | AwsError broken) {
                finish(Optional.of("ClientError: Data download failed:" + broken.getMessage()));
            }
        });
    }

    private void log(int host, String line) {
        context.aws().logs().put(job.region(), GROUP, job.name() + "/algo-" + host + "-" + created, line);
    }

    private void ended(Optional<String> failure) {
        context.inBackground(() -> finish(failure));
    }

    private void finish(Optional<String> failure) {
        Optional<String> reason = failure;
        try {
            processing.upload(failure.isEmpty() && !isStopping());
        } catch (IOException | AwsError broken) {
            reason = reason.or(() -> Optional.of("ClientError: Failed to upload the outputs: " + broken.getMessage()));
        }
        over(reason);
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    private synchronized void over(Optional<String> failure) {
        limit.cancel(false);
        message = processing.message();
        processing.close();
        if (stopping) {
            stopped();
        } else {
            failure.ifPresentOrElse(
                    reason -> job.failed(reason, context.now()), () -> job.enter("Completed", context.now()));
        }
    }

    private void stopped() {
        context.after(context.timings().get().stopping(), () -> job.enter("Stopped", context.now()));
    }

    @Override
    public synchronized void stop() {
        if (stopping || job.isOver()) {
            return;
        }
        stopping = true;
        job.enter("Stopping", context.now());
        if (running) {
            processing.stop(GRACE);
        } else {
            stopped();
        }
    }

    @Override
    public void abandon() {
        synchronized (this) {
            stopping = true;
        }
        processing.close();
    }

    @Override
    public void describe(ObjectNode answer) {
        summarize(answer);
    }

    @Override
    public synchronized void summarize(ObjectNode summary) {
        if (!message.isEmpty()) {
            summary.put("ExitMessage", message);
        }
    }
}
