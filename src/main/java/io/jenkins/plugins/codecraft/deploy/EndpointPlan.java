package io.jenkins.plugins.codecraft.deploy;

import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.aws.Digests;
import io.jenkins.plugins.codecraft.aws.Names;
import io.jenkins.plugins.codecraft.aws.Ownership;
import io.jenkins.plugins.codecraft.operation.SageMakerModel;
import java.io.Serializable;
import java.util.List;
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
        return model().name();
    }

    private SageMakerModel model() {
        return new SageMakerModel(
                settings.name(),
                settings.image(),
                settings.modelArtifacts(),
                settings.role(),
                settings.entryPoint(),
                settings.sourceUri(),
                settings.environment(),
                region);
    }

    String configName() {
        List<String> content =
                List.of(modelName(), VARIANT, settings.instanceType(), Integer.toString(settings.instanceCount()));
        return Names.join(settings.name(), Digests.hex(DIGITS, content));
    }

    CreateModelRequest createModel() {
        return model().request(tags(modelName()));
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

    String words() {
        return "endpoint " + endpoint();
    }
}
