package io.jenkins.plugins.codecraft.invoke.endpoint;

import static java.util.Objects.requireNonNullElse;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import java.time.Instant;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sagemakerruntime.model.InvokeEndpointRequest;
import software.amazon.awssdk.services.sagemakerruntime.model.InvokeEndpointResponse;
import software.amazon.awssdk.services.sagemakerruntime.model.SageMakerRuntimeException;

/** {@code InvokeEndpoint}. */
record RealTimeCall(AwsSession session, EndpointCall call) {

    EndpointAnswer send(byte[] payload) {
        Instant began = Instant.now();
        InvokeEndpointResponse response = invoke(request(payload));
        return new EndpointAnswer(
                call,
                response.sdkHttpResponse().statusCode(),
                requireNonNullElse(response.contentType(), ""),
                response.sdkHttpResponse().headers(),
                requireNonNullElse(response.invokedProductionVariant(), ""),
                response.body().asByteArray(),
                began,
                Instant.now());
    }

    private InvokeEndpointResponse invoke(InvokeEndpointRequest request) {
        try {
            return session.sageMakerRuntime().invokeEndpoint(request);
        } catch (SageMakerRuntimeException error) {
            throw new EndpointErrors(session, call).explained(error);
        }
    }

    private InvokeEndpointRequest request(byte[] payload) {
        return InvokeEndpointRequest.builder()
                .endpointName(call.name())
                .contentType(orNull(call.payload().contentType()))
                .accept(orNull(call.accept()))
                .targetVariant(orNull(call.routing().variant()))
                .targetModel(orNull(call.routing().model()))
                .inferenceId(orNull(call.routing().inferenceId()))
                .customAttributes(orNull(call.routing().customAttributes()))
                .body(SdkBytes.fromByteArrayUnsafe(payload))
                .build();
    }

    static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
