package io.jenkins.plugins.codecraft.embedded.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Checks one state of a definition. */
final class StateLinter {
    private static final Set<String> COMMON = Set.of("Type", "Comment", "QueryLanguage");
    private static final List<String> PATHS = List.of("InputPath", "OutputPath");
    private static final List<String> GOES_ON = List.of("Next", "End");
    private static final List<String> WORKS = List.of(
            "InputPath", "OutputPath", "Parameters", "ResultPath", "ResultSelector", "Next", "End", "Retry", "Catch");
    private static final Map<String, Set<String>> FIELDS = Map.of(
            "Pass", with(PATHS, "ResultPath", "Parameters", "Result", "Next", "End"),
            "Task",
                    with(
                            WORKS,
                            "Resource",
                            "TimeoutSeconds",
                            "TimeoutSecondsPath",
                            "HeartbeatSeconds",
                            "HeartbeatSecondsPath",
                            "Credentials"),
            "Choice", with(PATHS, "Choices", "Default"),
            "Wait", with(PATHS, "Seconds", "Timestamp", "SecondsPath", "TimestampPath", "Next", "End"),
            "Succeed", with(PATHS),
            "Fail", with(List.of(), "Error", "Cause", "ErrorPath", "CausePath"),
            "Parallel", with(WORKS, "Branches"),
            "Map", with(WORKS, "ItemsPath", "ItemSelector", "ItemProcessor", "Iterator", "MaxConcurrency"));

    private final Findings findings;
    private final String at;
    private final JsonNode state;

    StateLinter(Findings findings, String at, JsonNode state) {
        this.findings = findings;
        this.at = at;
        this.state = state;
    }

