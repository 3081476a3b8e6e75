package io.jenkins.plugins.codecraft.embedded.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A version of a function: what it is made of and what state it is in. Immutable.
 *
 * @param number {@code $LATEST} or a number
 * @param settings the members of a configuration that a caller sets
 * @param state Pending, Active
 * @param update the LastUpdateStatus; "" while the function is created
 * @param reason of the state or of the update; "" if there is none
 */
record FunctionVersion(
        String number,
        ObjectNode settings,
        CodePackage code,
        String state,
        String update,
        String reason,
        String revision,
        Instant modified) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'").withZone(ZoneOffset.UTC);

    private static String newRevision() {
        return UUID.randomUUID().toString();
    }

    static FunctionVersion created(ObjectNode settings, CodePackage code, Instant now) {
        return new FunctionVersion(FunctionName.LATEST, settings, code, "Pending", "", "", newRevision(), now);
    }

    FunctionVersion updating(ObjectNode newSettings, CodePackage newCode, Instant now) {
        return new FunctionVersion(number, newSettings, newCode, state, "InProgress", "", newRevision(), now);
    }

    FunctionVersion published(String newNumber, String description, Instant now) {
        ObjectNode own = settings.deepCopy();
        own.put("Description", description);
        return new FunctionVersion(newNumber, own, code, "Pending", "Successful", "", newRevision(), now);
    }

    FunctionVersion settled() {
        return new FunctionVersion(number, settings, code, "Active", "Successful", "", newRevision(), modified);
    }

    FunctionVersion failed(String why) {
        return new FunctionVersion(number, settings, code, state, "Failed", why, newRevision(), modified);
    }

    boolean isPending() {
        return state.equals("Pending");
    }

    boolean isUpdating() {
        return update.equals("InProgress");
    }

    /** Whether a version that was published of this one would be the same as another. */
    boolean sameContent(FunctionVersion other) {
        return code.sha256().equals(other.code.sha256()) && withoutDescription().equals(other.withoutDescription());
    }

    private ObjectNode withoutDescription() {
        ObjectNode copy = settings.deepCopy();
        copy.remove("Description");
        return copy;
    }

    Map<String, String> environment() {
        Map<String, String> variables = new TreeMap<>();
        settings.path("Environment")
                .path("Variables")
                .properties()
                .forEach(entry -> variables.put(entry.getKey(), entry.getValue().asText()));
        return variables;
    }

    String text(String member) {
        return settings.path(member).asText("");
    }

    int number(String member) {
        return settings.path(member).asInt();
    }

    /** As {@code GetFunctionConfiguration} answers it. */
    ObjectNode describe(String name, String arn) {
        ObjectNode answer = settings.deepCopy();
        answer.put("FunctionName", name).put("FunctionArn", arn).put("Version", number);
        answer.put("CodeSize", code.size()).put("CodeSha256", code.sha256());
        answer.put("LastModified", TIME.format(modified)).put("RevisionId", revision);
        answer.put("State", state);
        if (isPending()) {
            answer.put("StateReason", "The function is being created.").put("StateReasonCode", "Creating");
        }
        if (!update.isEmpty()) {
            answer.put("LastUpdateStatus", update);
        }
        if (isUpdating()) {
            answer.put("LastUpdateStatusReason", "The function is being created.")
                    .put("LastUpdateStatusReasonCode", "Creating");
        }
        if (update.equals("Failed")) {
            answer.put("LastUpdateStatusReason", reason).put("LastUpdateStatusReasonCode", "InternalError");
        }
        JsonNode layers = answer.remove("Layers");
        if (layers != null && !layers.isEmpty()) {
            layers.forEach(layer -> answer.withArray("/Layers").addObject().put("Arn", layer.asText()));
        }
        return answer;
    }
}
