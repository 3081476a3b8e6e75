package io.jenkins.plugins.codecraft.train;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.ServiceTime;
import io.jenkins.plugins.codecraft.operation.ResourceKind;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeTrainingJobResponse;
import software.amazon.awssdk.services.sagemaker.model.ListTrainingJobsRequest;
import software.amazon.awssdk.services.sagemaker.model.ListTrainingJobsResponse;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

/** SageMaker's training jobs, as {@code ListTrainingJobs} and {@code DescribeTrainingJob} show them. */
enum TrainingJobs implements ResourceKind {
    KIND;

    private static final int PAGE = 100;

    /** The job, or nothing if there is none of that name. */
    static Optional<DescribeTrainingJobResponse> find(SageMakerClient client, String name) {
        try {
            return Optional.of(client.describeTrainingJob(request -> request.trainingJobName(name)));
        } catch (SageMakerException error) {
            if (AwsErrors.code(error).equals("ResourceNotFound")
                    || AwsErrors.code(error).equals("ValidationException")
                            && AwsErrors.message(error).contains("not found")) {
                return Optional.empty();
            }
            throw error;
        }
    }

    @Override
    public String id() {
        return "training-job";
    }

    @Override
    public String plural() {
        return Words.of(TrainingJobs.class, "trainingJobs");
    }

    @Override
    public Listing listing() {
        return Listing.BY_MODIFICATION;
    }

    @Override
    public Page list(AwsSession session, Query query) {
        ListTrainingJobsRequest.Builder request = ListTrainingJobsRequest.builder()
                .maxResults(PAGE)
                .nextToken(query.nextToken().orElse(null));
        if (query instanceof Query.ModifiedSince since) {
            request.lastModifiedTimeAfter(since.time());
        } else if (query instanceof Query.WithStatus with) {
            request.statusEquals(with.status());
        }
        ListTrainingJobsResponse page = session.sageMaker().listTrainingJobs(request.build());
        return new Page(
                page.trainingJobSummaries().stream()
                        .map(job -> new Listed(
                                job.trainingJobName(), job.trainingJobStatusAsString(), job.lastModifiedTime()))
                        .toList(),
                Optional.ofNullable(page.nextToken()),
                ServiceTime.of(page));
    }
}
