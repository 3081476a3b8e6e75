package io.jenkins.plugins.codecraft.deploy;

import java.io.Serializable;
import java.time.Instant;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;

/**
 * What was there before anything was changed.
 *
 * @param configName the endpoint configuration to go back to; "" if there was no endpoint
 * @param lastModified by AWS' clock; null if there was no endpoint
 */
record EndpointBefore(String configName, Instant lastModified) implements Serializable {

    static EndpointBefore nothing() {
        return new EndpointBefore("", null);
    }

    static EndpointBefore of(DescribeEndpointResponse endpoint) {
        return new EndpointBefore(endpoint.endpointConfigName(), endpoint.lastModifiedTime());
    }

    boolean existed() {
        return lastModified != null;
    }
}
