package io.jenkins.plugins.codecraft.deploy.stepfunctions;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A definition as it stands in a file, in JSON or YAML.
 *
 * @param text with its variables filled in, which changes no lines
 */
record DefinitionFile(String file, String text) {

    private boolean isYaml() {
        return !file.endsWith(".json");
    }

    private JsonFactory factory() {
        JsonFactory factory = isYaml() ? new YAMLFactory() : new JsonFactory();
        return factory.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    }

    /**
     * The definition in JSON: as it is written, or made of YAML.
     *
     * @throws OperationFailure with the line of what is wrong
     */
    String json() {
        ObjectMapper mapper = new ObjectMapper(factory()).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        try {
            JsonNode root = mapper.readTree(text);
            if (root == null || !root.isObject()) {
                throw new OperationFailure(Words.of(DefinitionFile.class, "fileHoldsNo", file));
            }
            return isYaml()
                    ? new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(root)
                    : text;
        } catch (JsonProcessingException wrong) {
            String line = wrong.getLocation() == null
                    ? ""
                    : Words.of(DefinitionFile.class, "line", wrong.getLocation().getLineNr());
            throw new OperationFailure(
                    Words.of(
                            DefinitionFile.class,
                            "fileNoNothing",
                            file,
                            line,
                            isYaml() ? "YAML" : "JSON",
                            wrong.getOriginalMessage()),
                    wrong);
        }
    }

    /** The line of a place such as {@code /States/Train/Choices[0]/Next}, or of the nearest place around it. */
    Optional<Integer> line(String location) {
        Map<String, Integer> lines = lines();
        String place = location;
        while (!place.isEmpty() && !lines.containsKey(place)) {
            place = place.substring(0, Math.max(place.lastIndexOf('/'), place.lastIndexOf('[')));
        }
        return Optional.ofNullable(lines.get(place));
    }

    private Map<String, Integer> lines() {
        Map<String, Integer> lines = new HashMap<>();
        try (JsonParser parser = factory().createParser(text)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                members(parser, "", lines);
            }
        } catch (IOException impossible) {
            throw new IllegalStateException("it was read before", impossible);
        }
        return lines;
    }

    private static void members(JsonParser parser, String place, Map<String, Integer> lines) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String member = place + "/" + parser.currentName();
            lines.put(member, parser.currentTokenLocation().getLineNr());
            parser.nextToken();
            value(parser, member, lines);
        }
    }

    private static void value(JsonParser parser, String place, Map<String, Integer> lines) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            members(parser, place, lines);
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                String element = place + "[" + i + "]";
                lines.put(element, parser.currentTokenLocation().getLineNr());
                value(parser, element, lines);
            }
        }
    }
}
