package io.jenkins.plugins.codecraft.deploy.apigateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.deploy.apigateway.OpenApiMethods.Method;
import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.List;
import java.util.Set;

/** What an OpenAPI file must be so that API Gateway can take it: what is found before anything is called. */
final class OpenApiRules {
    private static final Set<String> HTTP_TYPES = Set.of("AWS_PROXY", "HTTP_PROXY");
    private static final Set<String> REST_TYPES = Set.of("AWS", "AWS_PROXY", "HTTP", "HTTP_PROXY", "MOCK");
    private static final List<String> ONLY_REST = List.of(
            "x-amazon-apigateway-policy",
            "x-amazon-apigateway-gateway-responses",
            "x-amazon-apigateway-request-validators",
            "x-amazon-apigateway-binary-media-types",
            "x-amazon-apigateway-api-key-source",
            "x-amazon-apigateway-endpoint-configuration");

    private OpenApiRules() {}

    /** Whether a document is for an HTTP API, as the settings say or as it has nothing that only REST APIs have. */
    static boolean http(ApiSettings settings, ObjectNode root) {
        if (!settings.type().isEmpty()) {
            return settings.type().equals("HTTP");
        }
        boolean rest = settings.usagePlan() != null
                || root.has("swagger")
                || ONLY_REST.stream().anyMatch(root::has)
                || OpenApiAuthorizers.of(root).stream().anyMatch(OpenApiAuthorizers::onlyRest)
                || OpenApiMethods.of(root).stream()
                        .anyMatch(method -> onlyRest(method) || OpenApiMethods.keyed(root, method));
        return !rest;
    }

    private static boolean onlyRest(Method method) {
        return REST_TYPES.contains(method.type()) && !HTTP_TYPES.contains(method.type())
                || method.uri().contains(":lambda:path/")
                        && !method.integration().has("payloadFormatVersion");
    }

    static void check(OpenApiFile file, boolean http, Mistakes mistakes) {
        ObjectNode root = file.root();
        String version = root.path("openapi").asText("");
        if (!version.startsWith("3.")
                && (http || !root.path("swagger").asText("").startsWith("2."))) {
            mistakes.add(file.place("/openapi"), version, Words.of(OpenApiRules.class, "beginFileOpenapi"));
        }
        List<Method> methods = OpenApiMethods.of(root);
        if (methods.isEmpty()) {
            mistakes.add(file.place("/paths"), "", Words.of(OpenApiRules.class, "thereMustLeast"));
        }
        methods.forEach(method -> check(file, http, method, mistakes));
    }

    private static void check(OpenApiFile file, boolean http, Method method, Mistakes mistakes) {
        String at = OpenApiFile.pointer(method.path(), method.method());
        String place = file.place(at) + ", " + method.words() + ":";
        if (!method.integration().isObject()) {
            mistakes.add(
                    Words.of(OpenApiRules.class, "xAmazonApigateway", place),
                    "",
                    Words.of(OpenApiRules.class, "sayWhatMethod"));
            return;
        }
        String type = method.type();
        if (!(http ? HTTP_TYPES : REST_TYPES).contains(type)) {
            String remedy = http && REST_TYPES.contains(type)
                    ? Words.of(OpenApiRules.class, "httpApisHave")
                    : Words.of(
                            OpenApiRules.class,
                            "give",
                            String.join(
                                    ", ",
                                    (http ? HTTP_TYPES : REST_TYPES)
                                            .stream().sorted().toList()));
            mistakes.add(Words.of(OpenApiRules.class, "type", place), type, remedy);
        }
        if (!type.equals("MOCK")
                && method.uri().isEmpty()
                && !method.integration().has("integrationSubtype")) {
            mistakes.add(
                    Words.of(OpenApiRules.class, "uri", place), "", Words.of(OpenApiRules.class, "giveUrlVariable"));
        }
        String format = method.integration().path("payloadFormatVersion").asText("");
        if (http && !format.matches("1\\.0|2\\.0")) {
            mistakes.add(
                    Words.of(OpenApiRules.class, "payloadformatversion", place),
                    format,
                    Words.of(OpenApiRules.class, "httpApisWant"));
        }
        if (!http
                && !type.equals("MOCK")
                && method.integration().path("httpMethod").asText("").isEmpty()) {
            mistakes.add(
                    Words.of(OpenApiRules.class, "httpmethod", place),
                    "",
                    Words.of(OpenApiRules.class, "giveMethodIntegration"));
        }
    }
}
