package io.jenkins.plugins.codecraft.jenkins;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values as forms and Pipeline scripts give them, made plain. */
public final class Texts {
    private Texts() {}

    /** The text without blanks around it, or null if nothing is left. */
    public static String orNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** The text without blanks around it, or the other if nothing is left. */
    public static String or(String text, String other) {
        return text == null || text.isBlank() ? other : text.strip();
    }

    /** The text as it is, blanks around it included, or null if it has nothing else. */
    public static String exactOrNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** The text, or "" for null. */
    public static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    /** The lines of a text area, without blanks around them; empty ones are left out. */
    public static List<String> lines(String text) {
        return orEmpty(text)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** The map, or an empty one for null; it cannot be changed. */
    public static <V> Map<String, V> orEmpty(Map<String, V> values) {
        return values == null ? Map.of() : Collections.unmodifiableMap(values);
    }

    /** A copy that Jenkins can save in a job's configuration, or null for none: not one of the JDK's own closed lists. */
    public static <T> List<T> listOrNull(List<? extends T> values) {
        return values == null || values.isEmpty() ? null : new ArrayList<>(values);
    }

    /** Texts of a script may hold expressions still (a GString); numbers, lists and maps are copied. */
    public static Object plain(Object value) {
        if (value instanceof CharSequence || value instanceof Enum<?>) {
            return value.toString();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, each) -> copy.put(String.valueOf(key), plain(each)));
            return copy;
        }
        if (value instanceof Iterable<?> values) {
            List<Object> copy = new ArrayList<>();
            values.forEach(each -> copy.add(plain(each)));
            return copy;
        }
        return value;
    }

    /** A map of texts, of any map of a script; null is an empty one. */
    public static Map<String, String> map(Map<?, ?> values) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (values != null) {
            values.forEach((key, value) -> texts.put(String.valueOf(key), value == null ? "" : value.toString()));
        }
        return texts;
    }

    /** As {@link #map}, but null for an empty one. */
    public static Map<String, String> mapOrNull(Map<?, ?> values) {
        return values == null || values.isEmpty() ? null : map(values);
    }

    /** A map of {@linkplain #plain plain} values, of any map of a script; null for an empty one. */
    public static Map<String, Object> plainOrNull(Map<?, ?> values) {
        if (values == null || values.isEmpty()) {
            return null;
        }
        Map<String, Object> plain = new LinkedHashMap<>();
        values.forEach((key, value) -> plain.put(String.valueOf(key), plain(value)));
        return plain;
    }
}
