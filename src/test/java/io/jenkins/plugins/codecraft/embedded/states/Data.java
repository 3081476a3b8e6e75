package io.jenkins.plugins.codecraft.embedded.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.PathNotFoundException;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a state sees: its input, and the context object that {@code $$} stands for.
 *
 * @param input what {@code $} stands for
 */
record Data(JsonNode input, JsonNode context) {
    static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Configuration JSON_PATH = Configuration.builder()
            .jsonProvider(new JacksonJsonNodeJsonProvider())
            .mappingProvider(new JacksonMappingProvider())
            .build();
    private static final Pattern STEP = Pattern.compile("\\.([^.\\[\\]]+)|\\[(\\d+)]|\\['([^']*)']");

    static JsonNode parse(String json) throws IOException {
        JsonNode node = MAPPER.readTree(json);
        return node == null || node.isMissingNode() ? NullNode.getInstance() : node;
    }

    Data of(JsonNode other) {
        return new Data(other, context);
    }

    /** What a path stands for; nothing if there is nothing. */
    Optional<JsonNode> find(String path) {
        JsonNode root = path.startsWith("$$") ? context : input;
        try {
            return Optional.of(
                    JsonPath.using(JSON_PATH).parse(root).read(path.startsWith("$$") ? path.substring(1) : path));
        } catch (PathNotFoundException absent) {
            return Optional.empty();
        } catch (InvalidPathException | ClassCastException wrong) {
            throw StateError.runtime("Invalid path '" + path + "': " + wrong.getMessage());
        }
    }

    JsonNode read(String path) {
        return find(path)
                .orElseThrow(() -> StateError.runtime("Invalid path '" + path + "' : No results for path: " + path));
    }

    /** {@code InputPath} or {@code OutputPath}: the whole if it was left out, nothing if it is null. */
    JsonNode through(JsonNode path) {
        if (path.isMissingNode()) {
            return input;
        }
        return path.isNull() ? NODES.objectNode() : read(path.asText());
    }

    /** A payload template, with its fields that end with {@code .$} filled in. */
    JsonNode fill(JsonNode template) {
        if (template.isObject()) {
            ObjectNode filled = NODES.objectNode();
            template.properties().forEach(field -> {
                String name = field.getKey();
                if (name.endsWith(".$")) {
                    filled.set(name.substring(0, name.length() - 2), value(name, field.getValue()));
                } else {
                    filled.set(name, fill(field.getValue()));
                }
            });
            return filled;
        }
        if (template.isArray()) {
            ArrayNode filled = NODES.arrayNode();
            template.forEach(each -> filled.add(fill(each)));
            return filled;
        }
        return template;
    }

    private JsonNode value(String name, JsonNode expression) {
        String text = expression.asText();
        if (!text.startsWith("$")) {
            return new Intrinsics(this).evaluate(text);
        }
        return find(text)
                .orElseThrow(() -> new StateError(
                        "States.ParameterPathFailure",
                        "The JSONPath '" + text + "' specified for the field '" + name
                                + "' could not be found in the input '" + input + "'"));
    }

    /** {@code ResultPath}: the input with a result put into it. */
    JsonNode with(JsonNode path, JsonNode result) {
        if (path.isMissingNode() || path.asText().equals("$") && !path.isNull()) {
            return result;
        }
        if (path.isNull()) {
            return input;
        }
        return put(input.deepCopy(), steps(path.asText()), result);
    }

    private JsonNode put(JsonNode root, List<String> steps, JsonNode result) {
        JsonNode at = root;
        for (int i = 0; i < steps.size(); i++) {
            if (!(at instanceof ObjectNode object)) {
                throw new StateError(
                        "States.ResultPathMatchFailure",
                        "Unable to apply step \"" + steps.get(i) + "\" to input " + input);
            }
            if (i == steps.size() - 1) {
                object.set(steps.get(i), result);
            } else {
                at = object.has(steps.get(i)) ? object.get(steps.get(i)) : object.putObject(steps.get(i));
            }
        }
        return root;
    }

    private static List<String> steps(String path) {
        List<String> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(path);
        while (matcher.find()) {
            for (int group = 1; group <= 3; group++) {
                if (matcher.group(group) != null) {
                    steps.add(matcher.group(group));
                }
            }
        }
        return steps;
    }

    /** Whether a text is a path that {@code ResultPath} takes: one place, no wildcards. */
    static boolean isReference(String path) {
        return path.matches("\\$(\\.[^.\\[\\]*@?()]+|\\[\\d+]|\\['[^']*'])*");
    }

    /** Whether a text is a path at all. */
    static boolean isPath(String path) {
        if (!path.startsWith("$")) {
            return false;
        }
        try {
            JsonPath.compile(path.startsWith("$$") ? path.substring(1) : path);
            return true;
        } catch (InvalidPathException wrong) {
            return false;
        }
    }
}
