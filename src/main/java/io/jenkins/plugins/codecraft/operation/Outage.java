package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A time in which AWS did not answer as it should. Says so on the console once, not at every try.
 *
 * @param announced whether the console has been told
 */
record Outage(Instant since, int failures, boolean announced) {
    /** One or two failed calls are everyday; they are not worth a line. */
    private static final int SILENT_FAILURES = 2;

    static Outage none() {
        return new Outage(Instant.EPOCH, 0, false);
    }

    /** The outage with one more failure. */
    Outage failed(Throwable error, Instant now, Console console) {
        Instant began = failures == 0 ? now : since;
        boolean tell = !announced && failures + 1 > SILENT_FAILURES;
        if (tell) {
            console.event("AWS does not answer as it should, trying on: " + AwsErrors.describe(error));
        }
        return new Outage(began, failures + 1, announced || tell);
    }

    Outage ended(Instant now, Console console) {
        if (announced) {
            console.event("AWS answers again, after " + Durations.words(lasted(now)));
        }
        return none();
    }

    Duration lasted(Instant now) {
        return failures == 0 ? Duration.ZERO : Duration.between(since, now);
    }

    /** How long to wait before the next try, or nothing when patience is at its end. */
    Optional<Duration> pause(Instant now, Duration patience, Runner.Settings settings, double jitter) {
        if (lasted(now).compareTo(patience) >= 0) {
            return Optional.empty();
        }
        long doubled = settings.firstRetry().toNanos() << Math.min(failures - 1, 16);
        long pause = Math.min(settings.longestRetry().toNanos(), doubled);
        return Optional.of(Duration.ofNanos((long) (pause * (0.5 + jitter / 2))));
    }
}
