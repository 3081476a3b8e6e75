package io.jenkins.plugins.codecraft.invoke.lambda;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.ConsoleUrls;
import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.storage.agent.ReadFileTask;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/**
 * Invokes a function once and waits for its answer, unless nobody wants it. {@code Invoke} knows no client token: a
 * build that is restored after a crash during the call makes it again. An answer that the network lost fails the step.
 */
record InvokeFunction(FunctionCall call) implements Operation {
    private static final long MOST_BYTES = 6L << 20;

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Mistakes mistakes = new Mistakes("codecraftInvoke lambdaFunction");
        call.check(mistakes);
        mistakes.refuse();
        InvokeRequest request = request(payload(context));
        Instant began = Instant.now();
        InvokeResponse response = send(context.aws(), request);
        LogEnd.show(response, context.console());
        FunctionAnswer answer = FunctionAnswer.of(call, response, began, Instant.now());
        requireNoError(answer, context.aws());
        context.console().event(answer.describe());
        return answer.next(context);
    }

    private byte[] payload(OperationContext context) throws IOException, InterruptedException {
        if (!call.payloadFile().isEmpty()) {
            return context.agent().call(new ReadFileTask(call.payloadFile(), MOST_BYTES));
        }
        return (call.payload() == null ? "{}" : call.payload()).getBytes(StandardCharsets.UTF_8);
    }

    private InvokeRequest request(byte[] payload) {
        InvokeRequest.Builder request = InvokeRequest.builder()
                .functionName(call.name())
                .qualifier(call.qualifier().isEmpty() ? null : call.qualifier())
                .payload(SdkBytes.fromByteArrayUnsafe(payload));
        return call.async()
                ? request.invocationType(InvocationType.EVENT).build()
                : request.logType(LogType.TAIL).build();
    }

    private InvokeResponse send(AwsSession session, InvokeRequest request) {
        try {
            return session.lambdaInvocations().invoke(request);
        } catch (ResourceNotFoundException missing) {
            throw new OperationFailure(
                    Words.of(
                            InvokeFunction.class,
                            "thereNoRegion",
                            call.words(),
                            session.scope().region(),
                            AwsErrors.describe(missing)),
                    missing);
        } catch (LambdaException error) {
            if (AwsErrors.isPassing(error) || AwsErrors.isExpired(error)) {
                throw error;
            }
            throw new OperationFailure(
                    Words.of(
                            InvokeFunction.class,
                            "lambdaRefusedInvoke",
                            call.words(),
                            AwsErrors.describe(error),
                            AwsErrors.isDenied(error) ? Words.of(InvokeFunction.class, "grantMissingPermission") : ""),
                    error);
        }
    }

    private void requireNoError(FunctionAnswer answer, AwsSession session) {
        answer.error().ifPresent(error -> {
            String group = "/aws/lambda/" + call.name().substring(call.name().lastIndexOf(':') + 1);
            throw new OperationFailure(Words.of(
                    InvokeFunction.class,
                    "versionEndedError",
                    call.words(),
                    answer.version(),
                    error.words(),
                    ConsoleUrls.of(session).logs(group, "")));
        });
    }

    @Override
    public boolean blocking() {
        return true; // a function may take 15 minutes to answer
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
