package io.jenkins.plugins.codecraft.embedded.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import java.time.Duration;
import java.util.Optional;

/** {@code Retry} and {@code Catch} of one state, while it runs. */
final class Recovery {
    private static final int DEFAULT_ATTEMPTS = 3;

    private final JsonNode state;
    private final boolean task;
    private final int[] used;
    private int retries;

    Recovery(JsonNode state) {
        this.state = state;
        this.task = state.path("Type").asText().equals("Task");
        this.used = new int[state.path("Retry").size()];
    }

    int retries() {
        return retries;
    }

    /** How long to wait before the next attempt; nothing if there is to be none. */
    Optional<Duration> retry(StateError error) {
        for (int i = 0; i < used.length; i++) {
            JsonNode retrier = state.get("Retry").get(i);
            if (matches(retrier, error)) {
                if (used[i] >= retrier.path("MaxAttempts").asInt(DEFAULT_ATTEMPTS)) {
                    return Optional.empty();
                }
                retries++;
                return Optional.of(delay(retrier, used[i]++));
            }
        }
        return Optional.empty();
    }

    private static Duration delay(JsonNode retrier, int attempt) {
        double seconds = retrier.path("IntervalSeconds").asDouble(1)
                * Math.pow(retrier.path("BackoffRate").asDouble(2), attempt);
        double most = retrier.path("MaxDelaySeconds").asDouble(Double.MAX_VALUE);
        return Duration.ofMillis((long) (Math.min(Math.min(seconds, most), 31_536_000) * 1000));
    }

    Optional<JsonNode> catcher(StateError error) {
        for (JsonNode catcher : state.path("Catch")) {
            if (matches(catcher, error)) {
                return Optional.of(catcher);
            }
        }
        return Optional.empty();
    }

    private boolean matches(JsonNode handler, StateError error) {
        for (JsonNode name : handler.path("ErrorEquals")) {
            if (error.is(name.asText(), task)) {
                return true;
            }
        }
        return false;
    }

    /** What a catcher's state gets as the result. */
    static ObjectNode output(StateError error) {
        return AwsJson.object()
                .put("Error", error.error())
                .put("Cause", error.because() == null ? "" : error.because());
    }
}
