package io.jenkins.plugins.codecraft.invoke;

import io.jenkins.plugins.codecraft.operation.Json;
import io.jenkins.plugins.codecraft.words.Words;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JSON path, a comparison and a value. A value that is written as JSON is compared as such, numbers by what they
 * amount to; what is no JSON is a text, and a bare number or {@code true} also equals the text of the same letters.
 */
record JsonExpectation(JsonPath path, String comparison, String value) {
    private static final Pattern COMPARISON = Pattern.compile("\\s*(=|!=|<=|>=|<|>)\\s*(.+?)\\s*", Pattern.DOTALL);

    static Optional<String> mistake(String text) {
        Optional<JsonPath.Read> read = JsonPath.read(text);
        if (read.isEmpty()) {
            return Optional.of(Words.of(JsonExpectation.class, "afterComesJson"));
        }
        Matcher rest = COMPARISON.matcher(read.get().rest());
        if (!rest.matches()) {
            return Optional.of(Words.of(JsonExpectation.class, "afterJsonPath"));
        }
        boolean compares = !rest.group(1).equals("=") && !rest.group(1).equals("!=");
        return compares && number(rest.group(2)).isEmpty()
                ? Optional.of(Words.of(JsonExpectation.class, "whatComparedNumber", rest.group(1)))
                : Optional.empty();
    }

    /** @param text without a {@link #mistake} */
    static JsonExpectation of(String text) {
        JsonPath.Read read = JsonPath.read(text).orElseThrow();
        Matcher rest = COMPARISON.matcher(read.rest());
        if (!rest.matches()) {
            throw new IllegalArgumentException(text);
        }
        return new JsonExpectation(read.path(), rest.group(1), rest.group(2));
    }

    Optional<String> unmet(Optional<Object> document) {
        if (document.isEmpty()) {
            return Optional.of(Words.of(JsonExpectation.class, "noJsonSo", path));
        }
        Optional<JsonPath.Found> found = path.find(document.get());
        if (found.isEmpty()) {
            return Optional.of(Words.of(JsonExpectation.class, "thereNo", path));
        }
        Object is = found.get().value();
        return holds(is)
                ? Optional.empty()
                : Optional.of(Words.of(JsonExpectation.class, "not", path, Json.write(is), wanted()));
    }

    private String wanted() {
        return comparison.equals("=") ? value : comparison + " " + value;
    }

    private boolean holds(Object is) {
        switch (comparison) {
            case "=":
                return equal(is);
            case "!=":
                return !equal(is);
            default:
                return number(String.valueOf(is))
                        .filter(number -> compares(number.compareTo(new BigDecimal(value))))
                        .isPresent();
        }
    }

    private boolean compares(int order) {
        switch (comparison) {
            case "<":
                return order < 0;
            case "<=":
                return order <= 0;
            case ">":
                return order > 0;
            default:
                return order >= 0;
        }
    }

    private boolean equal(Object is) {
        if (value.equals(is) || value.equals("null") && is == null) {
            return true;
        }
        if (is instanceof Number) {
            Optional<BigDecimal> wanted = number(value);
            return wanted.isPresent() && wanted.get().compareTo(new BigDecimal(is.toString())) == 0;
        }
        return Json.read(value).filter(json -> Objects.equals(json, is)).isPresent();
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }
}
