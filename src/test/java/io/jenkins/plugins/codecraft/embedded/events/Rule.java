package io.jenkins.plugins.codecraft.embedded.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A rule of the default bus with its targets. Safe for threads. */
final class Rule {
    private final String name;
    private final String arn;
    private final Map<String, JsonNode> targets = new ConcurrentHashMap<>();
    private final Map<String, String> tags = new ConcurrentHashMap<>();
    private volatile JsonNode request;
    private volatile boolean enabled = true;

    Rule(String name, String arn) {
        this.name = name;
        this.arn = arn;
    }

    void set(JsonNode put) {
        request = put;
        enabled = !put.path("State").asText("ENABLED").equals("DISABLED");
    }

    void enable(boolean on) {
        enabled = on;
    }

    String name() {
        return name;
    }

    String arn() {
        return arn;
    }

    boolean isEnabled() {
        return enabled;
    }

    boolean isScheduled() {
        return request.hasNonNull("ScheduleExpression");
    }

    Optional<EventPattern> pattern() {
        return request.hasNonNull("EventPattern")
                ? Optional.of(new EventPattern(
                        AwsJson.object(request.get("EventPattern").asText().getBytes(StandardCharsets.UTF_8))))
                : Optional.empty();
    }

    /** By their ids. */
    Map<String, JsonNode> targets() {
        return targets;
    }

    Map<String, String> tags() {
        return tags;
    }

    ObjectNode describe() {
        ObjectNode answer = AwsJson.object()
                .put("Name", name)
                .put("Arn", arn)
                .put("State", enabled ? "ENABLED" : "DISABLED")
                .put("EventBusName", "default");
        for (String member : new String[] {"ScheduleExpression", "EventPattern", "Description", "RoleArn"}) {
            if (request.hasNonNull(member)) {
                answer.set(member, request.get(member));
            }
        }
        return answer;
    }
}
