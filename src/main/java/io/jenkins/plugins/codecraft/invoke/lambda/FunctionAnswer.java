package io.jenkins.plugins.codecraft.invoke.lambda;

import static java.util.Objects.requireNonNullElse;

import io.jenkins.plugins.codecraft.invoke.Answer;
import io.jenkins.plugins.codecraft.invoke.InvokeResult;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * What a function answered, 6 MB at most.
 *
 * @param version that ran; "" of an asynchronous call
 * @param failed whether it is the function's error
 */
record FunctionAnswer(
        FunctionCall call, int status, String version, boolean failed, byte[] body, Instant began, Instant ended)
        implements Answer {
    static FunctionAnswer of(FunctionCall call, InvokeResponse response, Instant began, Instant ended) {
        byte[] body =
                response.payload() == null ? new byte[0] : response.payload().asByteArray();
        return new FunctionAnswer(
                call,
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

    String describe() {
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

    @Override
    public String outputFile() {
        return call.outputFile();
    }

    @Override
    public Progress conclude(OperationContext context) {
        InvokeResult result = InvokeResult.of(call.name(), status).times(began, ended);
        if (!call.async()) {
            call.expect().require(Words.of(FunctionAnswer.class, "text", call.words()), body);
            result.with("version", version);
            if (isKept()) {
                result.body("", body);
            }
        }
        if (!call.outputFile().isEmpty()) {
            result.with("outputFile", call.outputFile());
        }
        return Progress.done(result.map());
    }
}
