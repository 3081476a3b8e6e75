package io.jenkins.plugins.codecraft.aws;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
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
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeAsyncClientBuilder;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Builds SDK clients that share their HTTP clients, all set up alike. A client whose calls run somebody's code is
 * patient, and tells when an answer was lost; it is another than that of the service's control plane.
 */
record ClientFactory(
        HttpClients http,
        ScheduledExecutorService timeouts,
        String region,
        AwsCredentialsProvider credentials,
        Optional<URI> endpoint,
        List<ExecutionInterceptor> interceptors,
        Duration callTimeout) {

    /** A real-time endpoint answers within 60 s or not at all; the rest is for the way there and back. */
    private static final Duration INVOCATION_TIMEOUT = Duration.ofSeconds(70);

    /** A function runs for 15 minutes at most, and is waited for when it is invoked synchronously. */
    private static final Duration FUNCTION_TIMEOUT = Duration.ofMinutes(15).plusSeconds(10);

    /** An express execution that is started synchronously runs for 5 minutes at most. */
    private static final Duration EXECUTION_TIMEOUT = Duration.ofMinutes(5).plusSeconds(10);

    /** A response stream of SageMaker lasts 8 minutes at most. */
    private static final Duration STREAM_TIMEOUT = Duration.ofMinutes(8).plusSeconds(10);

    /** For how long a connection may be silent: longer than any of these, which then say what took too long. */
    static final Duration LONGEST_ANSWER = FUNCTION_TIMEOUT.plusSeconds(10);

    private static final Duration S3_TIMEOUT = Duration.ofMinutes(2);

    ClientFactory with(AwsCredentialsProvider other) {
        return new ClientFactory(http, timeouts, region, other, endpoint, interceptors, callTimeout);
    }

    ClientFactory with(ExecutionInterceptor interceptor) {
        return new ClientFactory(http, timeouts, region, credentials, endpoint, List.of(interceptor), callTimeout);
    }

    SageMakerClient sageMaker() {
        return configured(SageMakerClient.builder(), callTimeout).build();
    }

    SageMakerRuntimeClient sageMakerRuntime() {
        return invoking(SageMakerRuntimeClient.builder(), INVOCATION_TIMEOUT).build();
    }

    /** For what only an asynchronous client does; its calls block nevertheless. */
    SageMakerRuntimeAsyncClient sageMakerRuntimeStreams() {
        SageMakerRuntimeAsyncClientBuilder builder = SageMakerRuntimeAsyncClient.builder()
                .region(Region.of(region))
                .credentialsProvider(credentials)
                .httpClient(new BlockingHttp(http.patient()))
                .asyncConfiguration(configuration -> configuration.advancedOption(
                        SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run))
                .overrideConfiguration(overrides(STREAM_TIMEOUT, AwsRetryStrategy.doNotRetry())
                        .addExecutionInterceptor(new LostAnswers())
                        .build());
        endpoint.ifPresent(builder::endpointOverride);
        return builder.build();
    }

    CloudWatchLogsClient cloudWatchLogs() {
        return configured(CloudWatchLogsClient.builder(), callTimeout).build();
    }

    ApiGatewayClient apiGateway() {
        return configured(ApiGatewayClient.builder(), callTimeout).build();
    }

    ApiGatewayV2Client apiGatewayV2() {
        return configured(ApiGatewayV2Client.builder(), callTimeout).build();
    }

    ApplicationAutoScalingClient applicationAutoScaling() {
        return configured(ApplicationAutoScalingClient.builder(), callTimeout).build();
    }

    CloudWatchClient cloudWatch() {
        return configured(CloudWatchClient.builder(), callTimeout).build();
    }

    EventBridgeClient eventBridge() {
        return configured(EventBridgeClient.builder(), callTimeout).build();
    }

    LambdaClient lambda() {
        return configured(LambdaClient.builder(), callTimeout).build();
    }

    LambdaClient lambdaInvocations() {
        return invoking(LambdaClient.builder(), FUNCTION_TIMEOUT).build();
    }

    SfnClient stepFunctions() {
        return configured(SfnClient.builder(), callTimeout).build();
    }

    SfnClient expressExecutions() {
        return invoking(SfnClient.builder(), EXECUTION_TIMEOUT).build();
    }

    ExecuteApi executeApi() {
        return new ExecuteApi(http.patient(), credentials, region, endpoint);
    }

    StsClient sts() {
        return configured(StsClient.builder(), callTimeout).build();
    }

    S3Client s3() {
        return common(S3Client.builder(), overrides(S3_TIMEOUT, AwsRetryStrategy.standardRetryStrategy()))
                .httpClient(http.usual())
                .forcePathStyle(endpoint.isPresent())
                .build();
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configured(
            B builder, Duration timeout) {
        return common(builder, overrides(timeout, AwsRetryStrategy.doNotRetry()))
                .httpClient(http.usual());
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B invoking(B builder, Duration timeout) {
        ClientOverrideConfiguration.Builder overrides = overrides(timeout, AwsRetryStrategy.doNotRetry());
        return common(builder, overrides.addExecutionInterceptor(new LostAnswers()))
                .httpClient(http.patient());
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B common(
            B builder, ClientOverrideConfiguration.Builder overrides) {
        B common = builder.region(Region.of(region))
                .credentialsProvider(credentials)
                .overrideConfiguration(overrides.build());
        endpoint.ifPresent(common::endpointOverride);
        return common;
    }

    private ClientOverrideConfiguration.Builder overrides(Duration timeout, RetryStrategy retries) {
        ClientOverrideConfiguration.Builder overrides = ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(timeout)
                // else each client has five threads of its own, for as long as it lives
                .scheduledExecutorService(timeouts)
                .retryStrategy(retries)
                // what stands in ~/.aws of the controller must not reach into a build's session
                .defaultProfileFile(ProfileFile.aggregator().build())
                // AWS has hosts of their own for some calls, such as sync-states; an endpoint that was given has not
                .putAdvancedOption(SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION, endpoint.isPresent())
                .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, "codecraft-ai-jenkins");
        interceptors.forEach(overrides::addExecutionInterceptor);
        return overrides;
    }
}
