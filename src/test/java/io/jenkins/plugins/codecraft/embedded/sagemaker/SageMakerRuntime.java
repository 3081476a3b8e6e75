package io.jenkins.plugins.codecraft.embedded.sagemaker;

import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import io.jenkins.plugins.codecraft.embedded.AwsResponse;
import io.jenkins.plugins.codecraft.embedded.AwsService;
import io.jenkins.plugins.codecraft.embedded.HttpHead;
import io.jenkins.plugins.codecraft.embedded.Permission;
import io.jenkins.plugins.codecraft.embedded.Protocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SageMaker Runtime: an endpoint is asked in real time, as a stream, or by a queue. */
public final class SageMakerRuntime implements AwsService {
    private static final Pattern PATH =
            Pattern.compile("/endpoints/([^/]*)/(invocations|invocations-response-stream|async-invocations)");
    private static final Map<String, String> OPERATIONS = Map.of(
            "invocations", "InvokeEndpoint",
            "invocations-response-stream", "InvokeEndpointWithResponseStream",
            "async-invocations", "InvokeEndpointAsync");
    private static final int LARGEST_BODY = 6 * 1024 * 1024;
    private static final int LONGEST_MESSAGE = 1024;
    static final String ATTRIBUTES = "X-Amzn-SageMaker-Custom-Attributes";

    private final Endpoints endpoints;
    private final AsyncInference queue;

    SageMakerRuntime(SageMakerContext context, Endpoints endpoints) {
        this.endpoints = endpoints;
        this.queue = new AsyncInference(context);
    }

    @Override
    public String signingName() {
        return "sagemaker";
    }

    @Override
    public Protocol protocol() {
        return Protocol.REST_JSON;
    }

    @Override
    public boolean accepts(HttpHead head) {
        return isInvocation(head);
    }

    static boolean isInvocation(HttpHead head) {
        return head.rawPath().startsWith("/endpoints/");
    }

    @Override
    public String operation(AwsRequest request) {
        Matcher path = PATH.matcher(request.head().path());
        if (!request.head().method().equals("POST") || !path.matches()) {
            throw new AwsError("UnknownOperationException", 404, "The requested operation is not supported.");
        }
        return OPERATIONS.get(path.group(2));
    }

    @Override
    public String resource(AwsRequest request) {
        Matcher matcher = PATH.matcher(request.head().path());
        return matcher.matches() ? matcher.group(1) : "";
    }

    @Override
    public List<Permission> permissions(AwsRequest request) {
        String endpoint = request.arn("endpoint/" + resource(request).toLowerCase(Locale.ROOT));
        return List.of(Permission.of("sagemaker:" + request.operation(), endpoint));
    }

    @Override
    public AwsResponse handle(AwsRequest request) {
        byte[] body = request.body();
        if (body.length > LARGEST_BODY) {
            throw invalid(
                    "1 validation error detected: Value at 'body' failed to satisfy constraint: Member must have length less"
                            + " than or equal to " + LARGEST_BODY);
        }
        String name = resource(request);
        Endpoint endpoint = endpoints
                .find(request.region(), name)
                .orElseThrow(() -> invalid("Endpoint " + name + " of account " + request.account() + " not found."));
        Fleet fleet = endpoint.fleet()
                .orElseThrow(() -> invalid("Endpoint " + name + " of account " + request.account() + " not found."));
        boolean asynchronous = fleet.config().request().has("AsyncInferenceConfig");
        if (request.operation().equals("InvokeEndpointAsync") != asynchronous) {
            throw invalid("Endpoint " + name + (asynchronous ? " is" : " is not")
                    + " an asynchronous inference endpoint; " + request.operation() + " is not supported for it.");
        }
        Optional<String> target = request.header("X-Amzn-SageMaker-Target-Variant");
        Fleet.Variant variant = fleet.choose(target)
                .orElseThrow(() -> invalid("Variant " + target.orElse("") + " of endpoint " + name + " not found."));
        return asynchronous
                ? queue.take(request, endpoint, fleet, invocation -> variant.serving()
                        .invoke(invocation))
                : answer(request, endpoint, variant, body);
    }

    /**
     * A real-time endpoint as another service of the same AWS asks it: in process.
     *
     * @throws AwsError {@code ValidationError} where there is no such endpoint in service
     */
    public Answer invoke(String region, String name, String contentType, String accept, byte[] body) {
        Endpoint endpoint = endpoints.find(region, name).orElseThrow(() -> invalid("Endpoint " + name + " not found."));
        Fleet.Variant variant = endpoint.fleet()
                .flatMap(fleet -> fleet.choose(Optional.empty()))
                .orElseThrow(() -> invalid("Endpoint " + name + " not found."));
        try {
            return variant.serving()
                    .invoke(new Invocation(name, variant.name(), contentType, accept, Optional.empty(), body));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AwsError("ServiceUnavailable", 503, "The service is shutting down.");
        } catch (IOException broken) {
            return Answer.error(0, broken.toString());
        }
    }

    static AwsError invalid(String message) {
        return new AwsError("ValidationError", 400, message);
    }

    private AwsResponse answer(AwsRequest request, Endpoint endpoint, Fleet.Variant variant, byte[] body) {
        Answer answer = ask(request, endpoint, variant, body);
        if (!answer.succeeded()) {
            throw modelError(endpoint, variant, answer.status(), text(answer));
        }
        AwsResponse response = request.operation().equals("InvokeEndpoint")
                ? AwsResponse.bytes(answer.contentType(), answer.body())
                : EventStream.of(answer);
        AwsResponse told = response.withHeader("x-Amzn-Invoked-Production-Variant", variant.name());
        return answer.customAttributes()
                .map(attributes -> told.withHeader(ATTRIBUTES, attributes))
                .orElse(told);
    }

    private static Answer ask(AwsRequest request, Endpoint endpoint, Fleet.Variant variant, byte[] body) {
        boolean streams = request.operation().equals("InvokeEndpointWithResponseStream");
        Invocation invocation = new Invocation(
                endpoint.name(),
                variant.name(),
                request.header("Content-Type").orElse("application/octet-stream"),
                request.header(streams ? "X-Amzn-SageMaker-Accept" : "Accept").orElse("*/*"),
                request.header(ATTRIBUTES),
                body);
        try {
            return variant.serving().invoke(invocation);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AwsError("ServiceUnavailable", 503, "The service is shutting down.");
        } catch (IOException broken) {
            return Answer.error(0, broken.toString());
        }
    }

    private static String text(Answer answer) {
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        return text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) : text;
    }

    private static AwsError modelError(Endpoint endpoint, Fleet.Variant variant, int status, String text) {
        String account = endpoint.arn().split(":")[4];
        String what = status == 0
                ? "Your invocation timed out while waiting for a response from container primary."
                : "Received %s error (%d) from primary with message \"%s\"."
                        .formatted(status >= 500 ? "server" : "client", status, text);
        String where =
                " See https://%s.console.aws.amazon.com/cloudwatch/home?region=%s#logEventViewer:group=%s in account %s"
                                .formatted(endpoint.region(), endpoint.region(), endpoint.logGroup(), account)
                        + " for more information.";
        return new AwsError("ModelError", 424, what + where)
                .with("OriginalStatusCode", status)
                .with("OriginalMessage", text)
                .with(
                        "LogStreamArn",
                        "arn:aws:logs:%s:%s:log-group:%s:log-stream:%s"
                                .formatted(endpoint.region(), account, endpoint.logGroup(), variant.logStream()));
    }
}
