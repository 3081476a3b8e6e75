package io.jenkins.plugins.codecraft.operation.crash;

import io.jenkins.plugins.codecraft.aws.SessionRequest;
import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import io.jenkins.plugins.codecraft.embedded.lambda.Lambda;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SageMaker;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SyntheticOutcome;
import io.jenkins.plugins.codecraft.train.Trainings;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;

/** An embedded AWS in which a training takes some hundredths of a second, and clients to look into it. */
final class Lab implements AutoCloseable {
    /** The image of a training that ends only when it is stopped. */
    static final String ENDLESS = "123456789012.dkr.ecr.us-east-1.amazonaws.com/endless:1";

    private static final AwsCredentialsProvider CREDENTIALS = StaticCredentialsProvider.create(
            AwsBasicCredentials.create(EmbeddedAws.ACCESS_KEY_ID, EmbeddedAws.SECRET_ACCESS_KEY));

    private static final AwsBasicCredentials RENEWED =
            AwsBasicCredentials.create("AKIAI44QH8DHBEXAMPLE", "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY");

    private final EmbeddedAws aws = EmbeddedAws.builder()
            .timeScale(1.0 / World.SPEED)
            .accessKey("jenkins", EmbeddedAws.ACCESS_KEY_ID, EmbeddedAws.SECRET_ACCESS_KEY)
            .accessKey("renewed", RENEWED.accessKeyId(), RENEWED.secretAccessKey())
            .role("SageMakerRole", "sagemaker.amazonaws.com")
            .role("LambdaRole", "lambda.amazonaws.com")
            .role("FlowRole", "states.amazonaws.com")
            .start();
    private volatile AwsCredentialsProvider credentials = CREDENTIALS;
    private final SdkHttpClient http = ApacheHttpClient.create();
    private final Map<String, SageMakerClient> clients = new ConcurrentHashMap<>();
    private final Map<String, ApiGatewayClient> restApis = new ConcurrentHashMap<>();
    private final Map<String, LambdaClient> functions = new ConcurrentHashMap<>();
    private final S3Client s3 = S3Client.builder()
            .httpClient(http)
            .endpointOverride(aws.endpoint())
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(CREDENTIALS)
            .build();

    Lab() {
        aws.service(SageMaker.class).images().synthetic(Trainings.IMAGE, job -> SyntheticOutcome.completed()
                .log("epoch 1", "accuracy=0.91", "epoch 2", "accuracy=0.95")
                .modelFile("weights", new byte[] {1, 2, 3}));
        aws.service(SageMaker.class).images().synthetic(ENDLESS, job -> SyntheticOutcome.endless());
        aws.service(Lambda.class).synthetic("features", call -> "\"" + call.version() + "\"");
        aws.objects().createBucket(Trainings.BUCKET);
        aws.objects().put(Trainings.BUCKET, "validation/data.csv", new byte[] {1});
        aws.objects().put(Trainings.BUCKET, "model-a/model.tar.gz", new byte[] {1});
        aws.objects().put(Trainings.BUCKET, "model-b/model.tar.gz", new byte[] {2});
        aws.objects().put(Trainings.BUCKET, "model-c/model.tar.gz", new byte[] {3});
    }

    /** From now on builds come with the credentials of the user {@code renewed}. */
    void renewCredentials() {
        credentials = StaticCredentialsProvider.create(RENEWED);
    }

    EmbeddedAws aws() {
        return aws;
    }

    SessionRequest request(String region) {
        return new SessionRequest(region, credentials, Optional.empty(), Optional.of(aws.endpoint()));
    }

    SageMakerClient sageMaker(String region) {
        return clients.computeIfAbsent(region, any -> SageMakerClient.builder()
                .httpClient(http)
                .endpointOverride(aws.endpoint())
                .region(Region.of(region))
                .credentialsProvider(CREDENTIALS)
                .build());
    }

    S3Client s3() {
        return s3;
    }

    LambdaClient lambda(String region) {
        return functions.computeIfAbsent(region, any -> LambdaClient.builder()
                .httpClient(http)
                .endpointOverride(aws.endpoint())
                .region(Region.of(region))
                .credentialsProvider(CREDENTIALS)
                .build());
    }

    ApiGatewayClient apiGateway(String region) {
        return restApis.computeIfAbsent(region, any -> ApiGatewayClient.builder()
                .httpClient(http)
                .endpointOverride(aws.endpoint())
                .region(Region.of(region))
                .credentialsProvider(CREDENTIALS)
                .build());
    }

    @Override
    public void close() {
        restApis.values().forEach(ApiGatewayClient::close);
        functions.values().forEach(LambdaClient::close);
        s3.close();
        clients.values().forEach(SageMakerClient::close);
        http.close();
        aws.close();
    }
}
