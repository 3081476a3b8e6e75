package io.jenkins.plugins.codecraft.invoke.endpoint;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.ConsoleUrls;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.words.Words;
import software.amazon.awssdk.services.sagemakerruntime.model.ModelErrorException;
import software.amazon.awssdk.services.sagemakerruntime.model.ModelStreamErrorException;
import software.amazon.awssdk.services.sagemakerruntime.model.SageMakerRuntimeException;

/** What SageMaker's runtime and the model behind it refuse, as a user is told of it. */
record EndpointErrors(AwsSession session, EndpointCall call) {

    /**
     * The failure to end with.
     *
     * @throws SageMakerRuntimeException the error itself, if the same call may well succeed later
     */
    OperationFailure explained(SageMakerRuntimeException error) {
        if (error instanceof ModelErrorException model) {
            return new OperationFailure(
                    Words.of(
                            EndpointErrors.class,
                            "modelAnsweredStatus",
                            call.words(),
                            model.originalStatusCode(),
                            model.originalMessage(),
                            log()),
                    error);
        }
        if (error instanceof ModelStreamErrorException model) {
            return new OperationFailure(
                    Words.of(
                            EndpointErrors.class,
                            "modelBrokeAnswer",
                            call.words(),
                            model.errorCode(),
                            AwsErrors.message(error),
                            log()),
                    error);
        }
        if (AwsErrors.isPassing(error) || AwsErrors.isExpired(error)) {
            throw error;
        }
        return new OperationFailure(
                Words.of(
                        EndpointErrors.class,
                        "sagemakerRefusedCall",
                        call.words(),
                        AwsErrors.describe(error),
                        session.scope().region(),
                        call.mode()),
                error);
    }

    String log() {
        return Words.of(
                EndpointErrors.class,
                "log",
                ConsoleUrls.of(session).logs("/aws/sagemaker/Endpoints/" + call.name(), ""));
    }
}
