package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.aws.Scope;
import java.util.Set;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Takes each call of a scope's clients through the pace. */
record PaceInterceptor(Pace pace, Scope scope) implements ExecutionInterceptor {
    /** Their quotas are per prefix or per endpoint and far above what builds do. */
    private static final Set<String> UNPACED_SERVICES = Set.of("S3", "SageMaker Runtime");

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if (paced(attributes)) {
            pace.admit(scope, api(attributes));
        }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        if (paced(attributes)) {
            pace.answered(scope, api(attributes));
        }
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        if (paced(attributes) && AwsErrors.isThrottling(context.exception())) {
            pace.throttled(scope, api(attributes));
        }
    }

    private static boolean paced(ExecutionAttributes attributes) {
        return !UNPACED_SERVICES.contains(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME));
    }

    private static String api(ExecutionAttributes attributes) {
        return attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    }
}
