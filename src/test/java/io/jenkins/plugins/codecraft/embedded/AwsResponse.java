package io.jenkins.plugins.codecraft.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A successful answer. The front door adds the request id and the date.
 *
 * @param headers by name, any case
 * @param length bytes of the body, -1 where only streaming tells
 */
public record AwsResponse(int status, Map<String, String> headers, long length, Body body) {

    public AwsResponse {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = Collections.unmodifiableMap(copy);
    }

    /** Writes the body, once. */
    @FunctionalInterface
    public interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /** 200 and a JSON document; the protocol of the service sets the content type. */
    public static AwsResponse json(JsonNode document) {
        return bytes("", document.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** 200 and an empty JSON object, what an operation without output answers. */
    public static AwsResponse ok() {
        return json(AwsJson.object());
    }

    /** 200 and an empty body. */
    public static AwsResponse empty() {
        return new AwsResponse(200, Map.of(), 0, out -> {});
    }

    public static AwsResponse xml(String document) {
        return bytes("text/xml", document.getBytes(StandardCharsets.UTF_8));
    }

    public static AwsResponse bytes(String contentType, byte[] content) {
        Map<String, String> headers = contentType.isEmpty() ? Map.of() : Map.of("Content-Type", contentType);
        return new AwsResponse(200, headers, content.length, out -> out.write(content));
    }

    public AwsResponse withStatus(int other) {
        return new AwsResponse(other, headers, length, body);
    }

    public AwsResponse withHeader(String name, String value) {
        Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(name, value);
        return new AwsResponse(status, more, length, body);
    }
}
