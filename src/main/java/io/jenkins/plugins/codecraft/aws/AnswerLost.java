package io.jenkins.plugins.codecraft.aws;

import io.jenkins.plugins.codecraft.words.Words;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * A call that must not be made twice was sent, or may have been, and its answer did not come. Nobody knows whether it
 * took effect, so waiting does not help, and neither does the same call again.
 */
public final class AnswerLost extends SdkClientException {
    private static final long serialVersionUID = 1L;

    /** @param what was called, such as {@code Invoke} */
    AnswerLost(String what, Throwable cause) {
        super(SdkClientException.builder()
                .message(Words.of(AnswerLost.class, "answerWasLost", what, AwsErrors.describe(cause)))
                .cause(cause));
    }
}
