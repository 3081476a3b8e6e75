package io.jenkins.plugins.codecraft.deploy.endpoint;

import io.jenkins.plugins.codecraft.aws.AnswerLost;
import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.deploy.CheckSettings;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.storage.agent.AgentException;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;
import software.amazon.awssdk.services.sagemakerruntime.model.InvokeEndpointRequest;
import software.amazon.awssdk.services.sagemakerruntime.model.InvokeEndpointResponse;
import software.amazon.awssdk.services.sagemakerruntime.model.ModelErrorException;
import software.amazon.awssdk.services.sagemakerruntime.model.SageMakerRuntimeException;

/**
 * Calls each variant of the endpoint and looks at the answer. If one is wrong or late, the endpoint goes back to what it
 * was. An answer that is only late is asked for again, as the first one after a start is often slow.
 */
record VerifyEndpoint(EndpointPlan plan, EndpointBefore before, String arn) implements Operation {
    /** What InvokeEndpoint takes. */
    private static final long MOST_BYTES = 6L << 20;

    private static final int TRIES = 3;

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        CheckSettings check = plan.settings().options().check().orElseThrow();
        byte[] payload;
        try {
            payload = check.bytes(context.agent(), MOST_BYTES).orElse(new byte[0]);
        } catch (AgentException unreadable) {
            return failed(
                    context, Words.of(VerifyEndpoint.class, "checkCantMade", plan.words(), unreadable.getMessage()));
        }
        SageMakerRuntimeClient client = context.aws().sageMakerRuntime();
        for (VariantSettings variant : plan.settings().variants()) {
            Optional<String> wrong = wrong(client, variant, check, payload);
            if (wrong.isPresent()) {
                return failed(context, Words.of(VerifyEndpoint.class, "checkFailed", plan.words(), wrong.get()));
            }
        }
        context.console().event(Words.of(VerifyEndpoint.class, "checkPassed", plan.words()));
        return Progress.next(AfterChange.scale(plan, before, arn));
    }

    private Progress failed(OperationContext context, String failure) {
        context.console().event(failure);
        return Progress.next(UndoEndpoint.failed(plan, before, failure));
    }

    private Optional<String> wrong(
            SageMakerRuntimeClient client, VariantSettings variant, CheckSettings check, byte[] payload) {
        InvokeEndpointRequest.Builder request = InvokeEndpointRequest.builder()
                .endpointName(plan.endpoint())
                .contentType(check.contentType().isEmpty() ? null : check.contentType())
                .body(SdkBytes.fromByteArrayUnsafe(payload));
        if (plan.settings().variants().size() > 1) {
            request.targetVariant(variant.name());
        }
        Optional<String> wrong = Optional.empty();
        for (int tries = 0; tries < TRIES; tries++) {
            long began = System.nanoTime();
            String body;
            try {
                InvokeEndpointResponse answer = client.invokeEndpoint(request.build());
                body = new String(answer.body().asByteArrayUnsafe(), StandardCharsets.UTF_8);
            } catch (SageMakerRuntimeException error) {
                return Optional.of(refusal(variant, error));
            } catch (AnswerLost lost) {
                return Optional.of(Words.of(VerifyEndpoint.class, "variantGaveNo", variant.name(), lost.getMessage()));
            }
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            wrong = check.unmet(body, took)
                    .map(why -> Words.of(VerifyEndpoint.class, "variantAnsweredBut", variant.name(), why));
            if (wrong.isEmpty() || check.unmet(body, Duration.ZERO).isPresent()) {
                return wrong;
            }
        }
        return wrong;
    }

    private static String refusal(VariantSettings variant, SageMakerRuntimeException error) {
        if (error instanceof ModelErrorException model) {
            return Words.of(
                    VerifyEndpoint.class,
                    "modelVariantAnswered",
                    variant.name(),
                    model.originalStatusCode(),
                    model.originalMessage());
        }
        if (AwsErrors.isPassing(error) || AwsErrors.isExpired(error)) {
            throw error;
        }
        return Words.of(VerifyEndpoint.class, "variantCouldNot", variant.name(), AwsErrors.describe(error));
    }

    @Override
    public boolean blocking() {
        return true; // a model may take a minute to answer
    }

    @Override
    public Operation stopping() {
        return UndoEndpoint.known(plan, before);
    }

    @Override
    public Optional<String> running() {
        return Optional.of(plan.words());
    }
}
