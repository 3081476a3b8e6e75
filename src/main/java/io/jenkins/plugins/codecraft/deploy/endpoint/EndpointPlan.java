package io.jenkins.plugins.codecraft.deploy.endpoint;

import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.aws.Digests;
import io.jenkins.plugins.codecraft.aws.Names;
import io.jenkins.plugins.codecraft.aws.Ownership;
import io.jenkins.plugins.codecraft.operation.SageMakerModel;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.sagemaker.model.CreateEndpointConfigRequest;
import software.amazon.awssdk.services.sagemaker.model.DeploymentConfig;
import software.amazon.awssdk.services.sagemaker.model.Tag;

/**
 * The state that is wanted: which models, in which endpoint configuration. Their names are made from their content, so
 * an endpoint has the wanted state when its configuration has the wanted name.
 *
 * @param region needed by the images' toolkits to read the source archive
 */
record EndpointPlan(EndpointSettings settings, BuildOrigin origin, String region) implements Serializable {
    /** Which endpoint a model or an endpoint configuration was made for. */
    static final String ENDPOINT = "codecraft:endpoint";

    private static final int DIGITS = 12;

    String endpoint() {
        return settings.name();
    }

    String words() {
        return Words.of(EndpointPlan.class, "endpoint", endpoint());
    }

    /** The models of all variants, each once. */
    List<ServedModel> models() {
        return settings.variants().stream().map(this::model).distinct().toList();
    }

    ServedModel model(VariantSettings variant) {
        ModelSettings model = variant.model();
        SageMakerModel content = new SageMakerModel(
                settings.name(),
                model.image(),
                model.artifacts(),
                settings.role(),
                model.entryPoint(),
                model.sourceUri(),
                model.environment(),
                region);
        return new ServedModel(content, model.modelPackage(), settings.vpc());
    }

    String configName() {
        List<String> content = new ArrayList<>();
        settings.variants().forEach(variant -> content.add(model(variant).name()));
        new TreeMap<>(EndpointFields.ofConfig(ConfigRequest.of(settings, this::model, ""))).forEach((field, value) -> {
            content.add(field);
            content.add(value);
        });
        return Names.join(settings.name(), Digests.hex(DIGITS, content));
    }

    /** What the names of this endpoint's configurations and models begin with; {@link #DIGITS} digits follow. */
    String prefix() {
        String any = "0".repeat(DIGITS);
        String name = Names.join(settings.name(), any);
        return name.substring(0, name.length() - DIGITS);
    }

    CreateEndpointConfigRequest createConfig() {
        String name = configName();
        return ConfigRequest.of(settings, this::model, name).toBuilder()
                .tags(madeFor(name))
                .build();
    }

    /** How SageMaker moves the traffic; nothing if it is to do it in its usual way. */
    Optional<DeploymentConfig> deployment() {
        return EndpointRollout.of(settings.rollout());
    }

    /** What is wanted, for people to read. */
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>(EndpointFields.ofConfig(createConfig()));
        for (VariantSettings variant : settings.variants()) {
            String place =
                    EndpointFields.place(variant.name(), settings.variants().size());
            fields.putAll(EndpointFields.ofModel(place, model(variant).request(List.of())));
        }
        return fields;
    }

    /** The tags of a model or an endpoint configuration. */
    List<Tag> madeFor(String name) {
        List<Tag> tags = new ArrayList<>(tags(name));
        tags.add(Tag.builder().key(ENDPOINT).value(endpoint()).build());
        return tags;
    }

    /** The user's tags and ours, for a resource of a name. */
    List<Tag> tags(String name) {
        return Ownership.tags(settings.options().tags(), origin.tags(name));
    }
}
