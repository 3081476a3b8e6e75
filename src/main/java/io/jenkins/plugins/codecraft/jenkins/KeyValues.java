package io.jenkins.plugins.codecraft.jenkins;

import io.jenkins.plugins.codecraft.operation.Json;
import io.jenkins.plugins.codecraft.words.Words;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Maps as a form shows them: {@code name=value} lines. A name or a value that would not be read back as it is stands in
 * double quotes, as in JSON. Numbers, {@code true}, {@code false}, lists and maps keep their type where it counts.
 * Every text is read as something; {@link #mistake} tells what is probably not meant.
 */
public final class KeyValues {
    private KeyValues() {}

    /** The lines of a map of texts. */
    public static String ofTexts(Map<String, ?> values) {
        return lines(values, false);
    }

    /** The lines of a map of any plain values. */
    public static String ofAny(Map<String, ?> values) {
        return lines(values, true);
    }

    private static String lines(Map<String, ?> values, boolean typed) {
        StringBuilder lines = new StringBuilder();
        if (values != null) {
            values.forEach((name, value) -> lines.append(name(name))
                    .append('=')
                    .append(value(Texts.plain(value), typed))
                    .append('\n'));
        }
        return lines.toString().stripTrailing();
    }

    private static String name(String name) {
        boolean plain = !name.isEmpty() && fitsLine(name) && name.indexOf('=') < 0;
        return plain ? name : Json.write(name);
    }

    private static String value(Object value, boolean typed) {
        if (!(value instanceof String text)) {
            return value == null ? "" : Json.write(value);
        }
        boolean plain = text.isEmpty() || (fitsLine(text) && !(typed && isTyped(text)));
        return plain ? text : Json.write(text);
    }

    private static boolean fitsLine(String text) {
        return text.strip().equals(text) && text.lines().count() == 1 && !text.startsWith("\"");
    }

    private static boolean isTyped(String text) {
        return !(typed(text) instanceof String same) || !same.equals(text);
    }

    /** Reads lines as a map of texts. */
    public static Map<String, String> texts(String lines) {
        Map<String, String> values = new LinkedHashMap<>();
        each(lines).forEach(line -> values.put(line.name(), unquoted(line.value())));
        return values;
    }

    /** Reads lines as a map of texts, numbers, truth values, lists and maps. */
    public static Map<String, Object> any(String lines) {
        Map<String, Object> values = new LinkedHashMap<>();
        each(lines).forEach(line -> values.put(line.name(), typed(line.value())));
        return values;
    }

    /** What is probably wrong with lines as somebody types them. */
    public static Optional<String> mistake(String lines) {
        Set<String> names = new HashSet<>();
        for (Line line : each(lines)) {
            if (!line.complete()) {
                return Optional.of(Words.of(KeyValues.class, "lineNoWrite", line.name()));
            }
            if (!names.add(line.name())) {
                return Optional.of(Words.of(KeyValues.class, "thereTwiceLast", line.name()));
            }
        }
        return Optional.empty();
    }

    private record Line(String name, String value, boolean complete) {}

    private static List<Line> each(String lines) {
        return lines.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(KeyValues::line)
                .toList();
    }

    private static Line line(String line) {
        int equals = line.indexOf('=', endOfQuotes(line));
        return equals < 0
                ? new Line(unquoted(line), "", false)
                : new Line(
                        unquoted(line.substring(0, equals).strip()),
                        line.substring(equals + 1).strip(),
                        true);
    }

    /** Where a name in quotes ends; 0 if the line does not begin with one. */
    private static int endOfQuotes(String line) {
        if (!line.startsWith("\"")) {
            return 0;
        }
        boolean escaped = false;
        for (int i = 1; i < line.length(); i++) {
            char character = line.charAt(i);
            if (character == '"' && !escaped) {
                return i;
            }
            escaped = character == '\\' && !escaped;
        }
        return 0;
    }

    private static String unquoted(String text) {
        return text.startsWith("\"") && Json.read(text).orElse(null) instanceof String inner ? inner : text;
    }

    private static Object typed(String text) {
        return Json.read(text).filter(KeyValues::survives).orElse(text);
    }

    /** What is beyond a double's range would come back as something else. */
    private static boolean survives(Object value) {
        return !hasHuge(value)
                && Json.read(Json.write(value)).filter(value::equals).isPresent();
    }

    /** Whether there is a whole number in it that is beyond a long's range: no snippet can show such a one. */
    private static boolean hasHuge(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(KeyValues::hasHuge);
        }
        return value instanceof List<?> list ? list.stream().anyMatch(KeyValues::hasHuge) : value instanceof BigInteger;
    }
}
