package io.jenkins.plugins.codecraft.deploy;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The SageMaker endpoint that a user wants, as it was written; {@link EndpointRules} says whether it is right. Texts
 * that were left out are "".
 *
 * @param modelArtifacts the {@code s3://} URI of the model's archive
 * @param entryPoint with {@code sourceUri}, the script of the image's toolkit that serves the model
 * @param sourceUri the {@code s3://} URI of the archive that the script is in
 */
record EndpointSettings(
        String name,
        String modelArtifacts,
        String image,
        String role,
        String entryPoint,
        String sourceUri,
        String instanceType,
        int instanceCount,
        Map<String, String> environment,
        Map<String, String> tags)
        implements Serializable {

    EndpointSettings {
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }
}
