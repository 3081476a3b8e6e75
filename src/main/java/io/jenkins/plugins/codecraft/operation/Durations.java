package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.words.Words;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people say and write them. */
public final class Durations {
    private static final Pattern WRITTEN =
            Pattern.compile("(?:(\\d{1,4})d)? ?(?:(\\d{1,5})h)? ?(?:(\\d{1,6})m(?:in)?)? ?(?:(\\d{1,8})s)?");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,8}");

    private Durations() {}

    /** Reads {@code 90} or {@code 90s} (seconds), {@code 30m}, {@code 1h}, {@code 1h30m}, {@code 2d}; else nothing. */
    public static Optional<Duration> parse(String text) {
        String written = text.strip();
        if (SECONDS.matcher(written).matches()) {
            return Optional.of(Duration.ofSeconds(number(written)));
        }
        Matcher parts = WRITTEN.matcher(written);
        if (written.isEmpty() || !parts.matches()) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofDays(number(parts.group(1)))
                .plusHours(number(parts.group(2)))
                .plusMinutes(number(parts.group(3)))
                .plusSeconds(number(parts.group(4))));
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** Such as {@code 3 s}, {@code 4 min 10 s}, {@code 2 h 5 min}. */
    public static String words(Duration duration) {
        long seconds = duration.plusMillis(500).toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return Words.of(Durations.class, "min", seconds / 60, seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
        }
        long minutes = seconds / 60;
        return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : Words.of(Durations.class, "min2", minutes % 60));
    }
}
