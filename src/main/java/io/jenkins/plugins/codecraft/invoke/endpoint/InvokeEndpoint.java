package io.jenkins.plugins.codecraft.invoke.endpoint;

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
import io.jenkins.plugins.codecraft.storage.agent.WriteFileTask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sagemakerruntime.model.InvokeEndpointRequest;
import software.amazon.awssdk.services.sagemakerruntime.model.InvokeEndpointResponse;
import software.amazon.awssdk.services.sagemakerruntime.model.ModelErrorException;
import software.amazon.awssdk.services.sagemakerruntime.model.SageMakerRuntimeException;

/**
 * Calls a real-time endpoint once and waits for the answer. {@code InvokeEndpoint} knows no client token: a build that
 * is restored after a crash during the call makes it again.
 */
record InvokeEndpoint(EndpointCall call) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Mistakes mistakes = new Mistakes("codecraftInvoke sagemakerEndpoint");
        call.check(mistakes);
        mistakes.refuse();
        InvokeEndpointRequest request = request(payload(context));
        Instant began = Instant.now();
        InvokeEndpointResponse response = send(context.aws(), request);
        Instant ended = Instant.now();
        context.console()
                .event("Endpoint " + call.name() + " answered in "
                        + Duration.between(began, ended).toMillis() + " ms ("
                        + response.body().asByteArrayUnsafe().length + " bytes, " + response.contentType() + ")");
        if (!call.outputFile().isEmpty()) {
            context.agent()
                    .call(new WriteFileTask(call.outputFile(), response.body().asByteArray()));
            context.console().event("Wrote the answer to " + call.outputFile());
        }
        call.expect().require("Endpoint " + call.name(), response.body().asByteArrayUnsafe());
        return Progress.done(new EndpointAnswer(call, response, began, ended).result());
    }

    private byte[] payload(OperationContext context) throws IOException, InterruptedException {
        if (call.payload() != null) {
            return call.payload().getBytes(StandardCharsets.UTF_8);
        }
        return context.agent().call(new ReadFileTask(call.payloadFile(), EndpointCall.MOST_BYTES));
    }

    private InvokeEndpointRequest request(byte[] payload) {
        return InvokeEndpointRequest.builder()
                .endpointName(call.name())
                .contentType(call.contentType().isEmpty() ? null : call.contentType())
                .accept(call.accept().isEmpty() ? null : call.accept())
                .body(SdkBytes.fromByteArrayUnsafe(payload))
                .build();
    }

    private InvokeEndpointResponse send(AwsSession session, InvokeEndpointRequest request) {
        try {
            return session.sageMakerRuntime().invokeEndpoint(request);
        } catch (ModelErrorException error) {
            String log = ConsoleUrls.of(session).logs("/aws/sagemaker/Endpoints/" + call.name(), "");
            throw new OperationFailure(
                    "The model of endpoint " + call.name() + " answered with status " + error.originalStatusCode()
                            + ": " + error.originalMessage() + "\nIts log: " + log,
                    error);
        } catch (SageMakerRuntimeException error) {
            if (AwsErrors.isPassing(error) || AwsErrors.isExpired(error)) {
                throw error;
            }
            throw new OperationFailure(
                    "SageMaker refused to call endpoint " + call.name() + ". " + AwsErrors.describe(error)
                            + ". Check that an endpoint of this name is InService in region "
                            + session.scope().region() + ".",
                    error);
        }
    }

    @Override
    public boolean blocking() {
        return true; // a model may take a minute to answer
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
