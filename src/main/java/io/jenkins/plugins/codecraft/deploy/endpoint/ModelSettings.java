package io.jenkins.plugins.codecraft.deploy.endpoint;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a variant serves: an archive, a model package, or the newest approved package of a group. Texts that were left
 * out are "".
 *
 * @param artifacts the {@code s3://} URI of the model's archive
 * @param modelPackage the ARN of a model package
 * @param group the name or ARN of a model package group
 * @param entryPoint with {@code sourceUri}, the script of the image's toolkit that serves the model
 * @param sourceUri the {@code s3://} URI of the archive that the script is in
 */
record ModelSettings(
        String artifacts,
        String modelPackage,
        String group,
        String image,
        String entryPoint,
        String sourceUri,
        Map<String, String> environment)
        implements Serializable {

    ModelSettings {
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    }

    /** Whether image and code come from a model package. */
    boolean isPackaged() {
        return !modelPackage.isEmpty() || !group.isEmpty();
    }

    ModelSettings resolved(Map<String, String> packages) {
        return group.isEmpty()
                ? this
                : new ModelSettings(artifacts, packages.get(group), "", image, entryPoint, sourceUri, environment);
    }
}
