package io.jenkins.plugins.codecraft.invoke.transform;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.ServiceTime;
import io.jenkins.plugins.codecraft.operation.ResourceKind;
import io.jenkins.plugins.codecraft.operation.Watch;
import io.jenkins.plugins.codecraft.words.Words;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeTransformJobResponse;
import software.amazon.awssdk.services.sagemaker.model.ListTransformJobsRequest;
import software.amazon.awssdk.services.sagemaker.model.ListTransformJobsResponse;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

/** SageMaker's transform jobs, as {@code ListTransformJobs} and {@code DescribeTransformJob} show them. */
enum TransformJobs implements ResourceKind {
    KIND;

    private static final int PAGE = 100;
    private static final List<String> AT_REST = List.of("Completed", "Failed", "Stopped");

    /** The job, or nothing if there is none of that name. */
    static Optional<DescribeTransformJobResponse> find(SageMakerClient client, String name) {
        try {
            return Optional.of(client.describeTransformJob(request -> request.transformJobName(name)));
        } catch (SageMakerException error) {
            boolean missing = AwsErrors.code(error).equals("ResourceNotFound")
                    || AwsErrors.code(error).equals("ValidationException")
                            && AwsErrors.message(error).toLowerCase(Locale.ROOT).matches(".*(not find|not found).*");
            if (missing) {
                return Optional.empty();
            }
            throw error;
        }
    }

    static boolean atRest(DescribeTransformJobResponse job) {
        return AT_REST.contains(job.transformJobStatusAsString());
    }

    /** For the next change. A job does not say when it was modified: what is listed as later than the look counts. */
    static Watch watch(DescribeTransformJobResponse job) {
        Optional<Instant> look = ServiceTime.of(job);
        return new Watch(
                KIND, job.transformJobName(), job.transformJobStatusAsString(), look.orElse(job.creationTime()));
    }

    @Override
    public String id() {
        return "transform-job";
    }

    @Override
    public String plural() {
        return Words.of(TransformJobs.class, "transformJobs");
    }

    @Override
    public Listing listing() {
        return Listing.BY_MODIFICATION;
    }

    @Override
    public Page list(AwsSession session, Query query) {
        ListTransformJobsRequest.Builder request = ListTransformJobsRequest.builder()
                .maxResults(PAGE)
                .nextToken(query.nextToken().orElse(null));
        if (query instanceof Query.ModifiedSince since) {
            request.lastModifiedTimeAfter(since.time());
        } else if (query instanceof Query.WithStatus with) {
            request.statusEquals(with.status());
        }
        ListTransformJobsResponse page = session.sageMaker().listTransformJobs(request.build());
        return new Page(
                page.transformJobSummaries().stream()
                        .map(job -> new Listed(
                                job.transformJobName(), job.transformJobStatusAsString(), job.lastModifiedTime()))
                        .toList(),
                Optional.ofNullable(page.nextToken()),
                ServiceTime.of(page));
    }
}
