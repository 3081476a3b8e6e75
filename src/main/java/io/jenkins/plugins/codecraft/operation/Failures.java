package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.aws.AnswerLost;
import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.storage.StorageException;
import io.jenkins.plugins.codecraft.storage.agent.AgentException;
import io.jenkins.plugins.codecraft.words.Words;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What to do about what went wrong, and what a user is told of it. */
final class Failures {
    private Failures() {}

    /** Whether others may have taken the credentials' place. */
    static boolean wantsOtherCredentials(Throwable error) {
        return AwsErrors.isExpired(reason(error)) || AwsErrors.isUnknownKey(reason(error));
    }

    /**
     * For how long the same piece of work is worth trying again; nothing if it is not. What runs is not lost sight of
     * for a policy or a key that somebody mends within minutes; but nobody is kept waiting for that who wants to begin
     * something, or to stop it.
     */
    static Optional<Duration> patience(Throwable error, boolean running, boolean stopping, Runner.Settings settings) {
        Throwable reason = reason(error);
        if (AwsErrors.isExpired(reason) || isPassing(reason)) {
            if (running) {
                return Optional.of(settings.runningPatience());
            }
            return AwsErrors.isWithoutCredentials(reason) ? Optional.empty() : Optional.of(settings.idlePatience());
        }
        boolean refused = AwsErrors.isDenied(reason) || AwsErrors.isUnknownKey(reason);
        return refused && running && !stopping ? Optional.of(settings.idlePatience()) : Optional.empty();
    }

    /** Whether the same piece of work may well succeed later. Files that are wrong stay wrong. */
    private static boolean isPassing(Throwable reason) {
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
        if (error instanceof AnswerLost) {
            return new OperationFailure(
                    Words.of(Failures.class, "lookWhetherBefore", error.getMessage(), left(operation)), error);
        }
        String what = AwsErrors.isWithoutCredentials(error)
                ? Words.of(Failures.class, "thereNoAws", error.getMessage())
                : error instanceof AwsServiceException
                        ? Words.of(Failures.class, "awsRefused", AwsErrors.describe(error))
                        : Words.of(Failures.class, "awsCouldNot", AwsErrors.describe(error));
        return new OperationFailure(what + remedy(error) + left(operation), error);
    }

    private static String remedy(Throwable error) {
        return AwsErrors.isDenied(error) ? Words.of(Failures.class, "grantMissingPermission") : "";
    }

    private static String left(Operation operation) {
        return operation
                .running()
                .map(what -> Words.of(Failures.class, "stepCantSee", what))
                .orElse("");
    }
}
