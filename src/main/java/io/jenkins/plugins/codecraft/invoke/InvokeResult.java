package io.jenkins.plugins.codecraft.invoke;

import io.jenkins.plugins.codecraft.operation.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Collects what {@code codecraftInvoke} returns, so that all targets call the same things by the same names:
 * {@code name}, {@code status}, {@code body} (or {@code bodyBase64}), {@code json}, {@code contentType},
 * {@code headers}, {@code startTime}, {@code endTime}, {@code millis}.
 */
public final class InvokeResult {
    private final Map<String, Object> values = new LinkedHashMap<>();

    private InvokeResult() {}

    /**
     * @param name of what was invoked
     * @param status a number for HTTP, otherwise AWS' own word, such as {@code SUCCEEDED}
     */
    public static InvokeResult of(String name, Object status) {
        return new InvokeResult().with("name", name).with("status", status);
    }

    /**
     * The answer: text as {@code body}, and parsed as {@code json} if it is JSON. What is no UTF-8 becomes
     * {@code bodyBase64}, since a build's values must survive being saved as text.
     *
     * @param contentType as it was answered; "" if there is none: then whatever can be parsed is JSON
     */
    public InvokeResult body(String contentType, byte[] body) {
        text(body)
                .ifPresentOrElse(
                        text -> body(contentType, text),
                        () -> with("bodyBase64", Base64.getEncoder().encodeToString(body)));
        return contentType.isEmpty() ? this : with("contentType", contentType);
    }

    private void body(String contentType, String text) {
        with("body", text);
        if (contentType.isEmpty() || contentType.toLowerCase(Locale.ROOT).contains("json")) {
            Json.read(text).ifPresent(json -> with("json", json));
        }
    }

    /** Names become lower case; several values of one name are joined as HTTP does, by a comma. */
    public InvokeResult headers(Map<String, List<String>> headers) {
        Map<String, Object> plain = new LinkedHashMap<>();
        headers.forEach((name, all) -> plain.put(name.toLowerCase(Locale.ROOT), String.join(", ", all)));
        return with("headers", plain);
    }

    /** Both as ISO 8601 texts, and the time between them in milliseconds. */
    public InvokeResult times(Instant start, Instant end) {
        return with("startTime", start.toString())
                .with("endTime", end.toString())
                .with("millis", Duration.between(start, end).toMillis());
    }

    /** @param value a plain value: a string, number, boolean, list or map; null is left out */
    public InvokeResult with(String name, Object value) {
        if (value != null) {
            values.put(name, value);
        }
        return this;
    }

    /** Plain values in the order they came. */
    public Map<String, Object> map() {
        return new LinkedHashMap<>(values);
    }

    /** The text that bytes are in UTF-8; nothing if they are something else. */
    public static Optional<String> text(byte[] body) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException binary) {
            return Optional.empty();
        }
    }
}
