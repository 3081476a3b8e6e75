package io.jenkins.plugins.codecraft.embedded.lambda;

import io.jenkins.plugins.codecraft.embedded.AwsError;

/** The errors of Lambda's API. */
final class LambdaErrors {
    private LambdaErrors() {}

    static AwsError invalid(String message) {
        return new AwsError("InvalidParameterValueException", 400, message).with("Type", "User");
    }

    static AwsError notFound(String message) {
        return new AwsError("ResourceNotFoundException", 404, message).with("Type", "User");
    }

    static AwsError noFunction(String arn) {
        return notFound("Function not found: " + arn);
    }

    static AwsError conflict(String message) {
        return new AwsError("ResourceConflictException", 409, message).with("Type", "User");
    }

    static AwsError revision(String what) {
        return new AwsError(
                        "PreconditionFailedException",
                        412,
                        "The RevisionId provided does not match the latest RevisionId. Call the " + what
                                + " API to retrieve the latest RevisionId for your resource.")
                .with("Type", "User");
    }

    static AwsError throttled(String reason) {
        return new AwsError("TooManyRequestsException", 429, "Rate Exceeded.")
                .with("Reason", reason)
                .with("Type", "User");
    }
}
