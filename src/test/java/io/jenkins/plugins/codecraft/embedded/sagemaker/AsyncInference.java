package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import io.jenkins.plugins.codecraft.embedded.AwsResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** The queue of an asynchronous endpoint: requests are read from S3, answers and failures written to it. */
final class AsyncInference {
    private static final Duration WAITING = Duration.ofSeconds(20);

    private final SageMakerContext context;

    AsyncInference(SageMakerContext context) {
        this.context = context;
    }

    /** A model that may fail to answer. */
    interface Model {
        Answer ask(Invocation invocation) throws IOException, InterruptedException;
    }

    private record Places(S3Uri input, S3Uri output, Optional<S3Uri> failure) {}

    AwsResponse take(AwsRequest request, Endpoint endpoint, Fleet fleet, Model model) {
        String input = request.header("X-Amzn-SageMaker-InputLocation").orElse("");
        if (!input.matches("(https|s3)://([^/]+)/?(.*)")) {
            throw SageMakerRuntime.invalid("InputLocation '" + input + "' is not an S3 URI.");
        }
        seconds(request, "X-Amzn-SageMaker-RequestTTLSeconds", 60, 21600);
        seconds(request, "X-Amzn-SageMaker-InvocationTimeoutSeconds", 1, 3600);
        JsonNode config = fleet.config().request().get("AsyncInferenceConfig").get("OutputConfig");
        String id = request.header("X-Amzn-SageMaker-Inference-Id")
                .orElseGet(() -> UUID.randomUUID().toString());
        String name = UUID.randomUUID().toString();
        Places places = new Places(
                S3Uri.parse(input),
                S3Uri.parse(config.get("S3OutputPath").asText()).resolve(name + ".out"),
                Optional.ofNullable(config.get("S3FailurePath"))
                        .map(path -> S3Uri.parse(path.asText()).resolve(name + "-error.out")));
        Invocation asked = new Invocation(
                endpoint.name(),
                "AllTraffic",
                request.header("Content-Type").orElse("application/octet-stream"),
                request.header("X-Amzn-SageMaker-Accept").orElse("*/*"),
                request.header(SageMakerRuntime.ATTRIBUTES),
                new byte[0]);
        context.after(WAITING, () -> context.inBackground(() -> serve(places, asked, model)));
        AwsResponse response = AwsResponse.json(AwsJson.object().put("InferenceId", id))
                .withStatus(202)
                .withHeader("X-Amzn-SageMaker-OutputLocation", places.output().toString());
        return places.failure()
                .map(uri -> response.withHeader("X-Amzn-SageMaker-FailureLocation", uri.toString()))
                .orElse(response);
    }

    private static void seconds(AwsRequest request, String header, int least, int most) {
        request.header(header).ifPresent(text -> {
            if (!text.matches("\\d{1,6}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
                throw SageMakerRuntime.invalid(header + " must be between " + least + " and " + most + ".");
            }
        });
    }

    private void serve(Places places, Invocation asked, Model model) {
        try (InputStream content = context.aws()
                .objects()
                .open(places.input().bucket(), places.input().key())) {
            Answer answer = model.ask(new Invocation(
                    asked.endpoint(),
                    asked.variant(),
                    asked.contentType(),
                    asked.accept(),
                    asked.customAttributes(),
                    content.readAllBytes()));
            if (answer.succeeded()) {
                context.aws()
                        .objects()
                        .put(places.output().bucket(), places.output().key(), answer.body());
            } else {
                fail(
                        places,
                        "Received error (" + answer.status() + ") from primary with message \""
                                + new String(answer.body(), StandardCharsets.UTF_8) + "\"");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (IOException | AwsError broken) {
            fail(places, "Failed to download the input from " + places.input() + ": " + broken.getMessage());
        }
    }

    private void fail(Places places, String why) {
        places.failure()
                .ifPresent(uri ->
                        context.aws().objects().put(uri.bucket(), uri.key(), why.getBytes(StandardCharsets.UTF_8)));
    }
}
