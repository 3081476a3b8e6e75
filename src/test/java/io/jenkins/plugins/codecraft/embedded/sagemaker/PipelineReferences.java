package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a definition refers to: {@code {"Get": "Parameters.X"}}, {@code {"Get": "Execution.PipelineExecutionId"}},
 * {@code {"Get": "Steps.train.ModelArtifacts.S3ModelArtifacts"}}, and {@code {"Std:Join": …}} of them.
 *
 * @param properties what a step that has succeeded answers to {@code Describe…}
 */
record PipelineReferences(Map<String, JsonNode> parameters, String executionId, Function<String, JsonNode> properties) {
    private static final Pattern STEP = Pattern.compile("Steps\\.([A-Za-z0-9_-]+)\\.(.+)");
    private static final Pattern PART = Pattern.compile("([A-Za-z0-9]+)|\\['([^']+)']|\\[(\\d+)]");

    /** The names of the steps that a part of a definition refers to. */
    static Set<String> steps(JsonNode node) {
        Set<String> names = new HashSet<>();
        if (node.isObject() && node.size() == 1 && node.path("Get").isTextual()) {
            Matcher step = STEP.matcher(node.get("Get").asText());
            if (step.matches()) {
                names.add(step.group(1));
            }
            return names;
        }
        node.forEach(part -> names.addAll(steps(part)));
        return names;
    }

    JsonNode resolve(JsonNode node) {
        if (node.isObject() && node.size() == 1 && node.path("Get").isTextual()) {
            return get(node.get("Get").asText());
        }
        if (node.isObject() && node.size() == 1 && node.has("Std:Join")) {
            List<String> parts = new ArrayList<>();
            node.get("Std:Join")
                    .path("Values")
                    .forEach(value -> parts.add(resolve(value).asText()));
            return TextNode.valueOf(String.join(node.get("Std:Join").path("On").asText(""), parts));
        }
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(entry -> copy.set(entry.getKey(), resolve(entry.getValue())));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            node.forEach(value -> copy.add(resolve(value)));
            return copy;
        }
        return node;
    }

    private JsonNode get(String path) {
        if (path.startsWith("Parameters.")) {
            return parameters.get(path.substring("Parameters.".length()));
        }
        if (path.equals("Execution.PipelineExecutionId")) {
            return TextNode.valueOf(executionId);
        }
        Matcher step = STEP.matcher(path);
        if (!step.matches()) {
            throw AwsError.validation("Unable to resolve " + path);
        }
        JsonNode at = properties.apply(step.group(1));
        Matcher part = PART.matcher(step.group(2));
        while (part.find()) {
            String name = part.group(1) != null ? part.group(1) : part.group(2);
            at = name == null ? at.path(Integer.parseInt(part.group(3))) : member(at, name);
        }
        if (at.isMissingNode()) {
            throw AwsError.validation("Unable to resolve " + path);
        }
        return at;
    }

    /** A metric is found by its name, and so is an output. */
    private static JsonNode member(JsonNode at, String name) {
        if (!at.isArray()) {
            return at.path(name);
        }
        for (JsonNode one : at) {
            if (one.path("MetricName").asText().equals(name)
                    || one.path("OutputName").asText().equals(name)) {
                return one;
            }
        }
        return at.path(name);
    }
}
