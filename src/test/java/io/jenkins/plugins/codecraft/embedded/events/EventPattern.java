package io.jenkins.plugins.codecraft.embedded.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.codecraft.embedded.AwsError;

/**
 * An event pattern: exact values, {@code prefix}, {@code suffix}, {@code anything-but}, {@code exists} and {@code
 * numeric}, in fields of any depth.
 */
record EventPattern(JsonNode pattern) {

    /** @throws AwsError {@code InvalidEventPatternException} if it is none */
    void validate() {
        if (!pattern.isObject() || pattern.isEmpty()) {
            throw invalid("Event pattern is not an object, or empty");
        }
        validate(pattern, "");
    }

    private static void validate(JsonNode node, String path) {
        node.properties().forEach(field -> {
            String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            if (field.getValue().isObject()) {
                validate(field.getValue(), name);
            } else if (!field.getValue().isArray() || field.getValue().isEmpty()) {
                throw invalid("\"" + name + "\" must be an object or an array");
            }
        });
    }

    private static AwsError invalid(String why) {
        return new AwsError("InvalidEventPatternException", 400, "Event pattern is not valid. Reason: " + why);
    }

    boolean matches(JsonNode event) {
        return matches(pattern, event);
    }

    private static boolean matches(JsonNode pattern, JsonNode event) {
        return pattern.properties().stream().allMatch(field -> {
            JsonNode value = event.path(field.getKey());
            return field.getValue().isObject() ? matches(field.getValue(), value) : anyOf(field.getValue(), value);
        });
    }

    private static boolean anyOf(JsonNode choices, JsonNode value) {
        for (JsonNode choice : choices) {
            if (value.isArray() && !choice.has("exists")) {
                for (JsonNode element : value) {
                    if (one(choice, element)) {
                        return true;
                    }
                }
            } else if (one(choice, value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean one(JsonNode choice, JsonNode value) {
        if (!choice.isObject()) {
            return choice.isNumber() && value.isNumber() ? choice.asDouble() == value.asDouble() : choice.equals(value);
        }
        if (choice.has("exists")) {
            return choice.get("exists").asBoolean() != value.isMissingNode();
        }
        if (value.isMissingNode()) {
            return false;
        }
        if (choice.has("prefix")) {
            return value.isTextual()
                    && value.asText().startsWith(choice.get("prefix").asText());
        }
        if (choice.has("suffix")) {
            return value.isTextual()
                    && value.asText().endsWith(choice.get("suffix").asText());
        }
        if (choice.has("anything-but")) {
            JsonNode but = choice.get("anything-but");
            return but.isArray() ? !anyOf(but, value) : !one(but, value);
        }
        return choice.has("numeric") && value.isNumber() && numeric(choice.get("numeric"), value.asDouble());
    }

    private static boolean numeric(JsonNode comparisons, double value) {
        for (int i = 0; i + 1 < comparisons.size(); i += 2) {
            double other = comparisons.get(i + 1).asDouble();
            boolean holds =
                    switch (comparisons.get(i).asText()) {
                        case "=" -> value == other;
                        case "<" -> value < other;
                        case "<=" -> value <= other;
                        case ">" -> value > other;
                        case ">=" -> value >= other;
                        default -> false;
                    };
            if (!holds) {
                return false;
            }
        }
        return true;
    }
}
