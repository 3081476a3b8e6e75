package io.jenkins.plugins.codecraft.invoke.endpoint;

import io.jenkins.plugins.codecraft.invoke.InvokeResult;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an endpoint answered. At most 6 MB, so it may be saved with the operation until it is written.
 *
 * @param variant "" if the endpoint did not say
 */
record EndpointAnswer(
        int status,
        String contentType,
        Map<String, List<String>> headers,
        String variant,
        byte[] body,
        Instant began,
        Instant ended)
        implements Serializable {
    /** What is in a file is not kept in the build too, if it is longer than this: builds are kept for long. */
    static final int MOST_KEPT_BESIDE_A_FILE = 1 << 16;

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

    /** The end of the step, if the answer is what was expected. */
    Progress conclude(EndpointCall call) {
        call.expect().require(call.subject(), body);
        InvokeResult result = InvokeResult.of(call.name(), status);
        if (call.outputFile().isEmpty() || body.length <= MOST_KEPT_BESIDE_A_FILE) {
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
