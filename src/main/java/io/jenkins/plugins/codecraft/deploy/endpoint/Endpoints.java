package io.jenkins.plugins.codecraft.deploy.endpoint;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.ConsoleUrls;
import io.jenkins.plugins.codecraft.aws.ServiceTime;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.ResourceKind;
import io.jenkins.plugins.codecraft.operation.Watch;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;
import software.amazon.awssdk.services.sagemaker.model.EndpointStatus;
import software.amazon.awssdk.services.sagemaker.model.ListEndpointsRequest;
import software.amazon.awssdk.services.sagemaker.model.ListEndpointsResponse;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;
import software.amazon.awssdk.services.sagemaker.model.UpdateEndpointRequest;
import software.amazon.awssdk.services.sagemaker.model.VariantProperty;
import software.amazon.awssdk.services.sagemaker.model.VariantPropertyType;

/** SageMaker's endpoints, as {@code ListEndpoints} and {@code DescribeEndpoint} show them. */
enum Endpoints implements ResourceKind {
    KIND;

    private static final int PAGE = 100;
    private static final List<String> PASSING =
            List.of("Creating", "Updating", "SystemUpdating", "RollingBack", "Deleting");

    /** The endpoint, or nothing if there is none of that name. */
    static Optional<DescribeEndpointResponse> find(SageMakerClient client, String name) {
        return EndpointFields.find(() -> client.describeEndpoint(request -> request.endpointName(name)));
    }

    /**
     * As {@link #find}, of an endpoint that is being changed.
     *
     * @throws OperationFailure if SageMaker refuses to tell: the change goes on, and somebody must look after it
     */
    static Optional<DescribeEndpointResponse> follow(AwsSession session, String name) {
        try {
            return find(session.sageMaker(), name);
        } catch (SageMakerException error) {
            if (AwsErrors.isPassing(error) || AwsErrors.isExpired(error)) {
                throw error;
            }
            throw new OperationFailure(
                    Words.of(
                            Endpoints.class,
                            "sagemakerRefusesTell",
                            name,
                            AwsErrors.describe(error),
                            ConsoleUrls.of(session).endpoint(name)),
                    error);
        }
    }

    static boolean passes(DescribeEndpointResponse endpoint) {
        return PASSING.contains(endpoint.endpointStatusAsString());
    }

    /**
     * Whether a rolling update has failed, and the way back as well: instances of both configurations serve, until
     * another update replaces them all.
     */
    static boolean isMixed(DescribeEndpointResponse endpoint) {
        return endpoint.endpointStatus() == EndpointStatus.UPDATE_ROLLBACK_FAILED;
    }

    /** Whether the endpoint has a configuration throughout, or is being moved to it. */
    static boolean isOnItsWayTo(DescribeEndpointResponse endpoint, String configName) {
        if (isMixed(endpoint)) {
            return false;
        }
        return configName.equals(endpoint.endpointConfigName())
                || (endpoint.pendingDeploymentSummary() != null
                        && configName.equals(endpoint.pendingDeploymentSummary().endpointConfigName()));
    }

    static Watch watch(DescribeEndpointResponse now) {
        return new Watch(KIND, now.endpointName(), now.endpointStatusAsString(), now.lastModifiedTime());
    }

    /** Instances that auto scaling gave stay through a change of the configuration; all else comes from that. */
    static UpdateEndpointRequest.Builder retaining(UpdateEndpointRequest.Builder request, EndpointBefore before) {
        if (before.scaled().size() <= before.leaving().size()) {
            return request;
        }
        return request.retainAllVariantProperties(true)
                .excludeRetainedVariantProperties(
                        VariantProperty.builder()
                                .variantPropertyType(VariantPropertyType.DESIRED_WEIGHT)
                                .build(),
                        VariantProperty.builder()
                                .variantPropertyType(VariantPropertyType.DATA_CAPTURE_CONFIG)
                                .build());
    }

    /** All tags of a resource. */
    static Map<String, String> tags(SageMakerClient client, String arn) {
        Map<String, String> tags = new HashMap<>();
        client.listTagsPaginator(request -> request.resourceArn(arn))
                .tags()
                .forEach(tag -> tags.put(tag.key(), tag.value()));
        return tags;
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
