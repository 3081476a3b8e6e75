package io.jenkins.plugins.codecraft.invoke.apigateway;

import io.jenkins.plugins.codecraft.aws.ExecuteApi;
import io.jenkins.plugins.codecraft.invoke.InvokeResult;
import io.jenkins.plugins.codecraft.operation.Progress;
import java.io.Serializable;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an API answered with a status that was expected. At most 10 MB, so it may be saved with the operation until it
 * is written.
 *
 * @param url that was called, without the query
 */
record ApiAnswer(
        String url,
        int status,
        String contentType,
        Map<String, List<String>> headers,
        byte[] body,
        Instant began,
        Instant ended)
        implements Serializable {
    /** What is in a file is not kept in the build too, if it is longer than this: builds are kept for long. */
    private static final int MOST_KEPT_BESIDE_A_FILE = 1 << 16;

    ApiAnswer {
        Map<String, List<String>> copy = new TreeMap<>();
        headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        headers = Collections.unmodifiableMap(copy);
    }

    static ApiAnswer of(ExecuteApi.Request request, ExecuteApi.Response response, Instant began, Instant ended) {
        return new ApiAnswer(
                request.uri().toString().replaceFirst("\\?.*", ""),
                response.status(),
                response.header("Content-Type"),
                response.headers(),
                response.body(),
                began,
                ended);
    }

    /** The end of the step, if the answer is what was expected. */
    Progress conclude(ApiCall call) {
        call.expect().require(call.words(), body);
        InvokeResult result = InvokeResult.of(call.name(), status).with("url", url);
        if (call.outputFile().isEmpty() || body.length <= MOST_KEPT_BESIDE_A_FILE) {
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
