package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import io.jenkins.plugins.codecraft.embedded.autoscaling.AutoScaling;
import java.util.Optional;
import java.util.Set;

/** The operations on endpoints. */
final class Endpoints implements AutoCloseable {
    private static final Listing<Endpoint> LISTING = new Listing<>("Endpoints", false, false, Endpoint::summary);

    private final SageMakerContext context;
    private final Models models;
    private final EndpointConfigs configs;
    private final Shelf<Endpoint> endpoints = new Shelf<>();

    Endpoints(SageMakerContext context, Models models, EndpointConfigs configs) {
        this.context = context;
        this.models = models;
        this.configs = configs;
    }

    JsonNode create(AwsRequest request) {
        JsonNode json = request.json();
        HostingShapes.CREATE_ENDPOINT.validate(json);
        Tags.check(json.path("Tags"));
        Resource config = configs.require(request);
        String name = json.get("EndpointName").asText();
        String arn = arn(request, name);
        if (endpoints.all(request.region()).stream()
                .anyMatch(other -> other.arn().equals(arn))) {
            throw exists(arn); // names that differ in case only are the same here
        }
        requireQuota(request, config, Optional.empty());
        Endpoint endpoint = endpoints
                .add(request.region(), name, () -> created(request, config, name, arn))
                .orElseThrow(() -> exists(arn));
        context.tags().create(endpoint.arn(), json.path("Tags"));
        return AwsJson.object().put("EndpointArn", arn);
    }

    private Endpoint created(AwsRequest request, Resource config, String name, String arn) {
        Endpoint endpoint = new Endpoint(context, request.region(), name, arn);
        endpoint.create(new Fleet(context, models, endpoint, config), deploymentConfig(request));
        return endpoint;
    }

    private static Optional<JsonNode> deploymentConfig(AwsRequest request) {
        return Optional.ofNullable(request.json().get("DeploymentConfig"));
    }

    private static AwsError exists(String arn) {
        return AwsError.validation("Cannot create already existing endpoint \"" + arn + "\".");
    }

    private void requireQuota(AwsRequest request, Resource config, Optional<Endpoint> updated) {
        for (JsonNode variant : config.request().get("ProductionVariants")) {
            String type = variant.path("InstanceType").asText();
            context.quotas()
                    .requireEndpoint(
                            type,
                            () -> endpoints.all(request.region()).stream()
                                    .filter(other ->
                                            !updated.filter(other::equals).isPresent())
                                    .mapToInt(other -> other.instances(type))
                                    .sum(),
                            Endpoint.instances(config, type));
        }
    }

    JsonNode update(AwsRequest request) {
        HostingShapes.UPDATE_ENDPOINT.validate(request.json());
        Endpoint endpoint = require(request);
        Resource config = configs.require(request);
        requireQuota(request, config, Optional.of(endpoint));
        Fleet is = endpoint.current().orElse(null);
        Fleet fleet = new Fleet(context, models, endpoint, config);
        if (is != null) {
            deploymentConfig(request).ifPresent(wanted -> Rollout.check(wanted, is.config(), config));
            requireUnscaled(request, endpoint, is.config(), config);
            if (retains(request, "DesiredInstanceCount")) {
                fleet.retain(is);
            }
        }
        endpoint.update(fleet, deploymentConfig(request));
        return AwsJson.object().put("EndpointArn", endpoint.arn());
    }

    JsonNode updateWeightsAndCapacities(AwsRequest request) {
        HostingShapes.UPDATE_WEIGHTS.validate(request.json());
        Endpoint endpoint = require(request);
        JsonNode wanted = request.json().get("DesiredWeightsAndCapacities");
        int counts = 0;
        for (JsonNode variant : wanted) {
            String name = variant.get("VariantName").asText();
            if (!endpoint.current()
                    .map(Fleet::config)
                    .map(Rollout::names)
                    .orElse(Set.of())
                    .contains(name)) {
                throw AwsError.validation(
                        "Could not find production variant \"" + name + "\" of \"" + endpoint.arn() + "\".");
            }
            counts += variant.has("DesiredInstanceCount") ? 1 : 0;
        }
        if (counts > 1) {
            throw AwsError.validation("The capacity of one variant only can be updated at a time.");
        }
        endpoint.change(wanted);
        return AwsJson.object().put("EndpointArn", endpoint.arn());
    }

    private static boolean retains(AwsRequest request, String property) {
        for (JsonNode excluded : request.json().path("ExcludeRetainedVariantProperties")) {
            if (excluded.path("VariantPropertyType").asText().equals(property)) {
                return false;
            }
        }
        return request.json().path("RetainAllVariantProperties").asBoolean();
    }

    /** A variant that auto scaling knows neither goes nor gets another instance type. */
    private void requireUnscaled(AwsRequest request, Endpoint endpoint, Resource is, Resource wanted) {
        for (JsonNode variant : is.request().get("ProductionVariants")) {
            String name = variant.get("VariantName").asText();
            boolean scaled = context.aws()
                    .services()
                    .get(AutoScaling.class)
                    .isRegistered(request.region(), endpoint.name(), name);
            if (scaled && !type(variant).equals(type(find(wanted, name)))) {
                throw AwsError.validation("The variant(s) \"[" + name + "]\" must be deregistered as scalable targets"
                        + " with AWS Auto Scaling before they can be removed or have their instance type updated.");
            }
        }
    }

    private static JsonNode find(Resource config, String name) {
        for (JsonNode variant : config.request().get("ProductionVariants")) {
            if (variant.get("VariantName").asText().equals(name)) {
                return variant;
            }
        }
        return AwsJson.object();
    }

    private static String type(JsonNode variant) {
        return variant.path("InstanceType").asText();
    }

    JsonNode delete(AwsRequest request) {
        Endpoint endpoint = find(request);
        endpoint.delete(() -> {
            endpoints.remove(endpoint.region(), endpoint.name());
            context.tags().forget(endpoint.arn());
        });
        return AwsJson.object();
    }

    JsonNode describe(AwsRequest request) {
        return find(request).describe();
    }

    private Endpoint find(AwsRequest request) {
        HostingShapes.ONE_ENDPOINT.validate(request.json());
        return require(request);
    }

    private Endpoint require(AwsRequest request) {
        String name = request.json().get("EndpointName").asText();
        return find(request.region(), name)
                .orElseThrow(() -> AwsError.validation("Could not find endpoint \"" + arn(request, name) + "\"."));
    }

    Optional<Endpoint> find(String region, String name) {
        return endpoints.find(region, name);
    }

    private static String arn(AwsRequest request, String name) {
        return SageMakerContext.arn(request, "endpoint/" + name);
    }

    JsonNode list(AwsRequest request) {
        HostingShapes.LIST_ENDPOINTS.validate(request.json());
        return LISTING.answer(request.json(), endpoints.all(request.region()));
    }

    @Override
    public void close() {
        endpoints.all().forEach(Endpoint::close);
    }
}
