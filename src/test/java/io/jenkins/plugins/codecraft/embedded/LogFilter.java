package io.jenkins.plugins.codecraft.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A filter pattern for unstructured log lines: terms that must all occur, {@code ?term} of which one must, {@code -term}
 * that must not; a term with other than letters stands in quotes. Patterns for JSON and for columns are refused.
 */
record LogFilter(List<String> all, List<String> any, List<String> none) implements Predicate<String> {
    private static final Pattern TERM = Pattern.compile("([?-]?)(?:\"([^\"]*)\"|(\\S+))");

    static LogFilter of(String pattern) {
        if (pattern.startsWith("{") || pattern.startsWith("[") || pattern.startsWith("%")) {
            throw new AwsError("InvalidParameterException", 400, "Invalid filter pattern");
        }
        LogFilter filter = new LogFilter(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Matcher terms = TERM.matcher(pattern);
        while (terms.find()) {
            String term = terms.group(2) == null ? terms.group(3) : terms.group(2);
            switch (terms.group(1)) {
                case "?" -> filter.any().add(term);
                case "-" -> filter.none().add(term);
                default -> filter.all().add(term);
            }
        }
        return filter;
    }

    @Override
    public boolean test(String message) {
        return all.stream().allMatch(message::contains)
                && (any.isEmpty() || any.stream().anyMatch(message::contains))
                && none.stream().noneMatch(message::contains);
    }
}
