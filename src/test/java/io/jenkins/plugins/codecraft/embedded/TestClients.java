package io.jenkins.plugins.codecraft.embedded;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** The real clients of the SDK, without retries and with a short patience. */
final class TestClients implements AutoCloseable {
    private static final AwsCredentials KEY =
            AwsBasicCredentials.create(EmbeddedAws.ACCESS_KEY_ID, EmbeddedAws.SECRET_ACCESS_KEY);

    private final EmbeddedAws aws;
    private final SdkHttpClient http =
            ApacheHttpClient.builder().socketTimeout(Duration.ofSeconds(2)).build();
    private final List<AutoCloseable> open = new ArrayList<>();

    TestClients(EmbeddedAws aws) {
        this.aws = aws;
    }

    StsClient sts() {
        return sts(KEY);
    }

    StsClient stsWith(String id, String secret) {
        return sts(AwsBasicCredentials.create(id, secret));
    }

    StsClient stsWith(Credentials session) {
        return sts(
                AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), session.sessionToken()));
    }

    private StsClient sts(AwsCredentials credentials) {
        return configure(StsClient.builder(), credentials)
                .overrideConfiguration(config -> config.retryStrategy(DefaultRetryStrategy.standardStrategyBuilder()
                        .maxAttempts(2)
                        .build()))
                .build();
    }

    CloudWatchLogsClient logs() {
        return configure(CloudWatchLogsClient.builder(), KEY).build();
    }

    CloudWatchLogsClient logsWith(String id, String secret) {
        return configure(CloudWatchLogsClient.builder(), AwsBasicCredentials.create(id, secret))
                .build();
    }

    S3Client s3() {
        return keep(configure(S3Client.builder(), KEY)
                .httpClient(null)
                .httpClientBuilder(ApacheHttpClient.builder().socketTimeout(Duration.ofSeconds(60)))
                .forcePathStyle(true)
                .build());
    }

    private <T extends AutoCloseable> T keep(T client) {
        open.add(client);
        return client;
    }

    S3Presigner presigner() {
        S3Presigner presigner = S3Presigner.builder()
                .endpointOverride(aws.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(KEY))
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
        return keep(presigner);
    }

    private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configure(
            B builder, AwsCredentials credentials) {
        return builder.endpointOverride(aws.endpoint())
                .region(Region.US_EAST_1)
                .httpClient(http)
                .overrideConfiguration(config -> config.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .credentialsProvider(StaticCredentialsProvider.create(credentials));
    }

    static String code(ThrowingCallable call) {
        AwsServiceException refused = catchThrowableOfType(AwsServiceException.class, call);
        return refused == null ? "no error" : refused.awsErrorDetails().errorCode();
    }

    @Override
    public void close() {
        for (AutoCloseable one : open) {
            try {
                one.close();
            } catch (Exception broken) {
                throw new IllegalStateException(broken);
            }
        }
        http.close();
    }
}
