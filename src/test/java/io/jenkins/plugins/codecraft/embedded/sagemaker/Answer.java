package io.jenkins.plugins.codecraft.embedded.sagemaker;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a model's container answers; a status other than 2xx is a model error. */
public record Answer(int status, String contentType, Optional<String> customAttributes, byte[] body) {

    public static Answer ok(String contentType, String body) {
        return new Answer(200, contentType, Optional.empty(), body.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer error(int status, String message) {
        return new Answer(status, "text/plain", Optional.empty(), message.getBytes(StandardCharsets.UTF_8));
    }

    static Answer echo(Invocation invocation) {
        return new Answer(200, invocation.contentType(), invocation.customAttributes(), invocation.body());
    }

    boolean succeeded() {
        return status / 100 == 2;
    }
}
