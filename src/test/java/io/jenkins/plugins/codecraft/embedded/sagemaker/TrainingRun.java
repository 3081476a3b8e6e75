package io.jenkins.plugins.codecraft.embedded.sagemaker;

import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.events.EventBus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;

/**
 * Takes a training job through its states, by timers. It holds no thread while it waits. Safe for threads: the phase
 * decides which of several that meet (an end, a stop, a time limit) counts.
 */
final class TrainingRun {
    private static final Duration GRACE = Duration.ofSeconds(120);

    private enum Phase {
        BEFORE,
        TRAINING,
        UPLOADING,
        OVER
    }

    private final SageMakerContext context;
    private final TrainingJob job;
    private final Workload workload;
    private Phase phase = Phase.BEFORE;
    private boolean stopping;
    private String stopped = "Stopped";
    private String stopMessage = "Training job stopped";
    private TrainingLog log;
    private Future<?> limit;

    TrainingRun(SageMakerContext context, TrainingJob job, Workload workload) {
        this.context = context;
        this.job = job;
        this.workload = workload;
    }

    void start() {
        context.after(context.timings().get().starting(), this::download);
    }

    private synchronized void download() {
        if (phase == Phase.BEFORE && !stopping) {
            Instant now = context.now();
            job.enter("InProgress", "Downloading", "Downloading the training image", now);
            job.trainingStarted(now);
            context.inBackground(this::prepare);
        }
    }

    private void prepare() {
        try {
            workload.prepare();
            context.after(context.timings().get().downloading(), this::train);
        } catch (TrainingFailure failure) {
            failUnlessStopping(failure.getMessage());
        } catch (AwsError error) {
            failUnlessStopping("ClientError: Data download failed:" + error.getMessage());
        }
    }

    private void train() {
        synchronized (this) {
            if (phase != Phase.BEFORE || stopping) {
                return;
            }
            phase = Phase.TRAINING;
            job.enter(
                    "InProgress",
                    "Training",
                    "Training image download completed. Training in progress.",
                    context.now());
            log = new TrainingLog(context, job);
            int seconds = job.request()
                    .path("StoppingCondition")
                    .path("MaxRuntimeInSeconds")
                    .asInt(24 * 3600);
            limit = context.aws().clock().after(Duration.ofSeconds(seconds), this::timeOut);
        }
        context.inBackground(() -> workload.run(log, this::ended));
    }

    private synchronized void ended(Optional<String> failure) {
        if (phase != Phase.TRAINING) {
            return;
        }
        limit.cancel(false);
        job.metrics(log.metrics());
        if (!stopping && failure.isPresent()) {
            fail(failure.get());
            return;
        }
        phase = Phase.UPLOADING;
        if (!stopping) {
            job.enter("InProgress", "Uploading", "Uploading generated training model", context.now());
        }
        context.inBackground(this::upload);
    }

    private void upload() {
        try {
            job.artifacts(workload.upload());
            Timings timings = context.timings().get();
            context.after(stopping() ? timings.stopping() : timings.uploading(), this::finish);
        } catch (TrainingFailure failure) {
            fail(failure.getMessage());
        } catch (AwsError error) {
            fail("ClientError: Failed to upload the model: " + error.getMessage());
        }
    }

    private synchronized boolean stopping() {
        return stopping;
    }

    private synchronized void finish() {
        if (phase == Phase.OVER) {
            return;
        }
        if (stopping) {
            over("Stopped", stopped, stopMessage);
        } else {
            over("Completed", "Completed", "Training job completed");
        }
    }

    private synchronized void failUnlessStopping(String reason) {
        if (!stopping) {
            fail(reason);
        }
    }

    private synchronized void fail(String reason) {
        if (phase != Phase.OVER) {
            job.failed(reason);
            over("Failed", "Failed", "Training job failed");
        }
    }

    private void over(String status, String secondary, String message) {
        phase = Phase.OVER;
        Instant now = context.now();
        if (job.trainingStart() != null) {
            Duration took = Duration.between(job.trainingStart(), now);
            job.trainingEnded(now, context.aws().clock().aws(took).toSeconds());
        }
        job.enter(status, secondary, message, now);
        workload.close();
        context.aws()
                .services()
                .get(EventBus.class)
                .put(
                        job.region(),
                        "aws.sagemaker",
                        "SageMaker Training Job State Change",
                        job.describe(),
                        List.of(job.arn()));
    }

    /** Stops the job; no matter if it stops already or is over. */
    synchronized void stop() {
        if (!stopping && !job.isOver()) {
            halt();
        }
    }

    private synchronized void timeOut() {
        if (phase == Phase.TRAINING && !stopping) {
            stopped = "MaxRuntimeExceeded";
            stopMessage = "Training job runtime exceeded MaxRuntimeInSeconds provided";
            halt();
        }
    }

    private void halt() {
        stopping = true;
        job.enter("Stopping", "Stopping", "Stopping the training job", context.now());
        if (phase == Phase.BEFORE) {
            phase = Phase.UPLOADING;
            context.after(context.timings().get().stopping(), this::finish);
        } else if (phase == Phase.TRAINING) {
            workload.stop(GRACE);
        }
    }

    /** Ends its processes without a word. */
    void abandon() {
        synchronized (this) {
            phase = Phase.OVER;
        }
        workload.close();
    }
}
