package io.jenkins.plugins.codecraft.invoke.transform;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.aws.Ownership;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeTransformJobResponse;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

/**
 * A batch transform that is being stopped: the job is told to stop, then AWS is waited for.
 *
 * @param created whether the job is known to exist; else the call that creates it may have been lost on the way
 * @param late whether it is stopped because it ran too long, which fails the step
 * @param looks how often it was looked for in vain
 */
record StopTransform(TransformJob job, boolean created, boolean late, int looks) implements Operation {
    /** A create whose answer was lost may take effect a moment later. */
    private static final int ENOUGH_LOOKS = 2;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

    static StopTransform known(TransformJob job) {
        return new StopTransform(job, true, false, 0);
    }

    static StopTransform unknown(TransformJob job) {
        return new StopTransform(job, false, false, 0);
    }

    static StopTransform late(TransformJob job) {
        return new StopTransform(job, true, true, 0);
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        SageMakerClient client = context.aws().sageMaker();
        Optional<DescribeTransformJobResponse> found = TransformJobs.find(client, job.name());
        if (found.isEmpty()) {
            return created || looks + 1 >= ENOUGH_LOOKS
                    ? end(Words.of(StopTransform.class, "gone"))
                    : Progress.pause(new StopTransform(job, false, late, looks + 1), BETWEEN_LOOKS);
        }
        DescribeTransformJobResponse now = found.get();
        boolean ours = created
                || Ownership.idOf(client, now.transformJobArn())
                        .equals(Optional.of(job.origin().id()));
        if (!ours) {
            return end(Words.of(StopTransform.class, "notOurs"));
        }
        if (TransformJobs.atRest(now)) {
            context.console()
                    .event(Words.of(StopTransform.class, "awsSays", job.words(), now.transformJobStatusAsString()));
            return end("is " + now.transformJobStatusAsString());
        }
        if (!now.transformJobStatusAsString().equals("Stopping")) {
            stop(client, context);
        }
        return Progress.waitFor(new StopTransform(job, true, late, looks), TransformJobs.watch(now));
    }

    private Progress end(String how) {
        if (late) {
            throw new OperationFailure(Words.of(
                    StopTransform.class,
                    "ranLongerThan",
                    job.words(),
                    job.settings().maxRuntime(),
                    how));
        }
        return Progress.done(Map.of());
    }

    private void stop(SageMakerClient client, OperationContext context) {
        try {
            client.stopTransformJob(request -> request.transformJobName(job.name()));
            context.console().event(Words.of(StopTransform.class, "stopping", job.words()));
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
        return known(job);
    }

    @Override
    public Optional<String> running() {
        return Optional.of(job.words());
    }
}
