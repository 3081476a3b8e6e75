package io.jenkins.plugins.codecraft.embedded.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import java.util.Map;

/**
 * The patch operations of version 1: {@code op}, {@code path}, {@code value}. Paths of method settings are their own:
 * {@code /*}{@code /*}{@code /throttling/rateLimit} for all methods.
 */
final class Patch {
    private static final Map<String, String> METHOD_SETTINGS = Map.of(
            "throttling/rateLimit", "throttlingRateLimit",
            "throttling/burstLimit", "throttlingBurstLimit",
            "metrics/enabled", "metricsEnabled",
            "logging/loglevel", "loggingLevel",
            "logging/dataTrace", "dataTraceEnabled");

    private Patch() {}

    /** Changes the document by the {@code patchOperations} of a request. */
    static ObjectNode apply(ObjectNode document, JsonNode request) {
        for (JsonNode operation : request.path("patchOperations")) {
            String path = operation.path("path").asText();
            if (!path.startsWith("/")) {
                throw Api.bad("Invalid patch path " + path);
            }
            one(
                    document,
                    operation.path("op").asText(),
                    path.substring(1),
                    operation.path("value").asText(""));
        }
        return document;
    }

    private static void one(ObjectNode document, String op, String path, String value) {
        if (!op.matches("add|replace|remove")) {
            throw Api.bad("Invalid patch operation specified. Must be one of: [add, remove, replace]");
        }
        String[] parts = path.split("/", 3);
        boolean methods = parts.length == 3 && METHOD_SETTINGS.containsKey(parts[2]);
        if (path.startsWith("*/*") && op.equals("remove")) {
            document.withObject("/methodSettings").remove("*/*");
        } else if (methods) {
            ObjectNode settings = document.withObject("/methodSettings").withObjectProperty(parts[0] + "/" + parts[1]);
            settings.set(METHOD_SETTINGS.get(parts[2]), number(value));
        } else {
            plain(document, op, path, value);
        }
    }

    private static void plain(ObjectNode document, String op, String path, String value) {
        int slash = path.indexOf('/');
        ObjectNode parent = slash < 0 ? document : document.withObjectProperty(path.substring(0, slash));
        String key = unescaped(path.substring(slash + 1));
        if (op.equals("remove")) {
            if (!parent.has(key)) {
                throw Api.bad("Invalid patch path  '/" + path + "' specified for op 'remove'. Nothing is there");
            }
            parent.remove(key);
        } else {
            parent.set(key, path.endsWith("Limit") || path.endsWith("limit") ? number(value) : TextNode.valueOf(value));
        }
    }

    private static JsonNode number(String value) {
        try {
            return value.matches("\\d{1,9}")
                    ? AwsJson.tree(Integer.parseInt(value))
                    : AwsJson.tree(Double.parseDouble(value));
        } catch (NumberFormatException text) {
            return value.equals("true") || value.equals("false")
                    ? AwsJson.tree(Boolean.parseBoolean(value))
                    : TextNode.valueOf(value);
        }
    }

    private static String unescaped(String part) {
        return part.replace("~1", "/").replace("~0", "~");
    }
}
