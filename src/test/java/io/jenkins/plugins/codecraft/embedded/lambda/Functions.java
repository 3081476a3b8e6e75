package io.jenkins.plugins.codecraft.embedded.lambda;

import io.jenkins.plugins.codecraft.embedded.AwsError;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Lambda as other services of the same AWS call it: in process, so that the journal holds the client's calls only.
 *
 * <pre>{@code
 * Functions functions = environment.services().get(Functions.class);
 * Functions.Answer answer = functions.invoke("us-east-1", "arn:aws:lambda:us-east-1:123456789012:function:f:live", event);
 * }</pre>
 */
public interface Functions {
    /**
     * What a function answered.
     *
     * @param payload JSON; where {@code functionError} is there, an object with {@code errorMessage}, {@code errorType}
     *     and mostly {@code stackTrace}
     * @param functionError {@code Unhandled} if the function threw, timed out or ended
     * @param executedVersion {@code $LATEST} or the number of the version that ran
     * @param log the lines of this invocation, also in CloudWatch Logs
     */
    record Answer(byte[] payload, Optional<String> functionError, String executedVersion, String log) {
        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }
    }

    /**
     * Who calls in whose name, as the function's resource policy is asked.
     *
     * @param principal {@code apigateway.amazonaws.com}, {@code events.amazonaws.com}, {@code s3.amazonaws.com}, …
     * @param arn of the API's method, the rule, the bucket
     * @param account that owns it
     */
    record Source(String principal, String arn, String account) {}

    /**
     * Invokes a function and waits for its answer; for services that act by a role of their own, such as Step Functions.
     *
     * @param region of the caller; an ARN's own region counts where there is one
     * @param function a name, {@code NAME:QUALIFIER}, a partial or a whole ARN, with or without qualifier
     * @param event JSON
     * @throws AwsError {@code ResourceNotFoundException}, {@code TooManyRequestsException}, …, as {@code Invoke} answers
     */
    Answer invoke(String region, String function, byte[] event);

    /**
     * The same for services that need a permission in the function's resource policy.
     *
     * @throws AwsError also {@code AccessDeniedException} where the policy does not permit it
     */
    Answer invoke(Source source, String region, String function, byte[] event);

    /** Invokes without waiting, as S3 and EventBridge do; a refusal or error of the function ends in the log only. */
    void send(Source source, String region, String function, byte[] event);

    /** Whether a function exists whose resource policy lets a service invoke it; unless overridden, any that exists. */
    default boolean permits(Source source, String region, String function) {
        return find(region, function).isPresent();
    }

    /** The whole ARN of an existing function, with the qualifier that was named; empty if there is none such. */
    Optional<String> find(String region, String function);
}
