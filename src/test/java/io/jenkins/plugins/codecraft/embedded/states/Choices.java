package io.jenkins.plugins.codecraft.embedded.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** The rules of a Choice state. */
final class Choices {
    private static final Map<String, IntPredicate> COMPARISONS = Map.of(
            "Equals", order -> order == 0,
            "LessThan", order -> order < 0,
            "GreaterThan", order -> order > 0,
            "LessThanEquals", order -> order <= 0,
            "GreaterThanEquals", order -> order >= 0);
    private static final List<String> TYPES = List.of("String", "Numeric", "Timestamp");
    static final Set<String> TESTS = Set.of("IsNull", "IsPresent", "IsNumeric", "IsString", "IsBoolean", "IsTimestamp");

    private Choices() {}

    /** All operators that compare a variable with something. */
    static Set<String> operators() {
        Set<String> operators = new LinkedHashSet<>(TESTS);
        operators.addAll(List.of("StringMatches", "BooleanEquals", "BooleanEqualsPath"));
        TYPES.forEach(type -> COMPARISONS.keySet().forEach(comparison -> {
            operators.add(type + comparison);
            operators.add(type + comparison + "Path");
        }));
        return operators;
    }

    /** Whether a rule holds. */
    static boolean holds(JsonNode rule, Data data) {
        if (rule.has("And")) {
            return all(rule.get("And"), data);
        }
        if (rule.has("Or")) {
            for (JsonNode each : rule.get("Or")) {
                if (holds(each, data)) {
                    return true;
                }
            }
            return false;
        }
        if (rule.has("Not")) {
            return !holds(rule.get("Not"), data);
        }
        return compares(rule, data);
    }

    private static boolean all(JsonNode rules, Data data) {
        for (JsonNode each : rules) {
            if (!holds(each, data)) {
                return false;
            }
        }
        return true;
    }

    private static boolean compares(JsonNode rule, Data data) {
        String path = rule.path("Variable").asText();
        String operator = operators().stream().filter(rule::has).findFirst().orElseThrow();
        JsonNode operand = rule.get(operator);
        Optional<JsonNode> value = data.find(path);
        if (operator.equals("IsPresent")) {
            return value.isPresent() == operand.asBoolean();
        }
        JsonNode variable = value.orElseThrow(() -> StateError.runtime(
                "Invalid path '" + path + "': The choice state's condition path references an invalid value."));
        if (TESTS.contains(operator)) {
            return is(operator, variable) == operand.asBoolean();
        }
        boolean byPath = operator.endsWith("Path");
        JsonNode other = byPath ? data.read(operand.asText()) : operand;
        return compares(byPath ? operator.substring(0, operator.length() - 4) : operator, variable, other);
    }

    private static boolean is(String test, JsonNode variable) {
        return switch (test) {
            case "IsNull" -> variable.isNull();
            case "IsNumeric" -> variable.isNumber();
            case "IsString" -> variable.isTextual();
            case "IsBoolean" -> variable.isBoolean();
            default -> time(variable).isPresent();
        };
    }

    private static boolean compares(String operator, JsonNode variable, JsonNode other) {
        if (operator.equals("BooleanEquals")) {
            return variable.isBoolean() && other.isBoolean() && variable.asBoolean() == other.asBoolean();
        }
        if (operator.equals("StringMatches")) {
            return variable.isTextual()
                    && pattern(other.asText()).matcher(variable.asText()).matches();
        }
        String type = TYPES.stream().filter(operator::startsWith).findFirst().orElseThrow();
        return order(type, variable, other)
                .filter(order ->
                        COMPARISONS.get(operator.substring(type.length())).test(order))
                .isPresent();
    }

    /** How two values compare, unless one has another type: then no comparison holds. */
    private static Optional<Integer> order(String type, JsonNode one, JsonNode other) {
        return switch (type) {
            case "String" ->
                one.isTextual() && other.isTextual()
                        ? Optional.of(one.asText().compareTo(other.asText()))
                        : Optional.empty();
            case "Numeric" ->
                one.isNumber() && other.isNumber()
                        ? Optional.of(one.decimalValue().compareTo(other.decimalValue()))
                        : Optional.empty();
            default -> time(one).flatMap(first -> time(other).map(first::compareTo));
        };
    }

    static Optional<Instant> time(JsonNode value) {
        try {
            return value.isTextual()
                    ? Optional.of(OffsetDateTime.parse(value.asText()).toInstant())
                    : Optional.empty();
        } catch (DateTimeParseException other) {
            return Optional.empty();
        }
    }

    /** Stars stand for any characters, a backslash takes the next one as it is. */
    private static Pattern pattern(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char each = glob.charAt(i);
            if (each == '*') {
                regex.append(".*");
            } else {
                char literal = each == '\\' && i + 1 < glob.length() ? glob.charAt(++i) : each;
                regex.append(Pattern.quote(String.valueOf(literal)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
