package io.jenkins.plugins.codecraft.embedded.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.codecraft.embedded.AwsEnvironment;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.lambda.Functions;
import io.jenkins.plugins.codecraft.embedded.sagemaker.Answer;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SageMakerRuntime;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is behind the routes. */
final class Integrations {
    private static final Pattern ENDPOINT = Pattern.compile(
            "arn:aws[a-z-]*:apigateway:[a-z0-9-]+:runtime\\.sagemaker:path/+endpoints/([A-Za-z0-9-]+)/invocations");

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final LambdaProxy lambda;
    private final AwsEnvironment environment;

    Integrations(AwsEnvironment environment) {
        this.environment = environment;
        lambda = new LambdaProxy(
                () -> environment.services().get(Functions.class),
                () -> environment.clock().now());
    }

    Served answer(Call call) {
        return switch (call.integration().type()) {
            case "AWS_PROXY" -> lambda.answer(call);
            case "HTTP_PROXY", "HTTP" -> pass(call);
            case "MOCK" -> mock(call.integration());
            default -> endpoint(call);
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

    /** The one service of AWS that integrations of type {@code AWS} reach here: an endpoint of SageMaker. */
    private Served endpoint(Call call) {
        Matcher uri = ENDPOINT.matcher(call.uri());
        String role = call.integration().text("credentials");
        if (!uri.matches() || !environment.iam().assumable(role, "apigateway.amazonaws.com")) {
            return Served.message(500, "Internal server error");
        }
        String type = call.request().header("Content-Type").orElse("application/json");
        String accept = call.request().header("Accept").orElse("application/json");
        try {
            Answer answer = environment
                    .services()
                    .get(SageMakerRuntime.class)
                    .invoke(
                            call.api().region(),
                            uri.group(1),
                            type,
                            accept,
                            call.request().body());
            return answer.status() / 100 == 2
                    ? new Served(200, Map.of("Content-Type", answer.contentType()), answer.body())
                    : Served.message(500, "Internal server error");
        } catch (AwsError refused) {
            return Served.message(500, "Internal server error");
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
