package io.jenkins.plugins.codecraft.invoke.endpoint;

import static io.jenkins.plugins.codecraft.invoke.endpoint.RealTimeCall.orNull;
import static java.util.Objects.requireNonNullElse;

import io.jenkins.plugins.codecraft.aws.AnswerLost;
import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sagemakerruntime.model.InvokeEndpointWithResponseStreamRequest;
import software.amazon.awssdk.services.sagemakerruntime.model.InvokeEndpointWithResponseStreamResponse;
import software.amazon.awssdk.services.sagemakerruntime.model.InvokeEndpointWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.sagemakerruntime.model.SageMakerRuntimeException;

/** {@code InvokeEndpointWithResponseStream}, gathered to one answer. */
record StreamedCall(AwsSession session, EndpointCall call) {

    /** It is saved with the operation while it is written to the workspace. */
    private static final int MOST_BYTES = 6 << 20;

    EndpointAnswer send(byte[] payload) {
        Instant began = Instant.now();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        InvokeEndpointWithResponseStreamResponse response = invoke(request(payload), body);
        return new EndpointAnswer(
                call,
                response.sdkHttpResponse().statusCode(),
                requireNonNullElse(response.contentType(), ""),
                response.sdkHttpResponse().headers(),
                requireNonNullElse(response.invokedProductionVariant(), ""),
                body.toByteArray(),
                began,
                Instant.now());
    }

    private InvokeEndpointWithResponseStreamResponse invoke(
            InvokeEndpointWithResponseStreamRequest request, ByteArrayOutputStream body) {
        AtomicReference<InvokeEndpointWithResponseStreamResponse> head = new AtomicReference<>();
        InvokeEndpointWithResponseStreamResponseHandler gather =
                InvokeEndpointWithResponseStreamResponseHandler.builder()
                        .onResponse(head::set)
                        .subscriber(InvokeEndpointWithResponseStreamResponseHandler.Visitor.builder()
                                .onPayloadPart(part -> gather(part.bytes().asByteArrayUnsafe(), body))
                                .build())
                        .build();
        try {
            session.sageMakerRuntimeStreams()
                    .invokeEndpointWithResponseStream(request, gather)
                    .join();
        } catch (CompletionException failed) {
            throw reason(failed.getCause());
        }
        return head.get();
    }

    private void gather(byte[] part, ByteArrayOutputStream body) {
        if (body.size() + part.length > MOST_BYTES) {
            throw new OperationFailure(Words.of(StreamedCall.class, "answerLongerThan", call.words(), MOST_BYTES));
        }
        body.writeBytes(part);
    }

    private RuntimeException reason(Throwable cause) {
        if (cause instanceof SageMakerRuntimeException error) {
            return new EndpointErrors(session, call).explained(error);
        }
        for (Throwable deeper = cause; deeper != null; deeper = deeper.getCause()) {
            if (deeper instanceof OperationFailure || deeper instanceof AnswerLost) {
                return (RuntimeException) deeper;
            }
        }
        if (cause instanceof Error defect) {
            throw defect;
        }
        return cause instanceof RuntimeException known
                ? known
                : SdkClientException.create(Words.of(StreamedCall.class, "answerBrokeOff", call.words()), cause);
    }

    private InvokeEndpointWithResponseStreamRequest request(byte[] payload) {
        return InvokeEndpointWithResponseStreamRequest.builder()
                .endpointName(call.name())
                .contentType(orNull(call.payload().contentType()))
                .accept(orNull(call.accept()))
                .targetVariant(orNull(call.routing().variant()))
                .inferenceId(orNull(call.routing().inferenceId()))
                .customAttributes(orNull(call.routing().customAttributes()))
                .body(SdkBytes.fromByteArrayUnsafe(payload))
                .build();
    }
}
