package io.jenkins.plugins.codecraft.report;

import io.jenkins.plugins.codecraft.operation.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Times since the beginning, in milliseconds. */
final class Elapsed {
    private static final int MOST_TICKS = 5;
    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long[] STEPS = {
        10,
        20,
        50,
        100,
        200,
        500,
        SECOND,
        2 * SECOND,
        5 * SECOND,
        10 * SECOND,
        20 * SECOND,
        30 * SECOND,
        MINUTE,
        2 * MINUTE,
        5 * MINUTE,
        10 * MINUTE,
        20 * MINUTE,
        30 * MINUTE,
        HOUR,
        2 * HOUR,
        4 * HOUR,
        8 * HOUR,
        12 * HOUR,
        DAY,
        2 * DAY,
        7 * DAY
    };

    private Elapsed() {}

    static String words(double millis) {
        if (millis == 0 || millis >= 10 * SECOND) {
            return Durations.words(Duration.ofMillis((long) millis));
        }
        return String.format(Locale.ROOT, "%.2f", millis / SECOND)
                        .replaceFirst("0+$", "")
                        .replaceFirst("\\.$", "") + " s";
    }

    /** Round times from 0 to the end. */
    static List<Double> ticks(double end) {
        long step = STEPS[STEPS.length - 1];
        for (int i = STEPS.length - 1; i >= 0 && end / STEPS[i] <= MOST_TICKS; i--) {
            step = STEPS[i];
        }
        List<Double> ticks = new ArrayList<>();
        for (double tick = 0; tick <= end; tick += step) {
            ticks.add(tick);
        }
        return ticks;
    }
}
