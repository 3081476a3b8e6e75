package io.jenkins.plugins.codecraft.deploy.lambda;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.codecraft.deploy.rollout.RolloutSettings;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The function that a user wants, as it was written; {@link FunctionRules} says whether it is right. Texts that were
 * left out are "".
 *
 * @param source a folder of the workspace, or a zip or jar in it
 * @param image in Amazon ECR, instead of a source
 * @param memory in MB
 * @param timeout in seconds, or as a duration such as {@code 1m}
 * @param ephemeralStorage in MB
 * @param reservedConcurrency null if it is left as it is
 * @param provisionedConcurrency null for none
 * @param triggers what invokes it by itself
 * @param bucket where the code is staged; "" to hand it to Lambda directly
 */
record FunctionSettings(
        String name,
        String source,
        String image,
        String runtime,
        String handler,
        String role,
        String description,
        int memory,
        String timeout,
        int ephemeralStorage,
        String architecture,
        Map<String, String> environment,
        List<String> layers,
        List<String> subnets,
        List<String> securityGroups,
        @CheckForNull Integer reservedConcurrency,
        @CheckForNull Integer provisionedConcurrency,
        String alias,
        RolloutSettings rollout,
        String bucket,
        String prefix,
        List<TriggerSettings> triggers)
        implements Serializable {

    FunctionSettings {
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
        layers = List.copyOf(layers);
        subnets = List.copyOf(subnets);
        securityGroups = List.copyOf(securityGroups);
        triggers = List.copyOf(triggers);
    }

    boolean isImage() {
        return !image.isEmpty();
    }

    /** The notifications that a bucket is to have. */
    List<TriggerSettings.Objects> triggersOf(String other) {
        return triggers.stream()
                .filter(TriggerSettings.Objects.class::isInstance)
                .map(TriggerSettings.Objects.class::cast)
                .filter(objects -> objects.bucket().equals(other))
                .toList();
    }

    /** Whether the rollout has a step in which two versions share the traffic. */
    boolean sharesTraffic() {
        return rollout.steps().stream().anyMatch(step -> step.percent() < 100);
    }

    boolean hasAlias() {
        return !alias.isEmpty();
    }

    /** Whether the source is an archive already, not a folder to be packed. */
    boolean isArchive() {
        return source.endsWith(".zip") || source.endsWith(".jar");
    }
}
