package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import software.amazon.awssdk.core.exception.SdkException;

/** Turns what went wrong into what a user is told. */
final class Failures {
    private Failures() {}

    /** AWS' own refusals and unreachable networks in words; anything else is a defect and keeps its stack trace. */
    static Throwable explained(Throwable error, Operation operation) {
        if (!(error instanceof SdkException)) {
            return error;
        }
        String left = operation
                .running()
                .map(what -> " Look after what may still run: " + what + ".")
                .orElse("");
        return new OperationFailure("AWS refused: " + AwsErrors.describe(error) + "." + left, error);
    }
}
