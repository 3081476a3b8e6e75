package io.jenkins.plugins.codecraft.invoke;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of JSON Path that points at one value: {@code $}, {@code .name}, {@code ['name']}, {@code [0]}, and
 * {@code [-1]} for the last.
 *
 * @param steps names as strings, indices as integers
 */
record JsonPath(String written, List<Object> steps) {
    private static final Pattern STEP = Pattern.compile(
            "\\.([\\p{L}\\p{N}_-]+)|\\[(-?\\d{1,9})]|\\['((?:[^'\\\\]|\\\\.)*)']|\\[\"((?:[^\"\\\\]|\\\\.)*)\"]");

    /** A path, and what comes after it in the text. */
    record Read(JsonPath path, String rest) {}

    /** A value that was found; it may be null. */
    record Found(Object value) {}

    static Optional<Read> read(String text) {
        if (!text.startsWith("$")) {
            return Optional.empty();
        }
        List<Object> steps = new ArrayList<>();
        int end = 1;
        Matcher step = STEP.matcher(text);
        while (step.region(end, text.length()).lookingAt()) {
            steps.add(step(step));
            end = step.end();
        }
        String rest = text.substring(end);
        return rest.startsWith(".") || rest.startsWith("[")
                ? Optional.empty()
                : Optional.of(new Read(new JsonPath(text.substring(0, end), List.copyOf(steps)), rest));
    }

    private static Object step(Matcher step) {
        if (step.group(1) != null) {
            return step.group(1);
        }
        if (step.group(2) != null) {
            return Integer.valueOf(step.group(2));
        }
        String quoted = step.group(3) == null ? step.group(4) : step.group(3);
        return quoted.replaceAll("\\\\(.)", "$1");
    }

    Optional<Found> find(Object document) {
        Object at = document;
        for (Object step : steps) {
            if (step instanceof Integer index && at instanceof List<?> list) {
                int place = index < 0 ? list.size() + index : index;
                if (place < 0 || place >= list.size()) {
                    return Optional.empty();
                }
                at = list.get(place);
            } else if (step instanceof String name && at instanceof Map<?, ?> map && map.containsKey(name)) {
                at = map.get(name);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new Found(at));
    }

    @Override
    public String toString() {
        return written;
    }
}
