package io.jenkins.plugins.codecraft.train;

import io.jenkins.plugins.codecraft.aws.ConsoleUrls;
import io.jenkins.plugins.codecraft.aws.Ownership;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.operation.SageMakerRefusal;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeTrainingJobResponse;
import software.amazon.awssdk.services.sagemaker.model.ResourceInUseException;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

/** A training whose inputs are staged: the job is created, or found to have been created before a crash. */
record CreateJob(TrainingJob job, StagedInputs inputs) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        SageMakerClient client = context.aws().sageMaker();
        new JobFacts(job, inputs).tell(context.report(), ConsoleUrls.of(context.aws()));
        try {
            client.createTrainingJob(
                    new JobRequest(job, inputs, context.aws().scope().region()).build());
        } catch (ResourceInUseException exists) {
            takeUp(client, exists);
        } catch (SageMakerException error) {
            throw SageMakerRefusal.of(job.words(), error);
        }
        context.console()
                .link(
                        Words.of(CreateJob.class, "created", job.words()),
                        ConsoleUrls.of(context.aws()).trainingJob(job.name()));
        return Progress.next(FollowJob.of(job, inputs));
    }

    /** Our own job, created by a call whose answer was lost, is the one we want; anybody else's is not touched. */
    private void takeUp(SageMakerClient client, ResourceInUseException exists) {
        DescribeTrainingJobResponse found =
                TrainingJobs.find(client, job.name()).orElseThrow(() -> exists);
        if (!Ownership.idOf(client, found.trainingJobArn())
                .equals(Optional.of(job.origin().id()))) {
            throw new OperationFailure(Words.of(CreateJob.class, "thereStepDid", job.words()), exists);
        }
    }

    @Override
    public Operation stopping() {
        return job.settings().leavesJobOnAbort() ? new LeaveJob(job) : StopJob.unknown(job);
    }

    @Override
    public Optional<String> running() {
        return Optional.of(job.words());
    }
}
