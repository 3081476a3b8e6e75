package io.jenkins.plugins.codecraft.embedded.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An API as an OpenAPI document has it.
 *
 * @param tags of the document's root, as HTTP APIs read them
 * @param warnings what was ignored of it
 */
record Definition(
        String title,
        String version,
        String description,
        List<Route> routes,
        Map<String, String> tags,
        List<String> warnings) {

    static Definition empty(String title) {
        return new Definition(title, "", "", List.of(), Map.of(), List.of());
    }

    /** The route of a request, with the variables of its path. */
    record Found(Route route, Map<String, String> variables) {}

    Optional<Found> route(String method, String path) {
        return routes.stream()
                .sorted(Comparator.comparingInt(Route::vagueness))
                .flatMap(route -> route.match(method, path).map(found -> new Found(route, found)).stream())
                .findFirst();
    }

    /** With the routes of another one laid over these, as {@code mode=merge} does. */
    Definition merged(Definition other) {
        Map<String, Route> all = new LinkedHashMap<>();
        routes.forEach(route -> all.put(route.key(), route));
        other.routes().forEach(route -> all.put(route.key(), route));
        return new Definition(
                other.title(), other.version(), other.description(), new ArrayList<>(all.values()), tags, warnings);
    }

    /** Tags of a JSON object of texts. */
    static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (node instanceof ObjectNode object) {
            object.properties()
                    .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        }
        return texts;
    }
}
