package io.jenkins.plugins.codecraft.aws;

import java.io.IOException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * For clients whose calls run somebody's code and have no client token: what goes wrong once a call may have been sent
 * becomes {@link AnswerLost}. What AWS itself answers stays as it is: Lambda documents its errors as those that keep a
 * function from running, and SageMaker's runtime and Step Functions theirs as those to try again.
 */
final class LostAnswers implements ExecutionInterceptor {
    private static final ExecutionAttribute<Boolean> SENDS = new ExecutionAttribute<>("codecraft-sends");

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        attributes.putAttribute(SENDS, true);
    }

    @Override
    public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
        Throwable error = context.exception();
        boolean ours = error instanceof SdkClientException || error instanceof IOException;
        if (!ours || attributes.getAttribute(SENDS) == null) {
            return error;
        }
        return AwsErrors.isBeforeSending(error)
                ? error
                : new AnswerLost(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME), error);
    }
}
