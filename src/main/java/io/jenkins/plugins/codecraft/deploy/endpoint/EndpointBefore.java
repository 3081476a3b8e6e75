package io.jenkins.plugins.codecraft.deploy.endpoint;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;

/**
 * What was there before anything was changed, and how it differs from what is wanted.
 *
 * @param configName the endpoint configuration to go back to; "" if there was no endpoint
 * @param lastModified by AWS' clock; null if there was no endpoint
 * @param failureReason what an earlier update had failed of; "" if none had
 * @param scaled the variants that auto scaling knew
 * @param leaving those of them that auto scaling must forget before the endpoint can be changed
 * @param counted the variants whose number of instances is not auto scaling's to say
 * @param drifted whether weights or numbers of instances differ while the configuration does not
 * @param missingTags tags that the endpoint still needs
 * @param changes the differences in words
 */
record EndpointBefore(
        String configName,
        @CheckForNull Instant lastModified,
        String failureReason,
        List<ScaledVariant> scaled,
        List<String> leaving,
        List<String> counted,
        boolean drifted,
        Map<String, String> missingTags,
        List<String> changes)
        implements Serializable {

    EndpointBefore {
        scaled = List.copyOf(scaled);
        leaving = List.copyOf(leaving);
        counted = List.copyOf(counted);
        missingTags = Collections.unmodifiableMap(new TreeMap<>(missingTags));
        changes = List.copyOf(changes);
    }

    static EndpointBefore nothing(List<String> changes) {
        return new EndpointBefore("", null, "", List.of(), List.of(), List.of(), false, Map.of(), changes);
    }

    static EndpointBefore of(
            DescribeEndpointResponse endpoint,
            List<ScaledVariant> scaled,
            List<String> leaving,
            List<String> counted,
            boolean drifted,
            Map<String, String> missingTags,
            List<String> changes) {
        return new EndpointBefore(
                endpoint.endpointConfigName(),
                endpoint.lastModifiedTime(),
                reason(endpoint),
                scaled,
                leaving,
                counted,
                drifted,
                missingTags,
                changes);
    }

    static String reason(DescribeEndpointResponse endpoint) {
        return endpoint.failureReason() == null ? "" : endpoint.failureReason();
    }

    boolean existed() {
        return lastModified != null;
    }
}
