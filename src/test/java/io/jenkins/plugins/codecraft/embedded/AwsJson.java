package io.jenkins.plugins.codecraft.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;

/** JSON as the AWS JSON protocols write it. */
public final class AwsJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private AwsJson() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** A timestamp: seconds since the epoch with milliseconds as the fraction. */
    public static BigDecimal timestamp(Instant time) {
        return BigDecimal.valueOf(time.toEpochMilli(), 3);
    }

    /**
     * Reads a JSON object; nothing at all is an empty object.
     *
     * @throws AwsError {@code SerializationException}
     */
    public static ObjectNode object(byte[] body) {
        if (body.length == 0) {
            return object();
        }
        try {
            JsonNode node = MAPPER.readTree(body);
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException broken) {
            throw new AwsError("SerializationException", 400, "Could not parse the request body as JSON");
        }
        throw new AwsError("SerializationException", 400, "The request body is not a JSON object");
    }

    /** Any Java value (map, list, record, text, number) as a JSON tree. */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    static String pretty(JsonNode node) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
