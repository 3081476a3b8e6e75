package io.jenkins.plugins.codecraft.invoke.apigateway;

import io.jenkins.plugins.codecraft.aws.ExecuteApi;
import io.jenkins.plugins.codecraft.invoke.Answer;
import io.jenkins.plugins.codecraft.invoke.InvokeResult;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an API answered with a status that was expected, 10 MB at most.
 *
 * @param url that was called, without the query
 */
record ApiAnswer(
        ApiCall call,
        String url,
        int status,
        String contentType,
        Map<String, List<String>> headers,
        byte[] body,
        Instant began,
        Instant ended)
        implements Answer {
    ApiAnswer {
        Map<String, List<String>> copy = new TreeMap<>();
        headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        headers = Collections.unmodifiableMap(copy);
    }

    static ApiAnswer of(
            ApiCall call, ExecuteApi.Request request, ExecuteApi.Response response, Instant began, Instant ended) {
        return new ApiAnswer(
                call,
                request.uri().toString().replaceFirst("\\?.*", ""),
                response.status(),
                response.header("Content-Type"),
                response.headers(),
                response.body(),
                began,
                ended);
    }

    @Override
    public String outputFile() {
        return call.outputFile();
    }

    @Override
    public Progress conclude(OperationContext context) {
        call.expect().require(call.words(), body);
        InvokeResult result = InvokeResult.of(call.name(), status).with("url", url);
        if (isKept()) {
            result.body(contentType, body);
        } else {
            result.with("contentType", contentType);
        }
        result.headers(headers).times(began, ended);
        if (!call.outputFile().isEmpty()) {
            result.with("outputFile", call.outputFile());
        }
        return Progress.done(result.map());
    }
}
