package io.jenkins.plugins.codecraft.embedded.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.codecraft.embedded.AwsEnvironment;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.lambda.Functions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** What is behind the routes. */
final class Integrations {
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final LambdaProxy lambda;

    Integrations(AwsEnvironment environment) {
        lambda = new LambdaProxy(
                () -> environment.services().get(Functions.class),
                () -> environment.clock().now());
    }

    Served answer(Call call) {
        return switch (call.integration().type()) {
            case "AWS_PROXY" -> lambda.answer(call);
            case "HTTP_PROXY", "HTTP" -> pass(call);
            case "MOCK" -> mock(call.integration());
            default -> Served.message(500, "Internal server error");
        };
    }

    private Served pass(Call call) {
        String query = call.request().head().rawQuery();
        URI uri = URI.create(call.uri() + (query.isEmpty() ? "" : "?" + query));
        String given = call.integration().text("httpMethod");
        String method = given.isEmpty() || given.equals("ANY") ? call.method() : given;
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(29))
                .method(
                        method,
                        HttpRequest.BodyPublishers.ofByteArray(call.request().body()));
        call.request().header("Content-Type").ifPresent(type -> request.header("Content-Type", type));
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            String type = answer.headers().firstValue("Content-Type").orElse("application/json");
            return new Served(answer.statusCode(), Map.of("Content-Type", type), answer.body());
        } catch (IOException unreachable) {
            return Served.message(call.api().http() ? 503 : 502, "Service Unavailable");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Served.message(503, "Service Unavailable");
        }
    }

    /** The request template gives the status, the response of that status (or the default one) the body, literally. */
    private static Served mock(Integration integration) {
        String template = integration
                .document()
                .path("requestTemplates")
                .path("application/json")
                .asText("");
        int wanted;
        try {
            wanted = AwsJson.object(template.getBytes(StandardCharsets.UTF_8))
                    .path("statusCode")
                    .asInt(0);
        } catch (AwsError broken) {
            wanted = 0;
        }
        if (wanted == 0) {
            return Served.message(500, "Internal server error");
        }
        JsonNode responses = integration.document().path("responses");
        JsonNode response = responses.has(Integer.toString(wanted))
                ? responses.path(Integer.toString(wanted))
                : responses.path("default");
        String body =
                response.path("responseTemplates").path("application/json").asText("");
        int status = response.path("statusCode").asInt(wanted);
        return new Served(status, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
    }
}
