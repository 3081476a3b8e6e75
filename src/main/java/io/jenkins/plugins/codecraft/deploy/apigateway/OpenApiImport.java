package io.jenkins.plugins.codecraft.deploy.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
    static List<Invoked> functions(ObjectNode root) {
        Stream<Invoked> methods = OpenApiMethods.of(root).stream().flatMap(method -> function(method.uri(), false));
        Stream<Invoked> authorizers =
                OpenApiAuthorizers.of(root).stream().flatMap(each -> function(OpenApiAuthorizers.uri(each), true));
        return Stream.concat(methods, authorizers).distinct().toList();
    }

    private static Stream<Invoked> function(String uri, boolean authorizer) {
        Matcher matcher = FUNCTION.matcher(uri);
        return matcher.find() ? Stream.of(new Invoked(matcher.group(), authorizer)) : Stream.empty();
    }

    /**
     * The title that the API is to have, and the URIs that API Gateway wants where a file has plain ARNs: of authorizers
     * always, of integrations for a REST API.
     *
     * @param endpoints names of SageMaker's endpoints by their ARNs, which are in lower case whatever the name is
     */
    static void complete(
            ObjectNode root,
            String name,
            boolean http,
            String partition,
            String region,
            Map<String, String> endpoints) {
        root.withObjectProperty("info").put("title", name);
        String service = "arn:" + partition + ":apigateway:" + region + ":";
        OpenApiAuthorizers.of(root).forEach(authorizer -> {
            String uri = OpenApiAuthorizers.uri(authorizer);
            if (FUNCTION.matcher(uri).matches()) {
                authorizer.put(OpenApiAuthorizers.URI, invocations(service, uri));
            }
        });
        if (http) {
            return;
        }
        OpenApiMethods.of(root).forEach(method -> {
            Matcher endpoint = ENDPOINT.matcher(method.uri());
            if (FUNCTION.matcher(method.uri()).matches()) {
                put(method, invocations(service, method.uri()));
            } else if (endpoint.matches()) {
                String known = endpoints.getOrDefault(method.uri(), endpoint.group(1));
                put(method, service + "runtime.sagemaker:path/endpoints/" + known + "/invocations");
            }
        });
    }

    private static String invocations(String service, String function) {
        return service + "lambda:path/2015-03-31/functions/" + function + "/invocations";
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
