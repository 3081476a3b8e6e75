package io.jenkins.plugins.codecraft.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A build in Jenkins. */
record Build(Job job, int number) {
    private static final Duration LOOK = Duration.ofMillis(500);

    String path() {
        return job.path() + number + "/";
    }

    void awaitStart() {
        Awaitility.await("start of " + this)
                .atMost(Duration.ofMinutes(2))
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK)
                .until(() -> job.client().status(path() + "api/json") == 200);
    }

    /** Waits until the build has ended; Jenkins may be down meanwhile. */
    Build awaitEnd(Duration atMost) {
        return await(atMost, "end", build -> !build.running());
    }

    /** Waits until the console has a text, which the build must not end without. */
    Build awaitConsole(Duration atMost, String text) {
        await(atMost, "'" + text + "' on the console", build -> {
            boolean running = build.running();
            return build.console().contains(text) || !running;
        });
        if (!console().contains(text)) {
            throw new AssertionError(this + " ended without '" + text + "' on the console\n" + console());
        }
        return this;
    }

    private Build await(Duration atMost, String what, Predicate<Build> condition) {
        try {
            Awaitility.await()
                    .atMost(atMost)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(LOOK)
                    .ignoreException(UncheckedIOException.class)
                    .until(() -> condition.test(this));
        } catch (ConditionTimeoutException late) {
            throw new AssertionError(this + ": no " + what + " within " + atMost + "\n" + console(), late);
        }
        return this;
    }

    boolean running() {
        return properties().get("building").asBoolean();
    }

    /** {@code SUCCESS}, {@code FAILURE}, {@code ABORTED}…; "null" while it runs. */
    String result() {
        return properties().get("result").asText();
    }

    private JsonNode properties() {
        return job.client().json(path() + "api/json?tree=building,result");
    }

    String console() {
        return job.client().get(path() + "consoleText");
    }

    List<String> lines() {
        return console().lines().toList();
    }

    /** As the button does. */
    void stop() {
        job.client().post(path() + "stop", Map.of());
    }

    @Override
    public String toString() {
        return job.name() + " #" + number;
    }
}
