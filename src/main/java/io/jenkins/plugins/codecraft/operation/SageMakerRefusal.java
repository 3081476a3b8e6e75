package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.words.Words;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

/** SageMaker's refusal to create something, as a user is told of it: what it said, and what to do. */
public final class SageMakerRefusal {
    private SageMakerRefusal() {}

    /**
     * The failure to end with.
     *
     * @param what was to be created, such as {@code model iris-0a1b2c}
     * @throws SageMakerException the error itself, if the same call may well succeed later
     */
    public static OperationFailure of(String what, SageMakerException error) {
        if (AwsErrors.isPassing(error) || AwsErrors.isExpired(error)) {
            throw error;
        }
        return new OperationFailure(
                Words.of(
                        SageMakerRefusal.class,
                        "sagemakerRefusedCreate",
                        what,
                        AwsErrors.describe(error),
                        remedy(error)),
                error);
    }

    private static String remedy(SageMakerException error) {
        if (AwsErrors.code(error).equals("ResourceLimitExceeded")) {
            return Words.of(SageMakerRefusal.class, "askHigherQuota");
        }
        if (AwsErrors.message(error).contains("assume")) {
            return Words.of(SageMakerRefusal.class, "checkParameterRole");
        }
        if (AwsErrors.isDenied(error)) {
            return Words.of(SageMakerRefusal.class, "grantMissingPermission");
        }
        return "";
    }
}
