package io.jenkins.plugins.codecraft.invoke.endpoint;

import static java.util.Objects.requireNonNullElse;

import io.jenkins.plugins.codecraft.invoke.InvokeResult;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.sagemakerruntime.model.InvokeEndpointResponse;

/** What an endpoint answered, as the step returns it. */
record EndpointAnswer(EndpointCall call, InvokeEndpointResponse response, Instant began, Instant ended) {

    Map<String, Object> result() {
        return InvokeResult.of(call.name(), response.sdkHttpResponse().statusCode())
                .body(
                        requireNonNullElse(response.contentType(), ""),
                        response.body().asByteArray())
                .headers(response.sdkHttpResponse().headers())
                .with("variant", requireNonNullElse(response.invokedProductionVariant(), ""))
                .times(began, ended)
                .with("outputFile", call.outputFile().isEmpty() ? null : call.outputFile())
                .map();
    }
}
