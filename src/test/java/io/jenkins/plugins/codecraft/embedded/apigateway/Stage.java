package io.jenkins.plugins.codecraft.embedded.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;

/**
 * A stage: a name in the URL, what it serves and how.
 *
 * @param settings in the form of its API's version; not to be changed
 */
record Stage(String name, ObjectNode settings, Instant created, Instant updated) {

    String deploymentId() {
        return settings.path("deploymentId").asText("");
    }

    Map<String, String> variables() {
        JsonNode http = settings.path("stageVariables");
        return Definition.texts(http.isMissingNode() ? settings.path("variables") : http);
    }

    boolean autoDeploy() {
        return settings.path("autoDeploy").asBoolean();
    }

    /** What a client may ask for; nothing set is no limit. */
    Limit limit() {
        JsonNode http = settings.path("defaultRouteSettings");
        JsonNode limits = http.isMissingNode() ? settings.path("methodSettings").path("*/*") : http;
        return new Limit(
                limits.path("throttlingRateLimit").asDouble(-1),
                limits.path("throttlingBurstLimit").asInt(-1));
    }

    /** The ARN of the access log's group, or "". */
    String logDestination() {
        return settings.path("accessLogSettings").path("destinationArn").asText("");
    }

    String logFormat() {
        return settings.path("accessLogSettings").path("format").asText("");
    }

    Stage with(ObjectNode other, Instant now) {
        return new Stage(name, other, created, now);
    }
}
