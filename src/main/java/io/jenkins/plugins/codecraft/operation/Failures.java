package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.storage.StorageException;
import io.jenkins.plugins.codecraft.storage.agent.AgentException;
import java.nio.file.FileSystemException;
import software.amazon.awssdk.core.exception.SdkException;

/** What to do about what went wrong, and what a user is told of it. */
final class Failures {
    private Failures() {}

    /** Whether credentials that may be renewed are the reason. */
    static boolean isExpired(Throwable error) {
        return AwsErrors.isExpired(reason(error));
    }

    /** Whether the same piece of work may well succeed later. Files that are wrong stay wrong. */
    static boolean isPassing(Throwable error) {
        Throwable reason = reason(error);
        boolean settled = reason instanceof StorageException
                || reason instanceof AgentException
                || reason instanceof FileSystemException;
        return !settled && AwsErrors.isPassing(reason);
    }

    /** S3's own answer, where storage put it into words. */
    private static Throwable reason(Throwable error) {
        return error instanceof StorageException && error.getCause() instanceof SdkException cause ? cause : error;
    }

    /** AWS' own refusals and unreachable networks in words; anything else is a defect and keeps its stack trace. */
    static Throwable explained(Throwable error, Operation operation) {
        if (error instanceof StorageException || error instanceof AgentException) {
            return new OperationFailure(error.getMessage(), error);
        }
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
