package io.jenkins.plugins.codecraft.deploy.apigateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An OpenAPI file with its variables filled in, and where in the file each member is.
 *
 * @param name of the file, for messages
 * @param lines of members by their JSON pointers, counted from 1
 */
record OpenApiFile(String name, ObjectNode root, Map<String, Integer> lines) {

    /** @throws OperationFailure with the place, if it is neither YAML nor JSON */
    static OpenApiFile read(String name, String text) {
        JsonFactory factory = text.stripLeading().startsWith("{") ? new JsonFactory() : new YAMLFactory();
        try {
            JsonNode root = new ObjectMapper(factory).readTree(text);
            if (!(root instanceof ObjectNode object)) {
                throw new OperationFailure(Words.of(OpenApiFile.class, "openapiNoOpenapi", name));
            }
            return new OpenApiFile(name, object, lines(factory, text));
        } catch (JsonProcessingException broken) {
            String where = broken.getLocation() == null
                    ? ""
                    : Words.of(
                            OpenApiFile.class,
                            "lineColumn",
                            broken.getLocation().getLineNr(),
                            broken.getLocation().getColumnNr());
            throw new OperationFailure(
                    Words.of(
                            OpenApiFile.class,
                            "openapiCantRead",
                            name,
                            where,
                            broken.getOriginalMessage().lines().findFirst().orElse("")),
                    broken);
        }
    }

    private static Map<String, Integer> lines(JsonFactory factory, String text) {
        Map<String, Integer> lines = new HashMap<>();
        try (JsonParser parser = factory.createParser(text)) {
            JsonToken token = parser.nextToken();
            while (token != null) {
                if (token == JsonToken.FIELD_NAME) {
                    String pointer = parser.getParsingContext().pathAsPointer().toString();
                    lines.put(pointer, parser.currentTokenLocation().getLineNr());
                }
                token = parser.nextToken();
            }
        } catch (IOException read) {
            throw new UncheckedIOException(read); // it was read before
        }
        return lines;
    }

    /** Where a member is: {@code openapi, api.yaml line 12}. */
    String place(String pointer) {
        Integer line = lines.get(pointer);
        return Words.of(
                OpenApiFile.class, "openapi", name, line == null ? "" : Words.of(OpenApiFile.class, "line", line));
    }

    static String pointer(String path, String method) {
        return "/paths/" + path.replace("~", "~0").replace("/", "~1") + (method.isEmpty() ? "" : "/" + method);
    }

    /** The line of a method or path; nothing if it is not there. */
    Optional<Integer> line(String path, String method) {
        return Optional.ofNullable(lines.get(pointer(path, method)))
                .or(() -> Optional.ofNullable(lines.get(pointer(path, ""))));
    }
}
