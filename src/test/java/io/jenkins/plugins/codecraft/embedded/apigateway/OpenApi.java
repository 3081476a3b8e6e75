package io.jenkins.plugins.codecraft.embedded.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads an OpenAPI document, JSON or YAML, as an import of API Gateway does. */
final class OpenApi {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "options", "head", "patch");
    private static final String ANY = "x-amazon-apigateway-any-method";
    private static final String INTEGRATION = "x-amazon-apigateway-integration";

    private final JsonNode root;
    private final boolean http;
    private final List<String> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<Route> routes = new ArrayList<>();
    private final Map<String, Authorizer> authorizers = new LinkedHashMap<>();

    private OpenApi(JsonNode root, boolean http) {
        this.root = root;
        this.http = http;
    }

    /**
     * @param http for an HTTP API, which knows less than a REST API
     * @throws AwsError {@code BadRequestException} with everything that is wrong
     */
    static Definition read(byte[] document, boolean http, boolean failOnWarnings) {
        OpenApi reader = new OpenApi(parse(document), http);
        Definition definition = reader.definition();
        if (!reader.errors.isEmpty()) {
            throw bad("Errors found during import:\n\t" + String.join("\n\t", reader.errors));
        }
        if (failOnWarnings && !reader.warnings.isEmpty()) {
            throw bad("Warnings found during import:\n\t" + String.join("\n\t", reader.warnings));
        }
        return definition;
    }

    private static JsonNode parse(byte[] document) {
        try {
            String text = new String(document, java.nio.charset.StandardCharsets.UTF_8);
            ObjectMapper mapper = text.stripLeading().startsWith("{") ? new ObjectMapper() : new YAMLMapper();
            JsonNode root = mapper.readTree(text);
            if (root != null && root.isObject()) {
                return root;
            }
        } catch (IOException broken) {
            throw bad("Invalid OpenAPI input.");
        }
        throw bad("Invalid OpenAPI input.");
    }

    private Definition definition() {
        boolean three = root.path("openapi").asText("").startsWith("3.");
        boolean two = !http && root.path("swagger").asText("").startsWith("2.");
        if (!three && !two) {
            throw bad(http ? "Only OpenAPI 3.0 is supported for HTTP APIs." : "Invalid OpenAPI input.");
        }
        JsonNode info = root.path("info");
        if (info.path("title").asText("").isEmpty()) {
            errors.add("Info title is required");
        }
        authorizers("/components/securitySchemes");
        authorizers("/securityDefinitions");
        root.path("paths").properties().forEach(entry -> path(entry.getKey(), entry.getValue()));
        if (!http) {
            siblings();
        }
        return new Definition(
                info.path("title").asText(""),
                info.path("version").asText(""),
                info.path("description").asText(""),
                List.copyOf(routes),
                tags(),
                List.copyOf(warnings));
    }

    private void authorizers(String schemes) {
        root.at(schemes).properties().forEach(scheme -> {
            JsonNode document = scheme.getValue().path("x-amazon-apigateway-authorizer");
            if (!document.path("type").asText("").matches("request|token")) {
                return;
            }
            String uri = document.path("authorizerUri").asText("");
            if (!uri.contains(":lambda:path/") || Lambdas.function(uri).isEmpty()) {
                errors.add("Unable to create authorizer '" + scheme.getKey() + "': Invalid Authorizer URI: " + uri);
            } else if (http && !document.has("authorizerPayloadFormatVersion")) {
                errors.add("Unable to create authorizer '" + scheme.getKey()
                        + "': AuthorizerPayloadFormatVersion is a required parameter for REQUEST authorizer");
            } else {
                authorizers.put(scheme.getKey(), new Authorizer(Ids.of(6), Lambdas.function(uri), document));
            }
        });
    }

    private Optional<Authorizer> authorizer(JsonNode operation) {
        for (JsonNode one : operation.has("security") ? operation.path("security") : root.path("security")) {
            for (String name : iterable(one)) {
                if (authorizers.containsKey(name)) {
                    return Optional.of(authorizers.get(name));
                }
            }
        }
        return Optional.empty();
    }

    private Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        for (JsonNode tag : root.path("tags")) {
            tags.put(
                    tag.path("name").asText(),
                    tag.path("x-amazon-apigateway-tag-value").asText(""));
        }
        return tags;
    }

    private void path(String path, JsonNode item) {
        boolean catchesAll = http && path.equals("/$default");
        if (!path.startsWith("/")) {
            errors.add("Unable to create resource at path '" + path + "': Invalid path specified");
            return;
        }
        for (String part : catchesAll ? new String[0] : path.substring(1).split("/")) {
            if (!part.matches("[a-zA-Z0-9._:-]*|\\{[a-zA-Z0-9._-]+\\+?}")) {
                errors.add("Unable to create resource at path '" + path
                        + "': Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly"
                        + " braces at the beginning and the end.");
            }
        }
        item.properties().forEach(entry -> {
            String method = entry.getKey();
            if (METHODS.contains(method) || method.equals(ANY)) {
                String name = method.equals(ANY) ? "ANY" : method.toUpperCase(Locale.ROOT);
                operation(name, catchesAll ? "$default" : path, entry.getValue());
            }
        });
    }

    private void operation(String method, String path, JsonNode operation) {
        JsonNode integration = resolved(operation.path(INTEGRATION));
        if (http && integration.isMissingNode()) {
            warnings.add("No integration defined for route '" + method + " " + path + "'");
        }
        String where = "Unable to put integration on '" + method + "' for resource at path '" + path + "': ";
        Optional<Integration> read = integration.isMissingNode() ? Optional.empty() : integration(where, integration);
        boolean signed = operation
                        .path("x-amazon-apigateway-auth")
                        .path("type")
                        .asText("")
                        .equals("AWS_IAM")
                || secured(operation, scheme -> scheme.path("x-amazon-apigateway-authtype")
                        .asText("")
                        .equals("awsSigv4"));
        boolean key = secured(
                operation,
                scheme -> scheme.path("type").asText("").equals("apiKey")
                        && scheme.path("name").asText("").equalsIgnoreCase("x-api-key"));
        routes.add(new Route(Ids.of(7), method, path, read, signed, key && !http, authorizer(operation)));
    }

    private boolean secured(JsonNode operation, java.util.function.Predicate<JsonNode> by) {
        JsonNode wanted = operation.has("security") ? operation.path("security") : root.path("security");
        boolean found = false;
        for (JsonNode one : wanted) {
            for (String name : iterable(one)) {
                JsonNode scheme =
                        root.path("components").path("securitySchemes").path(name);
                JsonNode old = root.path("securityDefinitions").path(name);
                if (scheme.isMissingNode() && old.isMissingNode()) {
                    String warning = "Security scheme '" + name + "' is not defined, ignoring";
                    if (!warnings.contains(warning)) {
                        warnings.add(warning);
                    }
                }
                found |= by.test(scheme.isMissingNode() ? old : scheme);
            }
        }
        return found;
    }

    private static List<String> iterable(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText("");
        if (reference.isEmpty()) {
            return node;
        }
        JsonNode found = reference.startsWith("#/") ? root.at(reference.substring(1)) : MissingNode.getInstance();
        if (found.isMissingNode()) {
            warnings.add("Unable to resolve reference '" + reference + "', ignoring");
        }
        return found;
    }

    private Optional<Integration> integration(String where, JsonNode document) {
        String type = document.path("type").asText("").toUpperCase(Locale.ROOT);
        String uri = document.path("uri").asText("");
        Set<String> types =
                http ? Set.of("AWS_PROXY", "HTTP_PROXY") : Set.of("AWS", "AWS_PROXY", "HTTP", "HTTP_PROXY", "MOCK");
        if (!types.contains(type)) {
            errors.add(where
                    + (type.isEmpty()
                            ? "Enumeration value for type must be non-empty"
                            : "Invalid integration type specified: " + type));
            return Optional.empty();
        }
        int before = errors.size();
        if (type.startsWith("AWS") && !isAws(type, uri, document)) {
            errors.add(where + "Invalid ARN specified in the request");
        }
        if (type.startsWith("HTTP") && !uri.matches("https?://[^/\\s]+(/\\S*)?")) {
            errors.add(where + "Invalid HTTP endpoint specified for URI");
        }
        if (!type.equals("MOCK")
                && !http
                && document.path("httpMethod").asText("").isEmpty()) {
            errors.add(where + "Enumeration value for HttpMethod must be non-empty");
        }
        if (http && !document.path("payloadFormatVersion").asText("").matches("1\\.0|2\\.0")) {
            errors.add(where + "PayloadFormatVersion is a required parameter for integration");
        }
        return errors.size() > before ? Optional.empty() : Optional.of(new Integration(type, uri, document));
    }

    private boolean isAws(String type, String uri, JsonNode document) {
        boolean service = uri.matches("arn:aws[a-z-]*:apigateway:[a-z0-9-]+:[a-zA-Z0-9.-]+:(path|action)/\\S+");
        if (type.equals("AWS")) {
            return service;
        }
        boolean function = !Lambdas.function(uri).isEmpty();
        return http
                ? function || !document.path("integrationSubtype").asText("").isEmpty()
                : service && function;
    }

    private void siblings() {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String path : routes.stream().map(Route::path).distinct().toList()) {
            String parent = "";
            for (String part : path.substring(1).split("/")) {
                String known = part.startsWith("{") ? variables.putIfAbsent(parent, part) : null;
                if (known != null && !known.equals(part)) {
                    errors.add("Unable to create resource at path '" + path + "': A sibling (" + known
                            + ") of this resource already has a variable path part -- only one is allowed");
                }
                parent = parent + "/" + part;
            }
        }
    }

    private static AwsError bad(String message) {
        return new AwsError("BadRequestException", 400, message);
    }
}
