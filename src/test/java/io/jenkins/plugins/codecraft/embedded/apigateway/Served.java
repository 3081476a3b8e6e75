package io.jenkins.plugins.codecraft.embedded.apigateway;

import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.AwsResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What an API answers. */
record Served(int status, Map<String, String> headers, byte[] body) {

    static Served message(int status, String text) {
        byte[] body = AwsJson.object().put("message", text).toString().getBytes(StandardCharsets.UTF_8);
        return new Served(status, Map.of("Content-Type", "application/json"), body);
    }

    AwsResponse response() {
        AwsResponse response = AwsResponse.bytes("application/json", body).withStatus(status);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            response = response.withHeader(header.getKey(), header.getValue());
        }
        return response;
    }
}
