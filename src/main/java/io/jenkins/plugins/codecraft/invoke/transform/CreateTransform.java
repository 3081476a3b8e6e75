package io.jenkins.plugins.codecraft.invoke.transform;

import io.jenkins.plugins.codecraft.aws.ConsoleUrls;
import io.jenkins.plugins.codecraft.aws.Ownership;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.operation.SageMakerRefusal;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeTransformJobResponse;
import software.amazon.awssdk.services.sagemaker.model.ResourceInUseException;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

/** A batch transform whose input and model are there: the job is created, or found to have been before a crash. */
record CreateTransform(TransformJob job, String input) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        SageMakerClient client = context.aws().sageMaker();
        try {
            client.createTransformJob(job.create(input));
        } catch (ResourceInUseException exists) {
            takeUp(client, exists);
        } catch (SageMakerException error) {
            throw SageMakerRefusal.of(job.words(), error);
        }
        context.console().event(Words.of(CreateTransform.class, "createdModel", job.words(), job.modelName()));
        context.console().event(ConsoleUrls.of(context.aws()).transformJob(job.name()));
        Instant until = job.settings().runtimeLimit().map(Instant.now()::plus).orElse(null);
        return Progress.next(FollowTransform.of(job, until));
    }

    /** Our own job, created by a call whose answer was lost, is the one we want; anybody else's is not touched. */
    private void takeUp(SageMakerClient client, ResourceInUseException exists) {
        DescribeTransformJobResponse found =
                TransformJobs.find(client, job.name()).orElseThrow(() -> exists);
        if (!Ownership.idOf(client, found.transformJobArn())
                .equals(Optional.of(job.origin().id()))) {
            throw new OperationFailure(Words.of(CreateTransform.class, "thereStepDid", job.words()), exists);
        }
    }

    @Override
    public Operation stopping() {
        return StopTransform.unknown(job);
    }

    @Override
    public Optional<String> running() {
        return Optional.of(job.words());
    }
}
