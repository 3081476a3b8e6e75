package io.jenkins.plugins.codecraft.invoke.lambda;

import static java.util.Objects.requireNonNullElse;

import io.jenkins.plugins.codecraft.invoke.InvokeResult;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * What a function answered. At most 6 MB, so it may be saved with the operation until it is written.
 *
 * @param version that ran; "" of an asynchronous call
 * @param failed whether it is the function's error
 */
record FunctionAnswer(int status, String version, boolean failed, byte[] body, Instant began, Instant ended)
        implements Serializable {
    /** What is in a file is not kept in the build too, if it is longer than this: builds are kept for long. */
    private static final int MOST_KEPT_BESIDE_A_FILE = 1 << 16;

    static FunctionAnswer of(InvokeResponse response, Instant began, Instant ended) {
        byte[] body =
                response.payload() == null ? new byte[0] : response.payload().asByteArray();
        return new FunctionAnswer(
                response.statusCode(),
                requireNonNullElse(response.executedVersion(), ""),
                response.functionError() != null,
                body,
                began,
                ended);
    }

    Optional<FunctionError> error() {
        return failed ? Optional.of(FunctionError.of(InvokeResult.text(body).orElse(""))) : Optional.empty();
    }

    String describe(FunctionCall call) {
        String subject = Words.of(FunctionAnswer.class, "text", call.words());
        return call.async()
                ? Words.of(FunctionAnswer.class, "willInvokedLambda", subject)
                : Words.of(
                        FunctionAnswer.class,
                        "versionAnsweredMs",
                        subject,
                        version,
                        Duration.between(began, ended).toMillis(),
                        body.length);
    }

    /** The end of the step, if the answer is what was expected. */
    Progress conclude(FunctionCall call) {
        InvokeResult result = InvokeResult.of(call.name(), status).times(began, ended);
        if (!call.async()) {
            call.expect().require(Words.of(FunctionAnswer.class, "text", call.words()), body);
            result.with("version", version);
            if (call.outputFile().isEmpty() || body.length <= MOST_KEPT_BESIDE_A_FILE) {
                result.body("", body);
            }
        }
        if (!call.outputFile().isEmpty()) {
            result.with("outputFile", call.outputFile());
        }
        return Progress.done(result.map());
    }
}
