package io.jenkins.plugins.codecraft.deploy.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A document as it is imported: with the API's name for a title, our mark in its description, and, for an HTTP API, our
 * tags, which such an import sets too.
 */
final class OpenApiImport {
    private static final Pattern FUNCTION =
            Pattern.compile("arn:[a-z-]+:lambda:[a-z0-9-]+:\\d{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9_$-]+)?");
    private static final Pattern ENDPOINT =
            Pattern.compile("arn:[a-z-]+:sagemaker:[a-z0-9-]+:\\d{12}:endpoint/([A-Za-z0-9-]+)");
    private static final String TAG_VALUE = "x-amazon-apigateway-tag-value";

    private OpenApiImport() {}

    /** The functions that the document invokes, each once, in its order. */
    static List<String> functions(ObjectNode root) {
        return OpenApiMethods.of(root).stream()
                .map(method -> FUNCTION.matcher(method.uri()))
                .filter(Matcher::find)
                .map(Matcher::group)
                .distinct()
                .toList();
    }

    /** The title that the API is to have, and the URIs that a REST API wants where a file has plain ARNs. */
    static void complete(ObjectNode root, String name, boolean http, String partition, String region) {
        root.withObjectProperty("info").put("title", name);
        if (http) {
            return;
        }
        String service = "arn:" + partition + ":apigateway:" + region + ":";
        OpenApiMethods.of(root).forEach(method -> {
            Matcher endpoint = ENDPOINT.matcher(method.uri());
            if (FUNCTION.matcher(method.uri()).matches()) {
                put(method, service + "lambda:path/2015-03-31/functions/" + method.uri() + "/invocations");
            } else if (endpoint.matches()) {
                put(method, service + "runtime.sagemaker:path/endpoints/" + endpoint.group(1) + "/invocations");
            }
        });
    }

    private static void put(OpenApiMethods.Method method, String uri) {
        if (method.integration() instanceof ObjectNode integration) {
            integration.put("uri", uri);
        }
    }

    /** The text to import; AWS takes JSON for every file. */
    static String marked(ObjectNode root, String content, boolean http, Map<String, String> tags) {
        ObjectNode marked = root.deepCopy();
        ObjectNode info = marked.withObjectProperty("info");
        info.put("description", Content.marked(info.path("description").asText(""), content));
        if (http) {
            ArrayNode all = marked.withArrayProperty("tags");
            for (int i = all.size() - 1; i >= 0; i--) {
                JsonNode one = all.get(i);
                if (tags.containsKey(one.path("name").asText())) {
                    all.remove(i);
                }
            }
            tags.forEach((key, value) -> all.addObject().put("name", key).put(TAG_VALUE, value));
        }
        return marked.toString();
    }
}
