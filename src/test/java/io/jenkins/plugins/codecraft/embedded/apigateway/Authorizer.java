package io.jenkins.plugins.codecraft.embedded.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A function that says who may call, as {@code x-amazon-apigateway-authorizer} has it.
 *
 * @param function its ARN
 */
record Authorizer(String id, String function, JsonNode document) {
    private static final Pattern HEADER = Pattern.compile("request\\.header\\.([A-Za-z0-9-]+)");

    /** The headers without which the function is not even asked, in lower case. */
    List<String> headers() {
        String written = document.path("identitySource").asText("");
        String sources = written.isEmpty() && type().equals("token") ? "method.request.header.Authorization" : written;
        return HEADER.matcher(sources)
                .results()
                .map((MatchResult found) -> found.group(1).toLowerCase(Locale.ROOT))
                .toList();
    }

    String type() {
        return document.path("type").asText("");
    }

    /** Whether the answer is {@code isAuthorized}, and no policy. */
    boolean simple() {
        return document.path("enableSimpleResponses").asBoolean();
    }
}
