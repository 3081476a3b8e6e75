package io.jenkins.plugins.codecraft.train;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.aws.Ownership;
import io.jenkins.plugins.codecraft.aws.ServiceTime;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.operation.Watch;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeTrainingJobResponse;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

/**
 * A training that is being stopped: the job is told to stop, then AWS is waited for.
 *
 * @param created whether the job is known to exist; else the call that creates it may have been lost on the way
 * @param looks how often it was looked for in vain
 */
record StopJob(TrainingJob job, boolean created, int looks) implements Operation {
    /** A create whose answer was lost may take effect a moment later. */
    private static final int ENOUGH_LOOKS = 2;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

    static StopJob known(FollowJob followed) {
        return new StopJob(followed.job(), true, 0);
    }

    static StopJob unknown(TrainingJob job) {
        return new StopJob(job, false, 0);
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        SageMakerClient client = context.aws().sageMaker();
        Optional<DescribeTrainingJobResponse> found = TrainingJobs.find(client, job.name());
        if (found.isEmpty()) {
            return created || looks + 1 >= ENOUGH_LOOKS
                    ? Progress.done(Map.of())
                    : Progress.pause(new StopJob(job, false, looks + 1), BETWEEN_LOOKS);
        }
        DescribeTrainingJobResponse now = found.get();
        boolean ours = created
                || Ownership.idOf(client, now.trainingJobArn())
                        .equals(Optional.of(job.origin().id()));
        if (!ours) {
            return Progress.done(Map.of());
        }
        JobStatus status = new JobStatus(now.trainingJobStatusAsString(), now.lastModifiedTime(), 0);
        if (status.atRest()) {
            context.console().event(Words.of(StopJob.class, "awsSays", job.words(), status.status()));
            return Progress.done(Map.of());
        }
        if (!status.status().equals("Stopping")) {
            stop(client, context);
        }
        Watch watch = new Watch(TrainingJobs.KIND, job.name(), status.status(), status.lastModified())
                .asOf(ServiceTime.of(now));
        return Progress.waitFor(new StopJob(job, true, looks), watch);
    }

    private void stop(SageMakerClient client, OperationContext context) {
        try {
            client.stopTrainingJob(request -> request.trainingJobName(job.name()));
            context.console().event(Words.of(StopJob.class, "stopping", job.words()));
        } catch (SageMakerException error) {
            boolean ended = AwsErrors.code(error).equals("ValidationException");
            if (!ended) {
                throw error;
            }
            // it came to its end by itself meanwhile: the next look says how
        }
    }

    @Override
    public Operation stopping() {
        return this;
    }

    @Override
    public Optional<String> running() {
        return Optional.of(job.words());
    }
}
