package io.jenkins.plugins.codecraft.embedded.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** The intrinsic functions, such as {@code States.Format('{} of {}', $.a, $.b)}. */
final class Intrinsics {
    private static final Set<String> NAMES = Set.of(
            "States.Array",
            "States.ArrayContains",
            "States.ArrayGetItem",
            "States.ArrayLength",
            "States.ArrayPartition",
            "States.ArrayRange",
            "States.ArrayUnique",
            "States.Base64Decode",
            "States.Base64Encode",
            "States.Format",
            "States.Hash",
            "States.JsonMerge",
            "States.JsonToString",
            "States.MathAdd",
            "States.MathRandom",
            "States.StringSplit",
            "States.StringToJson",
            "States.UUID");

    private static final Charset UTF_8 = StandardCharsets.UTF_8;

    private final Data data;

    Intrinsics(Data data) {
        this.data = data;
    }

    /** What is wrong with a call as it is written; "" if nothing is. */
    static String mistake(String call) {
        try {
            IntrinsicCall.parse(call).names().forEach(name -> {
                if (!NAMES.contains(name)) {
                    throw failure("There is no intrinsic function " + name);
                }
            });
            return "";
        } catch (StateError wrong) {
            return wrong.because();
        }
    }

    static StateError failure(String cause) {
        return new StateError("States.IntrinsicFailure", cause);
    }

    /** @throws StateError {@code States.IntrinsicFailure} */
    JsonNode evaluate(String call) {
        return value(IntrinsicCall.parse(call));
    }

    private JsonNode value(Expression expression) {
        if (expression instanceof Expression.Literal literal) {
            return literal.value();
        }
        if (expression instanceof Expression.Path path) {
            return data.find(path.text()).orElseThrow(() -> failure("No results for path " + path.text()));
        }
        IntrinsicCall call = (IntrinsicCall) expression;
        List<JsonNode> arguments = new ArrayList<>();
        call.arguments().forEach(each -> arguments.add(value(each)));
        try {
            return apply(call.name(), arguments);
        } catch (IndexOutOfBoundsException | IOException | IllegalArgumentException wrong) {
            throw failure("Could not evaluate " + call.name() + ": " + wrong.getMessage());
        }
    }

    private static JsonNode apply(String name, List<JsonNode> of) throws IOException {
        JsonNode first = of.isEmpty() ? Data.NODES.nullNode() : of.get(0);
        return switch (name) {
            case "States.Array" -> array(of);
            case "States.ArrayContains" ->
                Data.NODES.booleanNode(elements(first).contains(of.get(1)));
            case "States.ArrayGetItem" -> elements(first).get(of.get(1).asInt());
            case "States.ArrayLength" -> Data.NODES.numberNode(elements(first).size());
            case "States.ArrayPartition" -> partition(elements(first), of.get(1).asInt());
            case "States.ArrayRange" ->
                range(first.asInt(), of.get(1).asInt(), of.get(2).asInt());
            case "States.ArrayUnique" -> array(new LinkedHashSet<>(elements(first)));
            case "States.Base64Decode" -> text(new String(Base64.getDecoder().decode(first.asText()), UTF_8));
            case "States.Base64Encode" ->
                text(Base64.getEncoder().encodeToString(first.asText().getBytes(UTF_8)));
            case "States.Format" -> format(of);
            case "States.Hash" -> hash(first, of.get(1).asText());
            case "States.JsonMerge" -> ((ObjectNode) first.deepCopy()).setAll((ObjectNode) of.get(1));
            case "States.JsonToString" -> text(first.toString());
            case "States.MathAdd" -> Data.NODES.numberNode(number(first) + number(of.get(1)));
            case "States.MathRandom" -> random(of);
            case "States.StringSplit" -> split(first.asText(), of.get(1).asText());
            case "States.StringToJson" -> Data.parse(first.asText());
            case "States.UUID" -> text(UUID.randomUUID().toString());
            default -> throw failure("There is no intrinsic function " + name);
        };
    }

    private static JsonNode text(String text) {
        return Data.NODES.textNode(text);
    }

    private static long number(JsonNode node) {
        if (!node.isNumber()) {
            throw new IllegalArgumentException(node + " is no number");
        }
        return node.asLong();
    }

    private static ArrayNode array(Iterable<JsonNode> elements) {
        ArrayNode array = Data.NODES.arrayNode();
        elements.forEach(array::add);
        return array;
    }

    private static List<JsonNode> elements(JsonNode array) {
        if (!array.isArray()) {
            throw new IllegalArgumentException(array + " is no array");
        }
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements;
    }

    private static JsonNode partition(List<JsonNode> elements, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a chunk has 1 element at least");
        }
        List<JsonNode> chunks = new ArrayList<>();
        for (int from = 0; from < elements.size(); from += size) {
            chunks.add(array(elements.subList(from, Math.min(from + size, elements.size()))));
        }
        return array(chunks);
    }

    private static JsonNode range(int first, int last, int step) {
        if (step == 0 || Math.abs((last - first) / step) >= 1000) {
            throw new IllegalArgumentException("the step must not be 0, and there may be 1000 elements at most");
        }
        ArrayNode range = Data.NODES.arrayNode();
        for (int each = first; step > 0 ? each <= last : each >= last; each += step) {
            range.add(each);
        }
        return range;
    }

    private static JsonNode format(List<JsonNode> of) {
        StringBuilder text = new StringBuilder();
        String template = of.get(0).asText();
        int argument = 1;
        for (int i = 0; i < template.length(); i++) {
            if (template.startsWith("{}", i)) {
                JsonNode value = of.get(argument++);
                text.append(value.isContainerNode() ? value.toString() : value.asText());
                i++;
            } else {
                text.append(template.charAt(i));
            }
        }
        if (argument != of.size()) {
            throw new IllegalArgumentException("there are " + (of.size() - 1) + " arguments for " + template);
        }
        return text(text.toString());
    }

    private static JsonNode hash(JsonNode value, String algorithm) {
        try {
            String data = value.isTextual() ? value.asText() : value.toString();
            return text(HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(data.getBytes(UTF_8))));
        } catch (NoSuchAlgorithmException unknown) {
            throw new IllegalArgumentException(unknown);
        }
    }

    private static JsonNode random(List<JsonNode> of) {
        Random random = of.size() > 2 ? new Random(number(of.get(2))) : new Random();
        long from = number(of.get(0));
        return Data.NODES.numberNode(from + (long) (random.nextDouble() * (number(of.get(1)) - from)));
    }

    private static JsonNode split(String text, String separators) {
        ArrayNode parts = Data.NODES.arrayNode();
        StringBuilder part = new StringBuilder();
        for (char each : text.toCharArray()) {
            if (separators.indexOf(each) >= 0) {
                if (!part.isEmpty()) {
                    parts.add(part.toString());
                }
                part.setLength(0);
            } else {
                part.append(each);
            }
        }
        return part.isEmpty() ? parts : parts.add(part.toString());
    }
}
