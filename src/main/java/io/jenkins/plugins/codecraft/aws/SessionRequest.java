package io.jenkins.plugins.codecraft.aws;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * How to reach AWS.
 *
 * @param region the region's code, such as {@code eu-central-1}
 * @param credentials asked at every call, so that it may renew what expires
 * @param roles roles to assume, the first with those credentials, each further one with the session before it
 * @param endpoint replaces AWS' endpoints for every service
 */
public record SessionRequest(
        String region, AwsCredentialsProvider credentials, List<AssumedRole> roles, Optional<URI> endpoint) {

    public SessionRequest {
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(credentials, "credentials");
        roles = List.copyOf(roles);
        Objects.requireNonNull(endpoint, "endpoint");
    }

    /** With one role or none. */
    public SessionRequest(
            String region, AwsCredentialsProvider credentials, Optional<AssumedRole> role, Optional<URI> endpoint) {
        this(region, credentials, role.stream().toList(), endpoint);
    }

    /**
     * A role taken by {@code sts:AssumeRole}.
     *
     * @param sessionName shown in CloudTrail, 2 to 64 characters of {@code [\w+=,.@-]}
     */
    public record AssumedRole(String arn, Optional<String> externalId, String sessionName) {}
}
