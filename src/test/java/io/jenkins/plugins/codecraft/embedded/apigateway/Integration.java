package io.jenkins.plugins.codecraft.embedded.apigateway;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a route leads to: {@code x-amazon-apigateway-integration}, as it was imported.
 *
 * @param type {@code AWS}, {@code AWS_PROXY}, {@code HTTP}, {@code HTTP_PROXY} or {@code MOCK}
 * @param uri empty for {@code MOCK}
 */
record Integration(String type, String uri, JsonNode document) {
    String text(String member) {
        return document.path(member).asText("");
    }

    /** Of the event that a function gets. */
    boolean payload2() {
        return text("payloadFormatVersion").equals("2.0");
    }
}
