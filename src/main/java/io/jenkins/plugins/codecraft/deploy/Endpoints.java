package io.jenkins.plugins.codecraft.deploy;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.ServiceTime;
import io.jenkins.plugins.codecraft.operation.ResourceKind;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;
import software.amazon.awssdk.services.sagemaker.model.ListEndpointsRequest;
import software.amazon.awssdk.services.sagemaker.model.ListEndpointsResponse;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

/** SageMaker's endpoints, as {@code ListEndpoints} and {@code DescribeEndpoint} show them. */
enum Endpoints implements ResourceKind {
    KIND;

    private static final int PAGE = 100;
    private static final List<String> PASSING =
            List.of("Creating", "Updating", "SystemUpdating", "RollingBack", "Deleting");

    /** The endpoint, or nothing if there is none of that name. */
    static Optional<DescribeEndpointResponse> find(SageMakerClient client, String name) {
        try {
            return Optional.of(client.describeEndpoint(request -> request.endpointName(name)));
        } catch (SageMakerException error) {
            if (AwsErrors.code(error).equals("ValidationException")
                    && AwsErrors.message(error).contains("Could not find")) {
                return Optional.empty();
            }
            throw error;
        }
    }

    static boolean passes(DescribeEndpointResponse endpoint) {
        return PASSING.contains(endpoint.endpointStatusAsString());
    }

    @Override
    public String id() {
        return "endpoint";
    }

    @Override
    public String plural() {
        return "endpoints";
    }

    @Override
    public Listing listing() {
        return Listing.BY_MODIFICATION;
    }

    @Override
    public Page list(AwsSession session, Query query) {
        ListEndpointsRequest.Builder request = ListEndpointsRequest.builder()
                .maxResults(PAGE)
                .nextToken(query.nextToken().orElse(null));
        if (query instanceof Query.ModifiedSince since) {
            request.lastModifiedTimeAfter(since.time());
        } else if (query instanceof Query.WithStatus with) {
            request.statusEquals(with.status());
        }
        ListEndpointsResponse page = session.sageMaker().listEndpoints(request.build());
        return new Page(
                page.endpoints().stream()
                        .map(endpoint -> new Listed(
                                endpoint.endpointName(),
                                endpoint.endpointStatusAsString(),
                                endpoint.lastModifiedTime()))
                        .toList(),
                Optional.ofNullable(page.nextToken()),
                ServiceTime.of(page));
    }
}
