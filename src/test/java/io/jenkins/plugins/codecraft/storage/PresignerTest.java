package io.jenkins.plugins.codecraft.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** What is presigned is what the SDK's own presigner presigns. */
class PresignerTest {

    private static final Duration VALIDITY = Duration.ofMinutes(15);
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsSessionCredentials.create("AKIAIOSFODNN7EXAMPLE", "secret", "t/k="));

    private static Bucket bucket(S3Client s3) {
        S3Location location = S3Location.of("corp-data", "team")
                .withEncryption(new Encryption.SseKms("alias/data"))
                .withExpectedBucketOwner("111122223333")
                .withTags(Map.of("cost center", "a/b & c=d+e"))
                .withStorageClass("STANDARD_IA");
        return new Bucket(s3, location);
    }

    private static S3Client client(boolean endpoint) {
        var builder = S3Client.builder().region(Region.EU_WEST_1).credentialsProvider(CREDENTIALS);
        return (endpoint
                        ? builder.endpointOverride(URI.create("http://127.0.0.1:4566"))
                                .forcePathStyle(true)
                        : builder)
                .build();
    }

    private static S3Presigner theirs(boolean endpoint) {
        var builder = S3Presigner.builder().region(Region.EU_WEST_1).credentialsProvider(CREDENTIALS);
        return (endpoint
                        ? builder.endpointOverride(URI.create("http://127.0.0.1:4566"))
                                .serviceConfiguration(S3Configuration.builder()
                                        .pathStyleAccessEnabled(true)
                                        .build())
                        : builder)
                .build();
    }

    @Property(tries = 100)
    void the_url_of_a_key_is_that_of_the_sdk(
            @ForAll @StringLength(min = 1, max = 60) String text, @ForAll boolean endpoint) {
        String key = "team/" + new String(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        try (S3Client s3 = client(endpoint);
                S3Presigner theirs = theirs(endpoint)) {
            URI ours = URI.create(
                    bucket(s3).presignPut(key, 5, "c2hh", Map.of(), VALIDITY).url());
            URI sdks = URI.create(theirs.presignPutObject(b -> b.signatureDuration(VALIDITY)
                            .putObjectRequest(put -> put.bucket("corp-data").key(key)))
                    .url()
                    .toString());

            assertThat(ours.getHost()).isEqualTo(sdks.getHost());
            assertThat(ours.getRawPath()).isEqualTo(sdks.getRawPath());
        }
    }

    @Example
    void the_signed_headers_are_those_that_the_sdk_makes_of_the_same_settings() {
        try (S3Client s3 = client(false);
                S3Presigner theirs = theirs(false)) {
            TreeMap<String, String> sdks = new TreeMap<>();
            theirs.presignPutObject(b -> b.signatureDuration(VALIDITY).putObjectRequest(put -> put.bucket("corp-data")
                            .key("team/a")
                            .contentLength(5L)
                            .checksumSHA256("c2hh")
                            .metadata(Map.of("sha256", "x"))
                            .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                            .ssekmsKeyId("alias/data")
                            .expectedBucketOwner("111122223333")
                            .storageClass("STANDARD_IA")
                            .tagging("cost%20center=a%2Fb%20%26%20c%3Dd%2Be")))
                    .signedHeaders()
                    .forEach((name, values) -> sdks.put(name, values.get(0)));
            sdks.remove("host");
            sdks.remove("content-length");

            assertThat(bucket(s3)
                            .presignPut("team/a", 5, "c2hh", Map.of("sha256", "x"), VALIDITY)
                            .headers())
                    .isEqualTo(sdks);
        }
    }
}
