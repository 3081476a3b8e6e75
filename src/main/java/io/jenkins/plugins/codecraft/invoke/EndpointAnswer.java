package io.jenkins.plugins.codecraft.invoke;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.sagemakerruntime.model.InvokeEndpointResponse;

/** What an endpoint answered, as the step returns it. */
record EndpointAnswer(EndpointCall call, InvokeEndpointResponse response, Duration took) {

    Map<String, Object> result() {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("name", call.name());
        result.put("status", response.sdkHttpResponse().statusCode());
        putBody(result, response.body().asByteArray());
        result.put("contentType", text(response.contentType()));
        result.put("variant", text(response.invokedProductionVariant()));
        result.put("millis", took.toMillis());
        if (!call.outputFile().isEmpty()) {
            result.put("outputFile", call.outputFile());
        }
        return result;
    }

    /** Text as text; what is no UTF-8 in Base64, since a build's values must survive being saved as text. */
    private static void putBody(Map<String, Object> result, byte[] body) {
        try {
            result.put(
                    "body",
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(body))
                            .toString());
        } catch (CharacterCodingException binary) {
            result.put("bodyBase64", Base64.getEncoder().encodeToString(body));
        }
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
