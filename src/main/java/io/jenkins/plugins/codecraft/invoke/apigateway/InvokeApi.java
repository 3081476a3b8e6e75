package io.jenkins.plugins.codecraft.invoke.apigateway;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.ExecuteApi;
import io.jenkins.plugins.codecraft.invoke.InvokeResult;
import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.storage.agent.ReadFileTask;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Calls an API once and waits for the answer. HTTP knows no client token: a build that is restored after a crash during
 * the call makes it again. An answer that the network lost fails the step, unless the method may be repeated.
 */
record InvokeApi(ApiCall call) implements Operation {
    private static final int LONGEST_QUOTE = 500;

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Mistakes mistakes = new Mistakes("codecraftInvoke apiGateway");
        call.check(mistakes);
        mistakes.refuse();
        byte[] payload = payload(context);
        ExecuteApi.Request request = request(context.aws(), payload);
        Instant began = Instant.now();
        ExecuteApi.Response response = send(context.aws(), request);
        Instant ended = Instant.now();
        context.console()
                .event(Words.of(
                        InvokeApi.class,
                        "answeredMsBytes",
                        call.words(),
                        call.method(),
                        request.uri().getPath(),
                        response.status(),
                        Duration.between(began, ended).toMillis(),
                        response.body().length));
        if (!call.expects(response.status())) {
            throw refused(response);
        }
        ApiAnswer answer = ApiAnswer.of(call, request, response, began, ended);
        return answer.next(context);
    }

    private byte[] payload(OperationContext context) throws IOException, InterruptedException {
        if (call.payload() != null) {
            return call.payload().getBytes(StandardCharsets.UTF_8);
        }
        return call.payloadFile().isEmpty()
                ? new byte[0]
                : context.agent().call(new ReadFileTask(call.payloadFile(), ApiCall.MOST_BYTES));
    }

    private ExecuteApi.Request request(AwsSession session, byte[] payload) {
        try {
            String stage = stageUrl(session);
            Map<String, String> headers = new LinkedHashMap<>(call.headers());
            if (!call.apiKey().isEmpty()) {
                headers.keySet().removeIf("x-api-key"::equalsIgnoreCase);
                headers.put("x-api-key", new Apis(session).key(call.apiKey()));
            }
            return new ExecuteApi.Request(
                    URI.create(stage + call.path()), call.method(), headers, payload, call.signed());
        } catch (AwsServiceException error) {
            if (AwsErrors.isPassing(error) || AwsErrors.isExpired(error)) {
                throw error;
            }
            throw new OperationFailure(
                    Words.of(InvokeApi.class, "apiGatewayRefused", call.words(), AwsErrors.describe(error)), error);
        }
    }

    /** Only an API of this region is called; a signature or a key is only for an API of this account. */
    private String stageUrl(AwsSession session) {
        if (call.url().isEmpty()) {
            return session.executeApi().url(new Apis(session).idOf(call.name()), call.stage());
        }
        String api = session.executeApi()
                .apiOf(call.url())
                .orElseThrow(() -> new OperationFailure(Words.of(
                        InvokeApi.class,
                        "urlNoUrl",
                        call.url(),
                        session.scope().region(),
                        session.executeApi().url("abcdef1234", ApiCall.USUAL_STAGE))));
        if (call.signed() || !call.apiKey().isEmpty()) {
            new Apis(session).requireOwn(api);
        }
        return call.url().replaceFirst("/+$", "");
    }

    private ExecuteApi.Response send(AwsSession session, ExecuteApi.Request request) {
        try {
            return session.executeApi().send(request);
        } catch (ExecuteApi.TooLarge error) {
            throw new OperationFailure(Words.of(InvokeApi.class, "cantRead", call.words(), error.getMessage()), error);
        }
    }

    private OperationFailure refused(ExecuteApi.Response response) {
        String body =
                InvokeResult.text(response.body()).orElse(Words.of(InvokeApi.class, "bytes", response.body().length));
        String quoted = body.length() <= LONGEST_QUOTE ? body : body.substring(0, LONGEST_QUOTE) + "…";
        return new OperationFailure(Words.of(
                InvokeApi.class,
                "answeredStatusNot",
                call.words(),
                call.method(),
                call.path().replaceFirst("\\?.*", ""),
                response.status(),
                call.expectStatus(),
                quoted,
                remedy(response)));
    }

    /** API Gateway's own refusals are terse. */
    private String remedy(ExecuteApi.Response response) {
        String type = response.header("x-amzn-ErrorType");
        String body = InvokeResult.text(response.body()).orElse("");
        if (response.status() == 403 && type.contains("MissingAuthenticationToken")
                || body.contains("Missing Authentication Token")) {
            return Words.of(InvokeApi.class, "stageNoSuch");
        }
        if (response.status() == 403
                && body.contains("Forbidden")
                && call.apiKey().isEmpty()) {
            return Words.of(InvokeApi.class, "ifMethodNeeds");
        }
        return "";
    }

    @Override
    public boolean blocking() {
        return true; // an integration may take half a minute to answer
    }

    @Override
    public Operation stopping() {
        return new NothingToStop();
    }

    @Override
    public Optional<String> running() {
        return Optional.empty();
    }
}
