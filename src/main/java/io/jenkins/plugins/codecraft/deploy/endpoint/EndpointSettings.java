package io.jenkins.plugins.codecraft.deploy.endpoint;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.codecraft.deploy.DeployOptions;
import io.jenkins.plugins.codecraft.deploy.rollout.RolloutSettings;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * The SageMaker endpoint that a user wants, as it was written; {@link EndpointRules} says whether it is right. Texts
 * that were left out are "", parts that were left out are null.
 *
 * @param variants at least one; a single one if the endpoint was written without variants
 * @param role that the models run with
 * @param kmsKey encrypts the instances' volumes
 */
record EndpointSettings(
        String name,
        List<VariantSettings> variants,
        String role,
        @CheckForNull ServerlessSettings serverless,
        @CheckForNull AsyncSettings async,
        @CheckForNull CaptureSettings capture,
        String kmsKey,
        @CheckForNull VpcSettings vpc,
        @CheckForNull ScalingSettings scaling,
        RolloutSettings rollout,
        DeployOptions options)
        implements Serializable {

    EndpointSettings {
        variants = List.copyOf(variants);
    }

    /** The groups of model packages whose newest approved package is still to be found. */
    List<String> unresolvedGroups() {
        return variants.stream()
                .map(variant -> variant.model().group())
                .filter(group -> !group.isEmpty())
                .distinct()
                .toList();
    }

    /** @param packages the package to serve, by its group */
    EndpointSettings resolved(Map<String, String> packages) {
        List<VariantSettings> known = variants.stream()
                .map(variant -> variant.with(variant.model().resolved(packages)))
                .toList();
        return new EndpointSettings(
                name, known, role, serverless, async, capture, kmsKey, vpc, scaling, rollout, options);
    }
}
