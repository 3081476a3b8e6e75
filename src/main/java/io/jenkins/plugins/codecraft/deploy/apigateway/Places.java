package io.jenkins.plugins.codecraft.deploy.apigateway;

import io.jenkins.plugins.codecraft.words.Words;
import java.io.Serializable;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where the paths and methods of a file are, to say it beside what API Gateway finds wrong with them.
 *
 * @param lines by {@code GET /flowers} and {@code /flowers}
 */
record Places(String file, Map<String, Integer> lines) implements Serializable {
    private static final Pattern METHOD_OF_PATH =
            Pattern.compile("'?([A-Z]+)'? (?:for resource at path '([^']+)'|(/[^' ]*))");
    private static final Pattern PATH = Pattern.compile("resource at path '([^']+)'");

    Places {
        lines = Collections.unmodifiableMap(new TreeMap<>(lines));
    }

    static Places of(OpenApiFile file) {
        Map<String, Integer> lines = new TreeMap<>();
        OpenApiMethods.of(file.root()).forEach(method -> {
            file.line(method.path(), method.method()).ifPresent(line -> lines.put(method.words(), line));
            file.line(method.path(), "").ifPresent(line -> lines.put(method.path(), line));
        });
        return new Places(file.name(), lines);
    }

    /** What API Gateway said, each finding with its line in the file. */
    String in(String message) {
        return message.lines().map(this::line).collect(Collectors.joining("\n"));
    }

    private String line(String finding) {
        return find(finding)
                .map(line -> Words.of(Places.class, "line", finding.stripTrailing(), file, line))
                .orElse(finding);
    }

    private Optional<Integer> find(String finding) {
        Matcher method = METHOD_OF_PATH.matcher(finding);
        if (method.find()) {
            String path = method.group(2) == null ? method.group(3) : method.group(2);
            Integer line = lines.get(method.group(1).toUpperCase(Locale.ROOT) + " " + path);
            return Optional.ofNullable(line == null ? lines.get(path) : line);
        }
        Matcher path = PATH.matcher(finding);
        return path.find() ? Optional.ofNullable(lines.get(path.group(1))) : Optional.empty();
    }
}
