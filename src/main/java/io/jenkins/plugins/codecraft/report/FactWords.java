package io.jenkins.plugins.codecraft.report;

import io.jenkins.plugins.codecraft.operation.Durations;
import io.jenkins.plugins.codecraft.words.Words;
import java.time.Duration;
import java.util.Iterator;
import java.util.Locale;

/** Facts as people read them. What has no words of its own is called what it is called in the step's result. */
final class FactWords {
    private FactWords() {}

    /** {@code endpointConfigName} becomes Endpoint config name; what follows a dot is a user's own name and stays. */
    static String label(String name) {
        int dot = name.indexOf('.');
        String own = dot < 0 ? "" : ": " + name.substring(dot + 1);
        String head = dot < 0 ? name : name.substring(0, dot);
        return Words.find("Report.fact." + head).orElseGet(() -> spaced(head)) + own;
    }

    private static String spaced(String name) {
        String words = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    static String text(Fact fact) {
        Object value = fact.getValue();
        if (value instanceof Boolean yes) {
            return Words.of(yes ? "Report.yes" : "Report.no");
        }
        if (value instanceof Number number) {
            return number(fact.getName(), number);
        }
        if (value instanceof Iterable<?> values) {
            return lines(values.iterator());
        }
        return String.valueOf(value);
    }

    private static String number(String name, Number number) {
        if (name.endsWith("econds")) {
            return Durations.words(Duration.ofSeconds(number.longValue()));
        }
        if (name.endsWith("illis")) {
            return number + " ms";
        }
        return name.endsWith("Percent") ? number + " %" : String.valueOf(number);
    }

    private static String lines(Iterator<?> values) {
        StringBuilder text = new StringBuilder();
        values.forEachRemaining(value -> text.append(text.isEmpty() ? "" : "\n").append(value));
        return text.toString();
    }

    /** A number as short as its meaning allows: 0.9333, 12.5, 1.2E-7. */
    static String number(double value) {
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < 1e7) {
            return Long.toString((long) value);
        }
        String text = String.format(Locale.ROOT, size != 0 && (size < 1e-3 || size >= 1e7) ? "%.3e" : "%.4f", value);
        return text.contains("e") ? text : text.replaceFirst("0+$", "");
    }
}
