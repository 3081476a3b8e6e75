package io.jenkins.plugins.codecraft.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A policy of an identity, as {@code Version 2012-10-17} has it: statements with {@code Allow} or {@code Deny}, wildcards
 * in actions and resources, and conditions on texts. It remembers what it was asked
 * for, so that a test can tell what it needs not have: a statement whose {@code Sid} begins with {@code Only} may be
 * left out, so what it allows counts where no other statement does. Safe for threads.
 */
public final class IamPolicy {
    private final List<Statement> statements;
    private final Set<String> neededActions = ConcurrentHashMap.newKeySet();
    private final Set<String> neededResources = ConcurrentHashMap.newKeySet();

    private IamPolicy(List<Statement> statements) {
        this.statements = List.copyOf(statements);
    }

    private record Statement(
            String sid, boolean allows, List<String> actions, List<Resource> resources, List<Condition> conditions) {

        static Statement of(JsonNode json, UnaryOperator<String> fill) {
            List<Condition> conditions = new ArrayList<>();
            json.path("Condition").properties().forEach(operator -> operator.getValue()
                    .properties()
                    .forEach(key -> conditions.add(new Condition(
                            operator.getKey(),
                            key.getKey(),
                            texts(key.getValue()).stream().map(fill).toList()))));
            String effect = json.get("Effect").asText();
            if (!effect.equals("Allow") && !effect.equals("Deny")) {
                throw new IllegalArgumentException("Effect must be Allow or Deny, not " + effect);
            }
            return new Statement(
                    json.get("Sid").asText(),
                    effect.equals("Allow"),
                    texts(json.get("Action")),
                    texts(json.get("Resource")).stream()
                            .map(text -> new Resource(text, fill.apply(text)))
                            .toList(),
                    conditions);
        }

        /** By which of its actions and resources it is for what is asked. */
        List<Grant> grants(Permission asked) {
            List<Grant> grants = new ArrayList<>();
            if (conditions.stream().allMatch(condition -> condition.holds(asked))) {
                for (String action : actions) {
                    for (Resource resource : resources) {
                        if (like(action, asked.action(), Pattern.CASE_INSENSITIVE)
                                && like(resource.filled(), asked.resource(), 0)) {
                            grants.add(new Grant(sid, action, resource.text()));
                        }
                    }
                }
            }
            return grants;
        }
    }

    private record Grant(String sid, String actionText, String resourceText) {
        boolean optional() {
            return sid.startsWith("Only");
        }

        String action() {
            return sid + ": " + actionText;
        }

        String resource() {
            return sid + ": " + resourceText;
        }
    }

    /** @param text as the document has it, with its placeholders */
    private record Resource(String text, String filled) {}

    /** Of one key; several of one statement must all hold. */
    private record Condition(String operator, String key, List<String> values) {
        private static final Set<String> OPERATORS =
                Set.of("StringEquals", "StringLike", "Bool", "ForAllValues:StringEquals", "ForAllValues:StringLike");

        Condition {
            if (!OPERATORS.contains(operator)) {
                throw new IllegalArgumentException("The embedded AWS does not know the condition operator " + operator);
            }
        }

        /** A key that a request has not fails the condition, unless it is for all of its values. */
        boolean holds(Permission asked) {
            String value = asked.context().get(key);
            if (value == null) {
                return operator.startsWith("ForAllValues:");
            }
            return values.stream()
                    .anyMatch(wanted -> operator.endsWith("Like") ? like(wanted, value, 0) : wanted.equals(value));
        }
    }

    /** @param document the policy as JSON; each statement must have a {@code Sid} */
    public static IamPolicy parse(String document) {
        return parse(document, UnaryOperator.identity());
    }

    /** @param fill replaces placeholders in resources and in the values of conditions */
    public static IamPolicy parse(String document, UnaryOperator<String> fill) {
        try {
            JsonNode json = new ObjectMapper().readTree(document);
            if (!json.path("Version").asText().equals("2012-10-17")) {
                throw new IllegalArgumentException("Version must be 2012-10-17");
            }
            List<Statement> statements = new ArrayList<>();
            json.get("Statement").forEach(statement -> statements.add(Statement.of(statement, fill)));
            return new IamPolicy(statements);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    private static List<String> texts(JsonNode one) {
        if (one.isTextual()) {
            return List.of(one.asText());
        }
        List<String> texts = new ArrayList<>();
        one.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static boolean like(String pattern, String text, int flags) {
        String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.compile(regex, flags | Pattern.DOTALL).matcher(text).matches();
    }

    boolean denies(Permission asked) {
        return statements.stream()
                .anyMatch(statement ->
                        !statement.allows() && !statement.grants(asked).isEmpty());
    }

    boolean allows(Permission asked) {
        List<Grant> grants = statements.stream()
                .filter(Statement::allows)
                .flatMap(statement -> statement.grants(asked).stream())
                .toList();
        boolean granted = grants.stream().anyMatch(grant -> !grant.optional());
        List<Grant> counting =
                grants.stream().filter(grant -> !granted || !grant.optional()).toList();
        remember(counting, Grant::action, neededActions);
        remember(counting, Grant::resource, neededResources);
        return !grants.isEmpty();
    }

    /** What alone allows something is needed. */
    private static void remember(List<Grant> grants, Function<Grant, String> part, Set<String> needed) {
        List<String> parts = grants.stream().map(part).distinct().toList();
        if (parts.size() == 1) {
            needed.add(parts.get(0));
        }
    }

    /** Actions without which something that was asked for would have been refused, each as {@code SID: ACTION}. */
    public Set<String> neededActions() {
        return new TreeSet<>(neededActions);
    }

    /** Resources without which something that was asked for would have been refused, each as {@code SID: ARN}. */
    public Set<String> neededResources() {
        return new TreeSet<>(neededResources);
    }

    /** All actions, each as {@code SID: ACTION}. */
    public Set<String> actions() {
        return all(Statement::actions);
    }

    /** All resources, each as {@code SID: ARN}. */
    public Set<String> resources() {
        return all(
                statement -> statement.resources().stream().map(Resource::text).toList());
    }

    private Set<String> all(Function<Statement, List<String>> parts) {
        Set<String> all = new TreeSet<>();
        statements.forEach(statement -> parts.apply(statement).forEach(part -> all.add(statement.sid() + ": " + part)));
        return all;
    }
}
