package io.jenkins.plugins.codecraft.invoke.lambda;

import io.jenkins.plugins.codecraft.operation.Json;
import java.util.List;
import java.util.Map;

/**
 * A function's error, as the runtimes of Lambda tell it: Python's in {@code stackTrace}, Node's in {@code trace}.
 *
 * @param stack one line or more each
 */
record FunctionError(String type, String message, List<String> stack) {
    private static final int LONGEST = 2000;
    private static final int MOST_LINES = 30;

    static FunctionError of(String payload) {
        if (!(Json.read(payload).orElse(null) instanceof Map<?, ?> error)) {
            return new FunctionError("", payload, List.of());
        }
        Object stack =
                error.get("stackTrace") instanceof List<?> python && !python.isEmpty() ? python : error.get("trace");
        List<String> lines = stack instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
        return new FunctionError(text(error.get("errorType")), text(error.get("errorMessage")), lines);
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }

    /** Type, message and stack. */
    String words() {
        String what = type.isEmpty() ? message : type + ": " + message;
        StringBuilder words = new StringBuilder(shortened(what));
        stack.stream().flatMap(String::lines).limit(MOST_LINES).forEach(line -> words.append("\n    ")
                .append(line.stripTrailing()));
        return words.toString();
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