    private static Set<String> with(List<String> some, String... others) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(COMMON);
        all.addAll(List.of(others));
        return all;
    }

    /** A way to another state. */
    record Way(String location, String to) {}

    static List<Way> ways(JsonNode state, String at) {
        List<Way> ways = new ArrayList<>();
        if (state.path("Next").isTextual()) {
            ways.add(new Way(at + "/Next", state.get("Next").asText()));
        }
        if (state.path("Default").isTextual()) {
            ways.add(new Way(at + "/Default", state.get("Default").asText()));
        }
        for (String field : List.of("Choices", "Catch")) {
            for (int i = 0; i < state.path(field).size(); i++) {
                JsonNode next = state.get(field).get(i).path("Next");
                if (next.isTextual()) {
                    ways.add(new Way(at + "/" + field + "[" + i + "]/Next", next.asText()));
                }
            }
        }
        return ways;
    }

    static boolean ends(JsonNode state) {
        return state.path("End").asBoolean()
                || Set.of("Succeed", "Fail").contains(state.path("Type").asText());
    }

    void check() {
        Set<String> fields = FIELDS.get(state.path("Type").asText());
        if (fields == null) {
            findings.schema(at + "/Type", "The field 'Type' must be one of " + new TreeSet<>(FIELDS.keySet()));
            return;
        }
        state.fieldNames().forEachRemaining(name -> {
            if (!fields.contains(name)) {
                findings.schema(at + "/" + name, "The field '" + name + "' is not supported here");
            }
        });
        if (fields.containsAll(GOES_ON)
                && state.has("Next") == state.path("End").asBoolean()) {
            findings.schema(at, "Exactly one of 'Next' and 'End' is required");
        }
        paths();
        for (String field : List.of("Parameters", "ResultSelector", "ItemSelector")) {
            template(state.path(field), at + "/" + field);
        }
        special();
        handlers("Retry");
        handlers("Catch");
    }

    private void special() {
        switch (state.path("Type").asText()) {
            case "Task" -> task();
            case "Choice" -> choices();
            case "Wait" -> one("Seconds", "Timestamp", "SecondsPath", "TimestampPath");
            case "Parallel" -> notEmpty("Branches");
            case "Map" -> one("ItemProcessor", "Iterator");
            default -> {}
        }
    }

    private void one(String... fields) {
        if (List.of(fields).stream().filter(state::has).count() != 1) {
            findings.schema(at, "Exactly one of " + List.of(fields) + " is required");
        }
    }

    private void notEmpty(String field) {
        if (!state.path(field).isArray() || state.path(field).isEmpty()) {
            findings.schema(at + "/" + field, "The field '" + field + "' must be an array with one element at least");
        }
    }

    private void task() {
        String resource = state.path("Resource").asText("");
        if (!resource.startsWith("arn:")) {
            findings.schema(at + "/Resource", "Value is not a valid resource ARN");
        } else if (!Tasks.knows(resource)) {
            findings.schema(
                    at + "/Resource",
                    "The resource provided " + resource
                            + " is not recognized. The value is not a valid resource ARN, or"
                            + " the resource is not available in this region.");
        }
        if (state.path("TimeoutSeconds").isNumber()
                && state.get("TimeoutSeconds").asLong() < 1) {
            findings.schema(at + "/TimeoutSeconds", "The value must be greater than 0");
        }
    }

    private void choices() {
        notEmpty("Choices");
        for (int i = 0; i < state.path("Choices").size(); i++) {
            JsonNode choice = state.get("Choices").get(i);
            String place = at + "/Choices[" + i + "]";
            if (!choice.path("Next").isTextual()) {
                findings.schema(place, "The field 'Next' is required");
            }
            rule(choice, place);
        }
    }

    private void rule(JsonNode rule, String place) {
        for (String field : List.of("And", "Or")) {
            for (int i = 0; i < rule.path(field).size(); i++) {
                rule(rule.get(field).get(i), place + "/" + field + "[" + i + "]");
            }
        }
        if (rule.has("Not")) {
            rule(rule.get("Not"), place + "/Not");
        }
        if (rule.has("And") || rule.has("Or") || rule.has("Not")) {
            return;
        }
        if (!Data.isPath(rule.path("Variable").asText(""))) {
            findings.schema(place + "/Variable", "The field 'Variable' must be a path");
        }
        if (Choices.operators().stream().filter(rule::has).count() != 1) {
            findings.schema(place, "Exactly one comparison operator is required");
        }
    }

    private void paths() {
        for (String field : List.of("InputPath", "OutputPath", "ItemsPath", "SecondsPath", "TimestampPath")) {
            JsonNode path = state.path(field);
            if (path.isTextual() && !Data.isPath(path.asText())) {
                findings.schema(at + "/" + field, "The value must be a path: '" + path.asText() + "'");
            }
        }
        result(state.path("ResultPath"), at);
    }

    private void result(JsonNode path, String place) {
        if (path.isTextual() && !Data.isReference(path.asText())) {
            findings.schema(place + "/ResultPath", "The value must be a Reference Path: '" + path.asText() + "'");
        }
    }

    private void template(JsonNode template, String place) {
        if (template.isArray()) {
            for (int i = 0; i < template.size(); i++) {
                template(template.get(i), place + "[" + i + "]");
            }
        }
        template.properties().forEach(field -> {
            String name = field.getKey();
            String text = field.getValue().asText("");
            boolean expression = Data.isPath(text) || Intrinsics.mistake(text).isEmpty();
            if (name.endsWith(".$") && !expression) {
                findings.schema(
                        place + "/" + name,
                        "The value for the field '" + name
                                + "' must be a valid JSONPath or a valid intrinsic function call");
            } else if (!name.endsWith(".$") && text.matches("\\$\\.\\w+.*")) {
                findings.warning(
                        "NO_DOLLAR",
                        place + "/" + name,
                        "The field's value looks like a JSONPath, but its name does not end with '.$'");
            }
            template(field.getValue(), place + "/" + name);
        });
    }

    private void handlers(String field) {
        JsonNode handlers = state.path(field);
        for (int i = 0; i < handlers.size(); i++) {
            JsonNode handler = handlers.get(i);
            String place = at + "/" + field + "[" + i + "]";
            JsonNode names = handler.path("ErrorEquals");
            if (!names.isArray() || names.isEmpty()) {
                findings.schema(
                        place + "/ErrorEquals", "The field 'ErrorEquals' must be an array with one name at least");
            }
            boolean all = names.toString().contains("\"States.ALL\"");
            if (all && (names.size() > 1 || i < handlers.size() - 1)) {
                findings.schema(place + "/ErrorEquals", "States.ALL must be alone, and in the last " + field);
            }
            if (field.equals("Catch") && !handler.path("Next").isTextual()) {
                findings.schema(place, "The field 'Next' is required");
            }
            if (handler.path("BackoffRate").asDouble(1) < 1) {
                findings.schema(place + "/BackoffRate", "The value must be 1 at least");
            }
            result(handler.path("ResultPath"), place);
        }
    }
}
