package io.jenkins.plugins.codecraft.embedded.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import io.jenkins.plugins.codecraft.embedded.AwsResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operations on versions and aliases. */
final class VersionOperations {
    private final FunctionStore functions;

    VersionOperations(FunctionStore functions) {
        this.functions = functions;
    }

    List<Route> routes() {
        return List.of(
                Route.of("PublishVersion", "POST", "functions/*/versions", this::publish),
                Route.of("ListVersionsByFunction", "GET", "functions/*/versions", this::versions),
                Route.of("CreateAlias", "POST", "functions/*/aliases", this::create),
                Route.of("ListAliases", "GET", "functions/*/aliases", this::aliases),
                Route.of("GetAlias", "GET", "functions/*/aliases/*", this::get),
                Route.of("UpdateAlias", "PUT", "functions/*/aliases/*", this::update),
                Route.of("DeleteAlias", "DELETE", "functions/*/aliases/*", this::delete));
    }

    private AwsResponse publish(AwsRequest request) {
        JsonNode json = request.json();
        LambdaShapes.PUBLISH.validate(json);
        LambdaFunction function = functions.require(request);
        synchronized (function) {
            function.requireRevision(FunctionOperations.text(json, "RevisionId"));
            function.requireQuiet();
            FunctionVersion latest = function.latest();
            String sha = json.path("CodeSha256").asText("");
            if (!sha.isEmpty() && !sha.equals(latest.code().sha256())) {
                throw LambdaErrors.invalid("CodeSHA256 (" + sha + ") is different from current CodeSHA256 in $LATEST ("
                        + latest.code().sha256() + "). Please try again with the CodeSHA256 in $LATEST.");
            }
            String description = json.path("Description").asText(latest.text("Description"));
            return FunctionOperations.describe(function, function.publish(description))
                    .withStatus(201);
        }
    }

    private AwsResponse versions(AwsRequest request) {
        LambdaFunction function = functions.require(request);
        List<FunctionVersion> all = new ArrayList<>(List.of(function.latest()));
        all.addAll(function.versions());
        List<JsonNode> described = all.stream()
                .map(version -> (JsonNode) version.describe(function.name(), function.arn() + ":" + version.number()))
                .toList();
        return page(request, "Versions", described);
    }

    private static AwsResponse page(AwsRequest request, String member, List<JsonNode> all) {
        int from = request.query("Marker").map(Integer::parseInt).orElse(0);
        int most = request.query("MaxItems").map(Integer::parseInt).orElse(50);
        if (most < 1 || most > 10000) {
            throw LambdaErrors.invalid("MaxItems must be from 1 to 10000.");
        }
        int to = Math.min(all.size(), from + Math.min(most, 50));
        ObjectNode answer = AwsJson.object();
        ArrayNode list = answer.putArray(member);
        all.subList(from, to).forEach(list::add);
        if (to < all.size()) {
            answer.put("NextMarker", String.valueOf(to));
        }
        return AwsResponse.json(answer);
    }

    private static Map<String, Double> weights(JsonNode json) {
        Map<String, Double> weights = new HashMap<>();
        json.path("RoutingConfig")
                .path("AdditionalVersionWeights")
                .properties()
                .forEach(entry -> weights.put(entry.getKey(), entry.getValue().asDouble()));
        return weights;
    }

    private AwsResponse create(AwsRequest request) {
        JsonNode json = request.json();
        LambdaShapes.CREATE_ALIAS.validate(json);
        LambdaFunction function = functions.require(request);
        FunctionAlias alias = FunctionAlias.of(
                json.get("Name").asText(),
                json.get("FunctionVersion").asText(),
                json.path("Description").asText(""),
                weights(json));
        return AwsResponse.json(function.createAlias(alias).describe(function.arn()))
                .withStatus(201);
    }

    private AwsResponse aliases(AwsRequest request) {
        LambdaFunction function = functions.require(request);
        Optional<String> version = request.query("FunctionVersion");
        List<JsonNode> described = function.aliases().stream()
                .filter(alias -> version.isEmpty() || alias.versions().contains(version.get()))
                .map(alias -> (JsonNode) alias.describe(function.arn()))
                .toList();
        return page(request, "Aliases", described);
    }

    private static String alias(AwsRequest request) {
        return Route.variable(request, 2);
    }

    private AwsResponse get(AwsRequest request) {
        LambdaFunction function = functions.require(request);
        return AwsResponse.json(function.alias(alias(request)).describe(function.arn()));
    }

    private AwsResponse update(AwsRequest request) {
        JsonNode json = request.json();
        LambdaShapes.UPDATE_ALIAS.validate(json);
        LambdaFunction function = functions.require(request);
        synchronized (function) {
            FunctionAlias now = function.alias(alias(request));
            FunctionAlias wanted = FunctionAlias.of(
                    now.name(),
                    json.path("FunctionVersion").asText(now.version()),
                    json.path("Description").asText(now.description()),
                    json.hasNonNull("RoutingConfig") ? weights(json) : now.weights());
            FunctionAlias updated = function.updateAlias(wanted, FunctionOperations.text(json, "RevisionId"));
            return AwsResponse.json(updated.describe(function.arn()));
        }
    }

    private AwsResponse delete(AwsRequest request) {
        functions.require(request).deleteAlias(alias(request));
        return AwsResponse.empty().withStatus(204);
    }
}
