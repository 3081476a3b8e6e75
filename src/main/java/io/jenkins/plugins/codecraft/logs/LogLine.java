package io.jenkins.plugins.codecraft.logs;

import java.time.Instant;

/** One event of a log stream, fit to be printed: without line ends and control characters. */
public record LogLine(String stream, Instant time, String text) {

    static LogLine of(String stream, long epochMillis, String message) {
        return new LogLine(stream, Instant.ofEpochMilli(epochMillis), printable(message));
    }

    /** What a program writes may be anything; a console shows text. Tabs stay, other control characters do not. */
    private static String printable(String message) {
        String text = message.stripTrailing();
        if (text.chars().noneMatch(LogLine::isNoise)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point == '\r' || point == '\n' ? ' ' : isNoise(point) ? '\uFFFD' : point)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isNoise(int point) {
        return point != '\t' && Character.isISOControl(point);
    }
}
