package io.jenkins.plugins.codecraft.deploy.apigateway;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.words.Words;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** API Gateway's refusal, as a user is told of it: what it said, and what to do. */
final class ApiRefusal {
    private ApiRefusal() {}

    /**
     * The failure to end with.
     *
     * @param what it refused, such as {@code to create stage prod of HTTP API iris}
     * @throws AwsServiceException the error itself, if the same call may well succeed later
     */
    static OperationFailure of(String what, AwsServiceException error) {
        if (AwsErrors.isPassing(error) || AwsErrors.isExpired(error)) {
            throw error;
        }
        String remedy = AwsErrors.isDenied(error) ? Words.of(ApiRefusal.class, "grantMissingPermission") : "";
        return new OperationFailure(
                Words.of(ApiRefusal.class, "apiGatewayRefused", what, AwsErrors.describe(error), remedy), error);
    }
}
