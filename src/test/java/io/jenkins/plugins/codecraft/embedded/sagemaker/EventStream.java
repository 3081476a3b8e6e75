package io.jenkins.plugins.codecraft.embedded.sagemaker;

import io.jenkins.plugins.codecraft.embedded.AwsResponse;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/** An answer in the parts that {@code InvokeEndpointWithResponseStream} sends, each an event. */
final class EventStream {
    private static final int PART = 16;
    private static final String BREAK = "ModelStreamError:";

    private EventStream() {}

    /** An answer whose text ends with {@code ModelStreamError:CODE} breaks off there, with that error. */
    static AwsResponse of(Answer answer) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        String text = new String(answer.body(), StandardCharsets.ISO_8859_1);
        int end = text.contains(BREAK) ? text.indexOf(BREAK) : text.length();
        for (int from = 0; from < end; from += PART) {
            byte[] part = Arrays.copyOfRange(answer.body(), from, Math.min(end, from + PART));
            new Message(headers("event", ":event-type", "PayloadPart", "application/octet-stream"), part)
                    .encode(stream);
        }
        if (end < text.length()) {
            String error = "{\"Message\":\"The model stopped.\",\"ErrorCode\":\"" + text.substring(end + BREAK.length())
                    + "\"}";
            new Message(
                            headers("exception", ":exception-type", "ModelStreamError", "application/json"),
                            error.getBytes(StandardCharsets.UTF_8))
                    .encode(stream);
        }
        return AwsResponse.bytes("application/vnd.amazon.eventstream", stream.toByteArray())
                .withHeader("X-Amzn-SageMaker-Content-Type", answer.contentType());
    }

    private static Map<String, HeaderValue> headers(String message, String kind, String type, String content) {
        return Map.of(
                ":message-type",
                HeaderValue.fromString(message),
                kind,
                HeaderValue.fromString(type),
                ":content-type",
                HeaderValue.fromString(content));
    }
}
