package io.jenkins.plugins.codecraft.invoke.endpoint;

import static io.jenkins.plugins.codecraft.invoke.endpoint.RealTimeCall.orNull;

import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.operation.Durations;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.sagemakerruntime.model.InvokeEndpointAsyncRequest;
import software.amazon.awssdk.services.sagemakerruntime.model.InvokeEndpointAsyncResponse;
import software.amazon.awssdk.services.sagemakerruntime.model.SageMakerRuntimeException;

/**
 * A call of an asynchronous endpoint whose payload is in S3: it is put into the endpoint's queue by
 * {@code InvokeEndpointAsync}. The inference id tells which build asked, but is no client token: after a crash during
 * the call there may be two requests of one id, and the answer of the second is waited for.
 */
record QueueRequest(EndpointCall call, BuildOrigin origin, String location) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Instant began = Instant.now();
        InvokeEndpointAsyncResponse queued = queue(context);
        context.console().event(Words.of(QueueRequest.class, "queuedRequest", queued.inferenceId(), call.words()));
        context.console().event(Words.of(QueueRequest.class, "lookingAnswer", queued.outputLocation()));
        Duration patience = duration(call.queue().requestTtl())
                .plus(duration(call.queue().invocationTimeout()))
                .plus(AwaitAnswer.MARGIN);
        return Progress.next(new AwaitAnswer(
                call,
                queued.inferenceId(),
                queued.outputLocation(),
                Optional.ofNullable(queued.failureLocation()).orElse(""),
                began,
                began.plus(patience)));
    }

    private InvokeEndpointAsyncResponse queue(OperationContext context) throws IOException, InterruptedException {
        try {
            return context.aws().sageMakerRuntime().invokeEndpointAsync(request());
        } catch (SageMakerRuntimeException error) {
            throw new EndpointErrors(context.aws(), call).explained(error);
        }
    }

    private InvokeEndpointAsyncRequest request() {
        String id = call.routing().inferenceId();
        return InvokeEndpointAsyncRequest.builder()
                .endpointName(call.name())
                .inputLocation(location)
                .contentType(orNull(call.payload().contentType()))
                .accept(orNull(call.accept()))
                .customAttributes(orNull(call.routing().customAttributes()))
                .inferenceId(id.isEmpty() ? "codecraft-" + origin.id() : id)
                .requestTTLSeconds((int) duration(call.queue().requestTtl()).toSeconds())
                .invocationTimeoutSeconds(
                        (int) duration(call.queue().invocationTimeout()).toSeconds())
                .build();
    }

    private static Duration duration(String text) {
        return Durations.parse(text).orElseThrow();
    }

    @Override
    public boolean blocking() {
        return true;
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
