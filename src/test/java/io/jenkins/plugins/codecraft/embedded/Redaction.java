package io.jenkins.plugins.codecraft.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.regex.Pattern;

/** Takes secrets out of what the journal keeps. */
final class Redaction {
    private static final Pattern SECRET = Pattern.compile(
            "(?i).*(secret|password|passwd|sessiontoken|security-token|x-amz-signature|private_?key|access_?key|api_?key).*");

    private Redaction() {}

    static JsonNode of(JsonNode document) {
        JsonNode copy = document.deepCopy();
        redact(copy);
        return copy;
    }

    private static void redact(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                if (SECRET.matcher(member.getKey()).matches()
                        && !member.getValue().isObject()) {
                    member.setValue(AwsJson.tree("****"));
                } else {
                    redact(member.getValue());
                }
            }
        } else if (node instanceof ArrayNode array) {
            array.forEach(Redaction::redact);
        }
    }
}
