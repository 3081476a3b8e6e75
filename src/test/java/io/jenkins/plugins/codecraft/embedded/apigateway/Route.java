package io.jenkins.plugins.codecraft.embedded.apigateway;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A method of a path.
 *
 * @param method such as {@code GET}, or {@code ANY}
 * @param path as in the document, such as {@code /flowers/{name}}, or {@code $default}
 * @param integration nothing if the document gives none
 * @param authorizer that is asked who may call, if there is one
 */
record Route(
        String id,
        String method,
        String path,
        Optional<Integration> integration,
        boolean signed,
        boolean apiKey,
        Optional<Authorizer> authorizer) {
    private static final Pattern VARIABLE = Pattern.compile("\\{([^}+]+)(\\+?)}");

    /** {@code GET /flowers}, as HTTP APIs name their routes. */
    String key() {
        return catchesAll() ? path : method + " " + path;
    }

    boolean catchesAll() {
        return path.equals("$default");
    }

    /** The path's variables, if this is the route of a request. */
    Optional<Map<String, String>> match(String requested, String actual) {
        if (!method.equals("ANY") && !method.equals(requested)) {
            return Optional.empty();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        if (catchesAll()) {
            return Optional.of(variables);
        }
        Matcher found = Pattern.compile(regex()).matcher(actual);
        if (!found.matches()) {
            return Optional.empty();
        }
        Matcher names = VARIABLE.matcher(path);
        for (int group = 1; names.find(); group++) {
            variables.put(names.group(1), found.group(group));
        }
        return Optional.of(variables);
    }

    private String regex() {
        StringBuilder regex = new StringBuilder();
        Matcher variable = VARIABLE.matcher(path);
        int at = 0;
        while (variable.find()) {
            regex.append(Pattern.quote(path.substring(at, variable.start())));
            regex.append(variable.group(2).isEmpty() ? "([^/]+)" : "(.+)");
            at = variable.end();
        }
        return regex.append(Pattern.quote(path.substring(at))).toString();
    }

    /** The most specific route is taken: no variables before some, some before greedy ones; a method before ANY. */
    int vagueness() {
        int any = method.equals("ANY") ? 1 : 0;
        if (catchesAll()) {
            return 10_000;
        }
        int greedy = path.contains("+}") ? 1000 : 0;
        int variables = (int) VARIABLE.matcher(path).results().count();
        return greedy + variables * 10 + any;
    }
}
