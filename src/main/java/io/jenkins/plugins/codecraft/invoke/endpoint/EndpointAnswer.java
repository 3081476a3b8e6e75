package io.jenkins.plugins.codecraft.invoke.endpoint;

import io.jenkins.plugins.codecraft.invoke.Answer;
import io.jenkins.plugins.codecraft.invoke.InvokeResult;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an endpoint answered, 6 MB at most.
 *
 * @param variant "" if the endpoint did not say
 */
record EndpointAnswer(
        EndpointCall call,
        int status,
        String contentType,
        Map<String, List<String>> headers,
        String variant,
        byte[] body,
        Instant began,
        Instant ended)
        implements Answer {
    EndpointAnswer {
        Map<String, List<String>> copy = new TreeMap<>();
        headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        headers = Collections.unmodifiableMap(copy);
    }

    String describe() {
        return Words.of(
                EndpointAnswer.class,
                "answeredMsBytes",
                Duration.between(began, ended).toMillis(),
                body.length,
                contentType.isEmpty() ? "" : ", " + contentType);
    }

    @Override
    public String outputFile() {
        return call.outputFile();
    }

    @Override
    public Progress conclude(OperationContext context) {
        call.expect().require(call.subject(), body);
        InvokeResult result = InvokeResult.of(call.name(), status);
        if (isKept()) {
            result.body(contentType, body);
        } else {
            result.with("contentType", contentType);
        }
        result.headers(headers).times(began, ended);
        if (!variant.isEmpty()) {
            result.with("variant", variant);
        }
        if (!call.outputFile().isEmpty()) {
            result.with("outputFile", call.outputFile());
        }
        return Progress.done(result.map());
    }
}
