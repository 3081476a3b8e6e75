package io.jenkins.plugins.codecraft.operation.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.AwsService;
import io.jenkins.plugins.codecraft.embedded.InnerCalls;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One service as a run has left it, asked from inside: clients for the region of each run would cost more than the run
 * itself.
 */
record Inside(InnerCalls calls, AwsService service, String region) {

    static Inside of(Ground ground, Class<? extends AwsService> service) {
        return new Inside(new InnerCalls(ground.aws().account()), ground.aws().service(service), ground.region());
    }

    /** Calls an operation with one parameter. */
    JsonNode call(String operation, String parameter, String value) {
        return calls.call(service, region, operation, AwsJson.object().put(parameter, value));
    }

    /** What is at a path of a service that speaks REST. */
    JsonNode get(String path) {
        return calls.get(service, region, path);
    }

    /** The same, if it is there. */
    Optional<JsonNode> find(String path) {
        try {
            return Optional.of(get(path));
        } catch (AwsError missing) {
            if (missing.status() == 404) {
                return Optional.empty();
            }
            throw missing;
        }
    }

    /** All that an operation lists. */
    List<JsonNode> list(String operation, String member) {
        return list(operation, AwsJson.object(), member);
    }

    List<JsonNode> list(String operation, ObjectNode request, String member) {
        JsonNode page = calls.call(service, region, operation, request);
        List<JsonNode> all = new ArrayList<>();
        page.path(member).forEach(all::add);
        if (page.hasNonNull("NextToken")) {
            ObjectNode next =
                    request.deepCopy().put("NextToken", page.get("NextToken").asText());
            all.addAll(list(operation, next, member));
        }
        return all;
    }

    /** A text as a segment of a path. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Keys and values in the order of the keys. */
    static Map<String, String> map(JsonNode object) {
        Map<String, String> map = new TreeMap<>();
        object.properties().forEach(field -> map.put(field.getKey(), text(field.getValue())));
        return map;
    }

    /** A text or whatever else is there; {@code null} if nothing is. */
    static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.isMissingNode() ? "null" : value.toString();
    }
}
