package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Values as Python, in which the containers are written, would read and print them. */
final class PythonText {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private PythonText() {}

    /** What {@code json.loads} makes of a text; the text itself where it is not JSON. */
    static JsonNode loads(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node.isMissingNode() ? TextNode.valueOf(text) : node;
        } catch (JsonProcessingException noJson) {
            return TextNode.valueOf(text);
        }
    }

    /** {@code json.dumps} with sorted keys and without spaces. */
    static String dumps(JsonNode node) {
        if (node.isArray()) {
            return join(node, "[", "]", ",", PythonText::dumps);
        }
        if (node.isObject()) {
            List<String> members = new ArrayList<>();
            sorted(node)
                    .forEach((key, value) -> members.add(TextNode.valueOf(key).toString() + ":" + dumps(value)));
            return "{" + String.join(",", members) + "}";
        }
        return node.isFloatingPointNumber() ? number(node.doubleValue()) : node.toString();
    }

    /** {@code str}; of a dictionary its pairs as the toolkit writes them into an argument. */
    static String str(JsonNode node) {
        if (node.isObject()) {
            List<String> pairs = new ArrayList<>();
            sorted(node).forEach((key, value) -> pairs.add(key + "=" + str(value)));
            return String.join(",", pairs);
        }
        return node.isTextual() ? node.textValue() : node.isNull() ? "" : repr(node);
    }

    private static String repr(JsonNode node) {
        if (node.isArray()) {
            return join(node, "[", "]", ", ", PythonText::repr);
        }
        if (node.isTextual()) {
            return "'" + node.textValue().replace("\\", "\\\\").replace("'", "\\'") + "'";
        }
        if (node.isObject()) {
            List<String> members = new ArrayList<>();
            node.properties().forEach(entry -> members.add("'" + entry.getKey() + "': " + repr(entry.getValue())));
            return "{" + String.join(", ", members) + "}";
        }
        if (node.isBoolean()) {
            return node.booleanValue() ? "True" : "False";
        }
        if (node.isNull()) {
            return "None";
        }
        return node.isFloatingPointNumber() ? number(node.doubleValue()) : node.asText();
    }

    private static String number(double value) {
        BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = exact.precision() - exact.scale() - 1;
        if (value == 0) {
            return "0.0";
        }
        if (exponent >= -4 && exponent < 16) {
            String plain = exact.toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        String digits = exact.unscaledValue().abs().toString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return (value < 0 ? "-" : "") + mantissa + "e%s%02d".formatted(exponent < 0 ? "-" : "+", Math.abs(exponent));
    }

    private static Map<String, JsonNode> sorted(JsonNode node) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        node.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    private static String join(
            JsonNode list,
            String open,
            String close,
            String between,
            java.util.function.Function<JsonNode, String> text) {
        List<String> elements = new ArrayList<>();
        list.forEach(element -> elements.add(text.apply(element)));
        return open + String.join(between, elements) + close;
    }
}
