package io.jenkins.plugins.codecraft.storage;

import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import io.jenkins.plugins.codecraft.embedded.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** An embedded AWS with one bucket, and the clients of a controller. */
final class StorageFixture implements AutoCloseable {

    static final String BUCKET = "data";
    /** The one that the embedded S3 knows. */
    static final String KMS_KEY = "0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f";

    static final S3Location LOCATION = S3Location.of(BUCKET, "team/iris");

    final EmbeddedAws aws = EmbeddedAws.start();
    final S3Client s3;

    StorageFixture() {
        StaticCredentialsProvider credentials = StaticCredentialsProvider.create(
                AwsBasicCredentials.create(EmbeddedAws.ACCESS_KEY_ID, EmbeddedAws.SECRET_ACCESS_KEY));
        s3 = S3Client.builder()
                .endpointOverride(aws.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .httpClientBuilder(ApacheHttpClient.builder().socketTimeout(Duration.ofMinutes(2)))
                .forcePathStyle(true)
                .build();
        s3.createBucket(bucket -> bucket.bucket(BUCKET));
    }

    Stager stager() {
        return new Stager(s3, LOCATION);
    }

    /** Path and content of what lies under a dataset's URI. */
    Map<String, byte[]> read(StagedDataset dataset) {
        Map<String, byte[]> files = new TreeMap<>();
        String prefix = dataset.s3Uri().substring(("s3://" + BUCKET + "/").length());
        for (String key : keys(prefix)) {
            files.put(key.substring(prefix.length()), get(key));
        }
        return files;
    }

    byte[] get(String key) {
        return s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asByteArray();
    }

    List<String> keys(String prefix) {
        return s3.listObjectsV2Paginator(list -> list.bucket(BUCKET).prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    /** How many objects of data were sent; manifests and pointers do not count. */
    long dataPuts() {
        return aws
                .journal()
                .calls(call ->
                        call.operation().equals("PutObject") && call.resource().contains("/data/"))
                .stream()
                .filter(Journal.Call::tookEffect)
                .count();
    }

    /** The same bytes for the same seed. */
    static byte[] bytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static Path write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    static Path write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    @Override
    public void close() {
        s3.close();
        aws.close();
    }
}
