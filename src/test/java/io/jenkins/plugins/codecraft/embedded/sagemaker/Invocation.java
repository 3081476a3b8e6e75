package io.jenkins.plugins.codecraft.embedded.sagemaker;

import java.util.Optional;

/**
 * What a model is asked by {@code InvokeEndpoint}.
 *
 * @param accept the media type the caller asked for, {@code *}{@code /*} if none
 */
public record Invocation(
        String endpoint,
        String variant,
        String contentType,
        String accept,
        Optional<String> customAttributes,
        byte[] body) {}
