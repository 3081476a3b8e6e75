package io.jenkins.plugins.codecraft.embedded.states;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is to be said of a definition. */
final class Findings {
    static final String SCHEMA = "SCHEMA_VALIDATION_FAILED";

    private final List<Finding> found = new ArrayList<>();

    /** @param location where, as the fields from the root: {@code /States/Train/Next} */
    record Finding(boolean error, String code, String message, String location) {
        @Override
        public String toString() {
            return code + ": " + message + " at " + location;
        }
    }

    void error(String code, String location, String message) {
        found.add(new Finding(true, code, message, location));
    }

    void schema(String location, String message) {
        error(SCHEMA, location, message);
    }

    void warning(String code, String location, String message) {
        found.add(new Finding(false, code, message, location));
    }

    Optional<Finding> firstError() {
        return found.stream().filter(Finding::error).findFirst();
    }

    /** As {@code ValidateStateMachineDefinition} answers. */
    ObjectNode answer(boolean withWarnings, int most) {
        List<Finding> told = found.stream()
                .filter(finding -> finding.error() || withWarnings)
                .toList();
        ObjectNode answer = AwsJson.object().put("result", firstError().isPresent() ? "FAIL" : "OK");
        ArrayNode diagnostics = answer.putArray("diagnostics");
        told.stream().limit(most).forEach(finding -> diagnostics
                .addObject()
                .put("severity", finding.error() ? "ERROR" : "WARNING")
                .put("code", finding.code())
                .put("message", finding.message())
                .put("location", finding.location()));
        return answer.put("truncated", told.size() > most);
    }
}
