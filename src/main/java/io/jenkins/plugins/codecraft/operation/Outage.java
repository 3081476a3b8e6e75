package io.jenkins.plugins.codecraft.operation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A time in which one call after the other failed, and how long to wait before the next. */
record Outage(Instant since, int failures) {
    /** One or two failed calls are everyday; they are not worth a line. */
    private static final int SILENT_FAILURES = 2;

    static Outage none() {
        return new Outage(Instant.EPOCH, 0);
    }

    /** The outage with one more failure. */
    Outage failed(Instant now) {
        return new Outage(failures == 0 ? now : since, failures + 1);
    }

    boolean worthTelling() {
        return failures > SILENT_FAILURES;
    }

    /** How long to wait before the next try, or nothing when patience is at its end. */
    Optional<Duration> pause(Instant now, Duration patience, Runner.Settings settings, double jitter) {
        if (Duration.between(since, now).compareTo(patience) >= 0) {
            return Optional.empty();
        }
        long doubled = settings.firstRetry().toNanos() << Math.min(failures - 1, 16);
        long pause = Math.min(settings.longestRetry().toNanos(), doubled);
        return Optional.of(Duration.ofNanos((long) (pause * (0.5 + jitter / 2))));
    }
}
