package io.jenkins.plugins.codecraft.embedded.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Checks a definition as a whole: its levels, and the ways from state to state. */
final class Linter {
    private static final int LONGEST_NAME = 80;

    private final Findings findings = new Findings();
    private final Set<String> names = new HashSet<>();

    Linter(String definition) {
        JsonNode root;
        try {
            root = Data.parse(definition);
        } catch (JsonProcessingException wrong) {
            findings.error(
                    "INVALID_JSON_DESCRIPTION",
                    "",
                    wrong.getOriginalMessage() + " (line " + wrong.getLocation().getLineNr() + ")");
            return;
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        if (!root.isObject()) {
            findings.error("INVALID_JSON_DESCRIPTION", "", "The definition must be a JSON object");
            return;
        }
        language(root, "");
        level(root, "", Set.of("Comment", "StartAt", "States", "Version", "TimeoutSeconds", "QueryLanguage"));
    }

    Findings findings() {
        return findings;
    }

    private void language(JsonNode node, String at) {
        if (node.path("QueryLanguage").asText("JSONPath").equals("JSONata")) {
            findings.schema(
                    at + "/QueryLanguage",
                    "The embedded AWS interprets JSONPath only. Use a real account for JSONata.");
        }
    }

    private void level(JsonNode level, String at, Set<String> fields) {
        unknown(level, at, fields);
        JsonNode states = level.path("States");
        JsonNode start = level.path("StartAt");
        if (!states.isObject() || states.isEmpty()) {
            findings.schema(at + "/States", "The field 'States' must be an object with one state at least");
            return;
        }
        if (!start.isTextual()) {
            findings.schema(at.isEmpty() ? "/" : at, "The field 'StartAt' is required");
        } else if (!states.has(start.asText())) {
            missing(at + "/StartAt", "StartAt", start.asText());
        }
        Set<String> reached = new TreeSet<>(List.of(start.asText("")));
        boolean ends = false;
        for (String name : (Iterable<String>) states::fieldNames) {
            JsonNode state = states.get(name);
            String place = at + "/States/" + name;
            if (!names.add(name)) {
                findings.error("DUPLICATE_STATE_NAME", place, "The name '" + name + "' is used more than once");
            }
            if (name.length() > LONGEST_NAME) {
                findings.schema(place, "A name has " + LONGEST_NAME + " characters at most");
            }
            ends |= StateLinter.ends(state);
            for (StateLinter.Way way : StateLinter.ways(state, place)) {
                reached.add(way.to());
                if (!states.has(way.to())) {
                    missing(way.location(), "Next", way.to());
                }
            }
            language(state, place);
            new StateLinter(findings, place, state).check();
            inner(state, place);
        }
        if (!ends) {
            findings.error(
                    "MISSING_END_STATE", at + "/States", "No state ends: set End, or add a Succeed or Fail state");
        }
        states.fieldNames().forEachRemaining(name -> {
            if (!reached.contains(name)) {
                findings.error(
                        "MISSING_TRANSITION_TARGET",
                        at + "/States/" + name,
                        "State \"" + name + "\" is not reachable.");
            }
        });
    }

    private void inner(JsonNode state, String place) {
        if (state.path("Type").asText().equals("Parallel")) {
            JsonNode branches = state.path("Branches");
            for (int i = 0; i < branches.size(); i++) {
                level(branches.get(i), place + "/Branches[" + i + "]", Set.of("Comment", "StartAt", "States"));
            }
        }
        if (state.path("Type").asText().equals("Map")) {
            String field = state.has("ItemProcessor") ? "ItemProcessor" : "Iterator";
            JsonNode processor = state.path(field);
            if (processor.path("ProcessorConfig").path("Mode").asText("INLINE").equals("DISTRIBUTED")) {
                findings.schema(
                        place + "/" + field + "/ProcessorConfig/Mode",
                        "The embedded AWS runs maps inline only. Use a real account for distributed ones.");
            }
            level(processor, place + "/" + field, Set.of("Comment", "StartAt", "States", "ProcessorConfig"));
        }
    }

    private void missing(String location, String field, String target) {
        findings.error("MISSING_TRANSITION_TARGET", location, "Missing '" + field + "' target: '" + target + "'");
    }

    private void unknown(JsonNode node, String at, Set<String> fields) {
        node.fieldNames().forEachRemaining(name -> {
            if (!fields.contains(name)) {
                findings.schema(at + "/" + name, "The field '" + name + "' is not supported here");
            }
        });
    }
}
