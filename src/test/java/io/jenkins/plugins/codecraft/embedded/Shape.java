package io.jenkins.plugins.codecraft.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The declared form of a request member, as the service models have it. {@link #validate} reports all violations at once
 * in AWS' own words. Immutable; each constraint returns another shape.
 *
 * <pre>{@code
 * Shape CREATE = Shape.struct()
 *         .required("TrainingJobName", Shape.string().length(1, 63).pattern("[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}"))
 *         .optional("HyperParameters", Shape.map(Shape.string().length(0, 256), Shape.string().length(0, 2500)).size(0, 100));
 * CREATE.validate(request.json());
 * }</pre>
 */
public final class Shape {
    private enum Kind {
        STRUCT,
        STRING,
        NUMBER,
        BOOLEAN,
        LIST,
        MAP,
        ANY
    }

    private record Constraint(String text, Predicate<JsonNode> holds) {}

    private record Member(Shape shape, boolean required) {}

    private final Kind kind;
    private final Map<String, Member> members;
    private final Shape key;
    private final Shape element;
    private final List<Constraint> constraints;

    private Shape(Kind kind, Map<String, Member> members, Shape key, Shape element, List<Constraint> constraints) {
        this.kind = kind;
        this.members = members;
        this.key = key;
        this.element = element;
        this.constraints = constraints;
    }

    private static Shape of(Kind kind, Shape key, Shape element) {
        return new Shape(kind, Map.of(), key, element, List.of());
    }

    public static Shape struct() {
        return of(Kind.STRUCT, null, null);
    }

    public static Shape string() {
        return of(Kind.STRING, null, null);
    }

    /** Integer, long, float or double. */
    public static Shape number() {
        return of(Kind.NUMBER, null, null);
    }

    public static Shape bool() {
        return of(Kind.BOOLEAN, null, null);
    }

    /** Anything: a member whose content nobody checks. */
    public static Shape any() {
        return of(Kind.ANY, null, null);
    }

    public static Shape list(Shape element) {
        return of(Kind.LIST, null, element);
    }

    public static Shape map(Shape key, Shape value) {
        return of(Kind.MAP, key, value);
    }

    public static Shape enumOf(String... values) {
        List<String> allowed = List.of(values);
        return string().constraint(
                        "Member must satisfy enum value set: " + allowed, node -> allowed.contains(node.asText()));
    }

    public Shape required(String name, Shape shape) {
        return member(name, new Member(shape, true));
    }

    public Shape optional(String name, Shape shape) {
        return member(name, new Member(shape, false));
    }

    private Shape member(String name, Member member) {
        Map<String, Member> more = new LinkedHashMap<>(members);
        more.put(name, member);
        return new Shape(kind, more, key, element, constraints);
    }

    /** Length of a text in characters, both ends included. */
    public Shape length(int min, int max) {
        return atLeast("length", min, node -> node.asText().length())
                .atMost("length", max, node -> node.asText().length());
    }

    /** Number of elements of a list or map, both ends included. */
    public Shape size(int min, int max) {
        return atLeast("length", min, JsonNode::size).atMost("length", max, JsonNode::size);
    }

    /** Value of a number, both ends included. */
    public Shape range(double min, double max) {
        return atLeast("value", min, JsonNode::asDouble).atMost("value", max, JsonNode::asDouble);
    }

    /** Value of a number without an upper end. */
    public Shape min(double min) {
        return atLeast("value", min, JsonNode::asDouble);
    }

    /** The whole text matches. */
    public Shape pattern(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return constraint(
                "Member must satisfy regular expression pattern: " + regex,
                node -> pattern.matcher(node.asText()).matches());
    }

    private interface Measure {
        double of(JsonNode node);
    }

    private Shape atLeast(String what, double min, Measure measure) {
        if (min <= 0 && "length".equals(what)) {
            return this;
        }
        String text = "Member must have " + what + " greater than or equal to " + plain(min);
        return constraint(text, node -> measure.of(node) >= min);
    }

    private Shape atMost(String what, double max, Measure measure) {
        String text = "Member must have " + what + " less than or equal to " + plain(max);
        return constraint(text, node -> measure.of(node) <= max);
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }

    private Shape constraint(String text, Predicate<JsonNode> holds) {
        List<Constraint> more = new ArrayList<>(constraints);
        more.add(new Constraint(text, holds));
        return new Shape(kind, members, key, element, List.copyOf(more));
    }

    /**
     * Checks a request; members that the shape does not name are ignored, as AWS does.
     *
     * @throws AwsError {@code ValidationException} with every violation, or {@code SerializationException} for a value of
     *     the wrong JSON type
     */
    public void validate(JsonNode request) {
        validate(request, "ValidationException");
    }

    /** The same for a service whose error has another code, e.g. {@code InvalidParameterException}. */
    public void validate(JsonNode request, String code) {
        List<String> violations = violations(request);
        if (!violations.isEmpty()) {
            String errors = violations.size() == 1 ? " validation error" : " validation errors";
            String message = violations.size() + errors + " detected: " + String.join("; ", violations);
            throw new AwsError(code, 400, message);
        }
    }

    /** The violations, each in AWS' words. */
    public List<String> violations(JsonNode request) {
        List<String> found = new ArrayList<>();
        check(request, "", found);
        return found;
    }

    private void check(JsonNode node, String path, List<String> found) {
        requireType(node, path);
        for (Constraint constraint : constraints) {
            if (!constraint.holds().test(node)) {
                found.add("Value '" + text(node) + "'" + at(path) + constraint.text());
            }
        }
        switch (kind) {
            case STRUCT -> members.forEach((name, member) -> checkMember(node.get(name), member, path, name, found));
            case LIST -> {
                for (int i = 0; i < node.size(); i++) {
                    element.check(node.get(i), path + "." + (i + 1) + ".member", found);
                }
            }
            case MAP -> checkMap(node, path, found);
            default -> {}
        }
    }

    private static void checkMember(JsonNode value, Member member, String path, String name, List<String> found) {
        String full = path.isEmpty() ? lower(name) : path + "." + lower(name);
        if (value == null || value.isNull()) {
            if (member.required()) {
                found.add("Value null" + at(full) + "Member must not be null");
            }
            return;
        }
        member.shape().check(value, full, found);
    }

    private void checkMap(JsonNode node, String path, List<String> found) {
        boolean keysHold = true;
        boolean valuesHold = true;
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            keysHold &= key.constraints.stream().allMatch(c -> c.holds().test(AwsJson.tree(entry.getKey())));
            valuesHold &= element.constraints.stream().allMatch(c -> c.holds().test(entry.getValue()));
            element.withoutConstraints().check(entry.getValue(), path + "." + entry.getKey() + ".member", found);
        }
        String value = "Value '" + text(node) + "'" + at(path);
        if (!keysHold) {
            found.add(value + "Map keys must satisfy constraint: " + texts(key));
        }
        if (!valuesHold) {
            found.add(value + "Map value must satisfy constraint: " + texts(element));
        }
    }

    private static List<String> texts(Shape shape) {
        return shape.constraints.stream().map(Constraint::text).toList();
    }

    private Shape withoutConstraints() {
        return new Shape(kind, members, key, element, List.of());
    }

    private void requireType(JsonNode node, String path) {
        boolean fits =
                switch (kind) {
                    case STRUCT, MAP -> node.isObject();
                    case LIST -> node.isArray();
                    case STRING -> node.isTextual();
                    case NUMBER -> node.isNumber();
                    case BOOLEAN -> node.isBoolean();
                    case ANY -> true;
                };
        if (!fits) {
            String wrong = node.getNodeType().name();
            throw new AwsError(
                    "SerializationException",
                    400,
                    wrong + " value cannot be converted to " + kind + " at '" + path + "'");
        }
    }

    private static String at(String path) {
        return " at '" + path + "' failed to satisfy constraint: ";
    }

    private static String text(JsonNode node) {
        if (node.isObject()) {
            List<String> pairs = new ArrayList<>();
            node.properties().forEach(entry -> pairs.add(entry.getKey() + "=" + text(entry.getValue())));
            return "{" + String.join(", ", pairs) + "}";
        }
        if (node.isArray()) {
            List<String> elements = new ArrayList<>();
            node.forEach(element -> elements.add(text(element)));
            return "[" + String.join(", ", elements) + "]";
        }
        return node.asText();
    }

    private static String lower(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
