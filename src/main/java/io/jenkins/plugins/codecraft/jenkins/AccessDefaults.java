package io.jenkins.plugins.codecraft.jenkins;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * What the administrator says about AWS access, for builds that leave it out.
 *
 * @param controllerIdentity whether builds without credentials act as the controller does
 * @param endpoints what builds may name together with credentials of Jenkins
 */
record AccessDefaults(
        @CheckForNull String region,
        @CheckForNull String credentialsId,
        @CheckForNull String roleArn,
        @CheckForNull String externalId,
        boolean controllerIdentity,
        List<String> endpoints) {

    AccessDefaults {
        endpoints = List.copyOf(endpoints);
    }

    /** Compared without a slash at the end and without regard to case. */
    boolean allows(URI endpoint) {
        return endpoints.stream().anyMatch(allowed -> normal(allowed).equals(normal(endpoint.toString())));
    }

    private static String normal(String endpoint) {
        return endpoint.toLowerCase(Locale.ROOT).replaceFirst("/+$", "");
    }
}
