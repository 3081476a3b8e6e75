package io.jenkins.plugins.codecraft.aws;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeAsyncClient;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * One identity in one region, with its clients, which are made when first asked for. Safe for use by many threads.
 * Clients make one attempt a call: who calls decides whether and when to call again. S3 is the exception, it retries
 * as the SDK does.
 */
public final class AwsSession {
    private final Scope scope;
    private final String callerArn;
    private final ClientFactory factory;
    private final Map<String, SdkClient> clients = new ConcurrentHashMap<>();

    AwsSession(Scope scope, String callerArn, ClientFactory factory) {
        this.scope = scope;
        this.callerArn = callerArn;
        this.factory = factory;
    }

    public Scope scope() {
        return scope;
    }

    /** The ARN that {@code sts:GetCallerIdentity} gave. */
    public String callerArn() {
        return callerArn;
    }

    /** {@code aws}, {@code aws-cn}, {@code aws-us-gov}, … as in the caller's ARN. */
    public String partition() {
        String[] parts = callerArn.split(":", 3);
        return parts.length > 1 ? parts[1] : "aws";
    }

    public SageMakerClient sageMaker() {
        return client(SageMakerClient.class, ClientFactory::sageMaker);
    }

    /** Waits for models. Throws {@link AnswerLost}. */
    public SageMakerRuntimeClient sageMakerRuntime() {
        return client(SageMakerRuntimeClient.class, ClientFactory::sageMakerRuntime);
    }

    /**
     * For answers that come as streams. A call and its answer are over when it returns, as with the other clients. Fails
     * with {@link AnswerLost}.
     */
    public SageMakerRuntimeAsyncClient sageMakerRuntimeStreams() {
        return client(SageMakerRuntimeAsyncClient.class, ClientFactory::sageMakerRuntimeStreams);
    }

    public CloudWatchLogsClient cloudWatchLogs() {
        return client(CloudWatchLogsClient.class, ClientFactory::cloudWatchLogs);
    }

    public ApiGatewayClient apiGateway() {
        return client(ApiGatewayClient.class, ClientFactory::apiGateway);
    }

    public ApiGatewayV2Client apiGatewayV2() {
        return client(ApiGatewayV2Client.class, ClientFactory::apiGatewayV2);
    }

    public ApplicationAutoScalingClient applicationAutoScaling() {
        return client(ApplicationAutoScalingClient.class, ClientFactory::applicationAutoScaling);
    }

    public CloudWatchClient cloudWatch() {
        return client(CloudWatchClient.class, ClientFactory::cloudWatch);
    }

    public EventBridgeClient eventBridge() {
        return client(EventBridgeClient.class, ClientFactory::eventBridge);
    }

    /** Calls APIs of API Gateway, by the same rules. */
    public ExecuteApi executeApi() {
        return factory.executeApi();
    }

    public LambdaClient lambda() {
        return client(LambdaClient.class, ClientFactory::lambda);
    }

    /** For {@code Invoke}, which waits for the function. Throws {@link AnswerLost}. */
    public LambdaClient lambdaInvocations() {
        return client("lambdaInvocations", LambdaClient.class, ClientFactory::lambdaInvocations);
    }

    public SfnClient stepFunctions() {
        return client(SfnClient.class, ClientFactory::stepFunctions);
    }

    /** For {@code StartSyncExecution}, which waits for the execution. Throws {@link AnswerLost}. */
    public SfnClient expressExecutions() {
        return client("expressExecutions", SfnClient.class, ClientFactory::expressExecutions);
    }

    public S3Client s3() {
        return client(S3Client.class, ClientFactory::s3);
    }

    private <C extends SdkClient> C client(Class<C> type, Function<ClientFactory, C> make) {
        return client(type.getName(), type, make);
    }

    private <C extends SdkClient> C client(String name, Class<C> type, Function<ClientFactory, C> make) {
        return type.cast(clients.computeIfAbsent(name, any -> make.apply(factory)));
    }
}
