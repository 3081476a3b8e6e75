package io.jenkins.plugins.codecraft.storage.bench;

import io.jenkins.plugins.codecraft.storage.DatasetSource;
import io.jenkins.plugins.codecraft.storage.LocalAgent;
import io.jenkins.plugins.codecraft.storage.Progress;
import io.jenkins.plugins.codecraft.storage.S3Location;
import io.jenkins.plugins.codecraft.storage.Stager;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** This plugin's staging, controller and agent in one process; tasks and answers are serialized between them. */
public final class Ours implements AutoCloseable {
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "secret"));

    private final S3Client s3;

    Ours(URI endpoint) {
        s3 = client(endpoint);
    }

    static S3Client client(URI endpoint) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .httpClientBuilder(ApacheHttpClient.builder().maxConnections(64).socketTimeout(Duration.ofMinutes(2)))
                .forcePathStyle(true)
                .build();
    }

    Stager stager() {
        return new Stager(s3, S3Location.of("bench", "ours"));
    }

    void stage(Path workspace, String folder) throws IOException, InterruptedException {
        stager().stageDataset(new LocalAgent(workspace), DatasetSource.of("bench", folder), Progress.none());
    }

    /** One staging in a fresh process: endpoint, workspace, folder. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (Ours ours = new Ours(URI.create(args[0]))) {
            ours.stage(Path.of(args[1]), args[2]);
        }
    }

    @Override
    public void close() {
        s3.close();
    }
}
