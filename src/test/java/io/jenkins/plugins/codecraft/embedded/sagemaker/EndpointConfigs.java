package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The operations on endpoint configurations. */
final class EndpointConfigs {
    private static final Listing<Resource> LISTING = new Listing<>("EndpointConfigs", false, false, Resource::summary);

    private final SageMakerContext context;
    private final Models models;
    private final Shelf<Resource> configs = new Shelf<>();

    EndpointConfigs(SageMakerContext context, Models models) {
        this.context = context;
        this.models = models;
    }

    JsonNode create(AwsRequest request) {
        ObjectNode json = request.json();
        HostingShapes.CREATE_CONFIG.validate(json);
        String name = json.get("EndpointConfigName").asText();
        String arn = arn(request, name);
        Tags.check(json.path("Tags"));
        Set<String> names = new HashSet<>();
        for (JsonNode variant : json.get("ProductionVariants")) {
            check(request, variant, names);
        }
        checkServerless(json);
        if (configs.find(request.region(), name).isPresent()) {
            throw exists(arn);
        }
        configs.add(
                        request.region(),
                        name,
                        () -> new Resource("EndpointConfig", name, arn, withDefaults(json), context.now()))
                .orElseThrow(() -> exists(arn));
        context.tags().create(arn, json.path("Tags"));
        return AwsJson.object().put("EndpointConfigArn", arn);
    }

    private void check(AwsRequest request, JsonNode variant, Set<String> names) {
        String name = variant.get("VariantName").asText();
        if (!names.add(name)) {
            throw AwsError.validation("Production variant names must be unique; \"" + name + "\" is there twice.");
        }
        if (!variant.hasNonNull("ModelName")) {
            throw AwsError.validation("ModelName must be provided for production variant \"" + name + "\".");
        }
        boolean serverless = variant.hasNonNull("ServerlessConfig");
        boolean instances = variant.hasNonNull("InstanceType") && variant.hasNonNull("InitialInstanceCount");
        if (serverless == instances) {
            throw AwsError.validation("Production variant \"" + name
                    + "\" must have either a ServerlessConfig, or an InstanceType and an InitialInstanceCount.");
        }
        models.require(request, variant.get("ModelName").asText());
    }

    private static void checkServerless(JsonNode json) {
        JsonNode variants = json.get("ProductionVariants");
        boolean serverless = false;
        for (JsonNode variant : variants) {
            JsonNode config = variant.path("ServerlessConfig");
            serverless |= config.isObject();
            if (config.path("ProvisionedConcurrency").asInt()
                    > config.path("MaxConcurrency").asInt()) {
                throw AwsError.validation("ProvisionedConcurrency must be less than or equal to MaxConcurrency.");
            }
            if (config.path("MemorySizeInMB").asInt() % 1024 != 0) {
                throw AwsError.validation("MemorySizeInMB must be a multiple of 1024.");
            }
        }
        for (String member : new String[] {"AsyncInferenceConfig", "DataCaptureConfig"}) {
            if (serverless && json.has(member)) {
                throw AwsError.validation(member + " is not supported for serverless endpoints.");
            }
        }
        if (serverless && variants.size() > 1) {
            throw AwsError.validation("Serverless endpoints support a single production variant only.");
        }
    }

    private static ObjectNode withDefaults(ObjectNode request) {
        ObjectNode config = request.deepCopy();
        config.get("ProductionVariants").forEach(variant -> {
            if (!variant.has("InitialVariantWeight")) {
                ((ObjectNode) variant).put("InitialVariantWeight", 1.0);
            }
        });
        return config;
    }

    private static AwsError exists(String arn) {
        return AwsError.validation("Cannot create already existing endpoint configuration \"" + arn + "\".");
    }

    JsonNode describe(AwsRequest request) {
        return find(request).describe();
    }

    JsonNode delete(AwsRequest request) {
        Resource config = find(request);
        configs.remove(request.region(), config.name());
        context.tags().forget(config.arn());
        return AwsJson.object();
    }

    private Resource find(AwsRequest request) {
        HostingShapes.ONE_CONFIG.validate(request.json());
        return require(request);
    }

    Optional<Resource> find(String region, String name) {
        return configs.find(region, name);
    }

    /** @throws AwsError if there is none of the name in the request */
    Resource require(AwsRequest request) {
        String name = request.json().get("EndpointConfigName").asText();
        return configs.find(request.region(), name)
                .orElseThrow(() ->
                        AwsError.validation("Could not find endpoint configuration \"" + arn(request, name) + "\"."));
    }

    private static String arn(AwsRequest request, String name) {
        return SageMakerContext.arn(request, "endpoint-config/" + name);
    }

    JsonNode list(AwsRequest request) {
        HostingShapes.LIST_CONFIGS.validate(request.json());
        return LISTING.answer(request.json(), configs.all(request.region()));
    }
}
