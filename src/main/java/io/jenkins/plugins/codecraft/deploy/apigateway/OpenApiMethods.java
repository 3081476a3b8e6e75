package io.jenkins.plugins.codecraft.deploy.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The methods of a document's paths, each with what API Gateway is told of it. */
final class OpenApiMethods {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "options", "head", "patch");
    private static final String ANY = "x-amazon-apigateway-any-method";
    private static final String INTEGRATION = "x-amazon-apigateway-integration";

    private OpenApiMethods() {}

    /**
     * One method.
     *
     * @param method as in the document, such as {@code get}
     * @param integration nothing if there is none
     */
    record Method(String path, String method, JsonNode operation, JsonNode integration) {
        String words() {
            return (method.equals(ANY) ? "ANY" : method.toUpperCase(Locale.ROOT)) + " " + path;
        }

        /** {@code AWS_PROXY}, {@code MOCK}, …; "" if there is none. */
        String type() {
            return integration.path("type").asText("").toUpperCase(Locale.ROOT);
        }

        String uri() {
            return integration.path("uri").asText("");
        }
    }

    static List<Method> of(ObjectNode root) {
        List<Method> methods = new ArrayList<>();
        root.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(entry -> {
                    if (METHODS.contains(entry.getKey()) || entry.getKey().equals(ANY)) {
                        JsonNode integration = resolved(root, entry.getValue().path(INTEGRATION));
                        methods.add(new Method(path.getKey(), entry.getKey(), entry.getValue(), integration));
                    }
                }));
        return methods;
    }

    private static JsonNode resolved(ObjectNode root, JsonNode node) {
        String reference = node.path("$ref").asText("");
        return reference.startsWith("#/") ? root.at(reference.substring(1)) : node;
    }

    /**
     * The method that a request comes to: the one with the fewest variables, and rather its own than any.
     *
     * @param path within the stage, maybe with a query
     */
    static Optional<Method> called(ObjectNode root, String method, String path) {
        String plain = path.replaceFirst("\\?.*", "");
        return of(root).stream()
                .filter(each -> each.method().equals(ANY) || each.method().equalsIgnoreCase(method))
                .filter(each -> (plain.isEmpty() ? "/" : plain).matches(regex(each.path())))
                .min(Comparator.comparing((Method each) -> each.path().contains("+}"))
                        .thenComparing(each -> each.path().split("\\{", -1).length)
                        .thenComparing(each -> each.method().equals(ANY)));
    }

    private static String regex(String template) {
        return Pattern.quote(template)
                .replaceAll("\\{[^}]+\\+}", "\\\\E.+\\\\Q")
                .replaceAll("\\{[^}]+}", "\\\\E[^/]+\\\\Q");
    }

    /** Whether a method needs an API key: a security scheme of the header {@code x-api-key}. */
    static boolean keyed(ObjectNode root, Method method) {
        return secured(
                root,
                method,
                scheme -> scheme.path("type").asText("").equals("apiKey")
                        && scheme.path("name").asText("").equalsIgnoreCase("x-api-key"));
    }

    /** Whether a method has IAM authorization. */
    static boolean signed(ObjectNode root, Method method) {
        JsonNode own = method.operation().path("x-amazon-apigateway-auth").path("type");
        return own.asText("").equals("AWS_IAM")
                || secured(root, method, scheme -> scheme.path("x-amazon-apigateway-authtype")
                        .asText("")
                        .equalsIgnoreCase("awsSigv4"));
    }

    private static boolean secured(ObjectNode root, Method method, Predicate<JsonNode> by) {
        JsonNode own = method.operation().path("security");
        for (JsonNode one : own.isMissingNode() ? root.path("security") : own) {
            if (one.properties().stream().anyMatch(entry -> by.test(scheme(root, entry.getKey())))) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode scheme(ObjectNode root, String name) {
        JsonNode three = root.path("components").path("securitySchemes").path(name);
        return three.isMissingNode() ? root.path("securityDefinitions").path(name) : three;
    }
}
