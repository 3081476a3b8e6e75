package io.jenkins.plugins.codecraft.invoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InvokeResultTest {

    private static Map<String, Object> body(String contentType, String text) {
        return InvokeResult.of("iris", 200)
                .body(contentType, text.getBytes(StandardCharsets.UTF_8))
                .map();
    }

    @Test
    void json_is_there_as_text_and_parsed() {
        assertThat(body("application/json; charset=utf-8", "{\"predictions\": [1, \"ü\"]}"))
                .containsEntry("body", "{\"predictions\": [1, \"ü\"]}")
                .containsEntry("json", Map.of("predictions", List.of(1, "ü")));
    }

    @Test
    void what_is_said_to_be_something_else_is_not_parsed() {
        assertThat(body("text/csv", "5")).containsEntry("body", "5").doesNotContainKey("json");
        assertThat(body("application/json", "{")).containsEntry("body", "{").doesNotContainKey("json");
    }

    @Test
    void without_a_type_whatever_can_be_parsed_is_json() {
        assertThat(body("", "[1]")).containsEntry("json", List.of(1)).doesNotContainKey("contentType");
        assertThat(body("", "setosa")).doesNotContainKey("json");
    }

    @Test
    void bytes_that_are_no_text_are_kept_as_base64() {
        assertThat(InvokeResult.of("iris", 200)
                        .body("image/png", new byte[] {(byte) 0x89, 'P'})
                        .map())
                .containsOnly(
                        entry("name", "iris"),
                        entry("status", 200),
                        entry("bodyBase64", "iVA="),
                        entry("contentType", "image/png"));
    }

    @Test
    void headers_have_names_in_lower_case_and_one_text_each() {
        assertThat(InvokeResult.of("iris", 200)
                        .headers(Map.of("X-Trace", List.of("a", "b")))
                        .map())
                .containsEntry("headers", Map.of("x-trace", "a, b"));
    }

    @Test
    void times_are_texts_and_milliseconds() {
        Instant start = Instant.parse("2026-03-01T10:00:00Z");
        assertThat(InvokeResult.of("flow", "SUCCEEDED")
                        .times(start, start.plusMillis(1500))
                        .map())
                .containsEntry("startTime", "2026-03-01T10:00:00Z")
                .containsEntry("endTime", "2026-03-01T10:00:01.500Z")
                .containsEntry("millis", 1500L);
    }
}
