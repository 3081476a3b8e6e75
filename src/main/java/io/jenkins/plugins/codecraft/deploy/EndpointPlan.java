package io.jenkins.plugins.codecraft.deploy;

import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.aws.Digests;
import io.jenkins.plugins.codecraft.aws.Names;
import io.jenkins.plugins.codecraft.aws.Ownership;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sagemaker.model.ContainerDefinition;
import software.amazon.awssdk.services.sagemaker.model.CreateEndpointConfigRequest;
import software.amazon.awssdk.services.sagemaker.model.CreateModelRequest;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariant;
import software.amazon.awssdk.services.sagemaker.model.Tag;

/**
 * The state that is wanted: which model, in which endpoint configuration. Their names are made from their content, so
 * an endpoint has the wanted state when its configuration has the wanted name.
 *
 * @param region needed by the images' toolkits to read the source archive
 */
record EndpointPlan(EndpointSettings settings, BuildOrigin origin, String region) implements Serializable {
    private static final int DIGITS = 12;
    private static final String VARIANT = "AllTraffic";

    String endpoint() {
        return settings.name();
    }

    String modelName() {
        List<String> content = new ArrayList<>(List.of(settings.image(), settings.modelArtifacts(), settings.role()));
        environment().forEach((key, value) -> {
            content.add(key);
            content.add(value);
        });
        return Names.join(settings.name(), Digests.hex(DIGITS, content));
    }

    String configName() {
        List<String> content =
                List.of(modelName(), VARIANT, settings.instanceType(), Integer.toString(settings.instanceCount()));
        return Names.join(settings.name(), Digests.hex(DIGITS, content));
    }

    CreateModelRequest createModel() {
        return CreateModelRequest.builder()
                .modelName(modelName())
                .executionRoleArn(settings.role())
                .primaryContainer(ContainerDefinition.builder()
                        .image(settings.image())
                        .modelDataUrl(settings.modelArtifacts())
                        .environment(environment())
                        .build())
                .tags(tags(modelName()))
                .build();
    }

    CreateEndpointConfigRequest createConfig() {
        return CreateEndpointConfigRequest.builder()
                .endpointConfigName(configName())
                .productionVariants(ProductionVariant.builder()
                        .variantName(VARIANT)
                        .modelName(modelName())
                        .instanceType(settings.instanceType())
                        .initialInstanceCount(settings.instanceCount())
                        .initialVariantWeight(1f)
                        .build())
                .tags(tags(configName()))
                .build();
    }

    /** The user's tags and ours, for a resource of a name. */
    List<Tag> tags(String name) {
        return Ownership.tags(settings.tags(), origin.tags(name));
    }

    /** What the user set, and what tells the image's toolkit which script serves the model. */
    private Map<String, String> environment() {
        Map<String, String> all = new LinkedHashMap<>(settings.environment());
        if (!settings.entryPoint().isEmpty()) {
            all.put("SAGEMAKER_PROGRAM", settings.entryPoint());
            all.put("SAGEMAKER_SUBMIT_DIRECTORY", settings.sourceUri());
            all.put("SAGEMAKER_CONTAINER_LOG_LEVEL", "20");
            all.put("SAGEMAKER_REGION", region);
        }
        return all;
    }

    String words() {
        return "endpoint " + endpoint();
    }
}
