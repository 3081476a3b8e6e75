package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A pipeline's definition by the schema of 2020-12-01, as far as steps of these types go. */
record PipelineDefinition(Map<String, JsonNode> parameters, List<JsonNode> steps) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Set<String> TYPES =
            Set.of("Training", "Tuning", "Processing", "Transform", "Model", "Condition", "Fail");

    static PipelineDefinition parse(String text) {
        JsonNode json;
        try {
            json = MAPPER.readTree(text);
        } catch (JsonProcessingException broken) {
            throw AwsError.validation("Unable to parse pipeline definition: " + broken.getOriginalMessage());
        }
        if (!"2020-12-01".equals(json.path("Version").asText())) {
            throw AwsError.validation("Unable to parse pipeline definition. Version must be 2020-12-01.");
        }
        Map<String, JsonNode> parameters = new LinkedHashMap<>();
        json.path("Parameters")
                .forEach(parameter -> parameters.put(parameter.path("Name").asText(), parameter));
        List<JsonNode> steps = List.copyOf(List.of(MAPPER.convertValue(json.path("Steps"), JsonNode[].class)));
        if (steps.isEmpty()) {
            throw AwsError.validation("Pipeline definition must have at least one step.");
        }
        check(steps, new HashSet<>());
        return new PipelineDefinition(parameters, steps);
    }

    private static void check(Iterable<JsonNode> steps, Set<String> names) {
        for (JsonNode step : steps) {
            String name = step.path("Name").asText();
            String type = step.path("Type").asText();
            if (!name.matches("[A-Za-z0-9\\-_]{1,64}")) {
                throw AwsError.validation("Step name '" + name + "' is not valid.");
            }
            if (!names.add(name)) {
                throw AwsError.validation("Step names must be unique. Duplicate: " + name);
            }
            if (!TYPES.contains(type)) {
                throw AwsError.validation(
                        "Step type " + type + " of " + name + " is not supported by the embedded AWS.");
            }
            if (type.equals("Condition")) {
                check(step.path("Arguments").path("IfSteps"), names);
                check(step.path("Arguments").path("ElseSteps"), names);
            }
        }
    }

    /** @throws AwsError where a parameter is unknown, or one without a default was not given */
    Map<String, JsonNode> values(JsonNode given) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        parameters.forEach((name, parameter) -> {
            if (parameter.has("DefaultValue")) {
                values.put(name, parameter.get("DefaultValue"));
            }
        });
        given.forEach(one -> {
            String name = one.get("Name").asText();
            if (!parameters.containsKey(name)) {
                throw AwsError.validation("Unknown parameters found in request: [" + name + "]");
            }
            values.put(name, one.get("Value"));
        });
        parameters.keySet().forEach(name -> {
            if (!values.containsKey(name)) {
                throw AwsError.validation("Missing value for parameter: " + name);
            }
        });
        return values;
    }
}
