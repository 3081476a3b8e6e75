package io.jenkins.plugins.codecraft.operation;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

/** Errors as the SDK throws them. */
final class Errors {
    private Errors() {}

    static AwsServiceException throttled() {
        return error("ThrottlingException", 400, "Rate exceeded");
    }

    static AwsServiceException expired() {
        return error("ExpiredTokenException", 403, "The security token included in the request is expired");
    }

    static AwsServiceException denied() {
        return error("AccessDeniedException", 400, "User is not authorized to perform: sagemaker:ListTrainingJobs");
    }

    static AwsServiceException internal() {
        return error("InternalFailure", 500, "The request processing has failed");
    }

    static AwsServiceException error(String code, int status, String message) {
        return SageMakerException.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .statusCode(status)
                .requestId("0a1b")
                .message(message)
                .build();
    }
}
