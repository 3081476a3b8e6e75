package io.jenkins.plugins.codecraft.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/** The signatures are those of the SDK, and of the example in the S3 API reference. */
class QuerySignerTest {

    private static final Pattern TIME =
            Pattern.compile("X-Amz-Date=(\\d{4})(\\d\\d)(\\d\\d)T(\\d\\d)(\\d\\d)(\\d\\d)Z");

    @Test
    void the_example_of_the_reference_has_its_signature() {
        QuerySigner signer = new QuerySigner(
                () -> AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
                "us-east-1");

        String url = signer.sign(
                "GET",
                URI.create("https://examplebucket.s3.amazonaws.com/"),
                "test.txt",
                Map.of(),
                new TreeMap<>(),
                Instant.parse("2013-05-24T00:00:00Z"),
                Duration.ofDays(1));

        assertThat(url).endsWith("&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b.csv", "a b+c%20/ü😀~(1)'*!.csv", "new\nline", "x//y", "a=b&c?d#e:@$,;"})
    void the_sdk_signs_the_same(String key) {
        check(key, AwsBasicCredentials.create("AKIA", "secret"));
    }

    @Test
    void the_token_of_a_session_is_signed_too() {
        check("a/b.csv", AwsSessionCredentials.create("ASIA", "secret", "to/ken+=="));
    }

    private static void check(String key, AwsCredentials credentials) {
        try (S3Presigner presigner = S3Presigner.builder()
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build()) {
            PresignedPutObjectRequest sdk = presigner.presignPutObject(
                    b -> b.signatureDuration(Duration.ofMinutes(15)).putObjectRequest(put -> put.bucket("bucket")
                            .key(key)
                            .contentLength(5L)
                            .checksumSHA256("LCa0a2j/xo/5m0U8HTBBNBNCLXBkg7+g+YpeiGJm564=")));
            String wanted = sdk.url().toString();
            TreeMap<String, String> headers = new TreeMap<>();
            sdk.signedHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
            headers.remove("host");

            String url = new QuerySigner(() -> credentials, "eu-central-1")
                    .sign(
                            "PUT",
                            URI.create("https://bucket.s3.eu-central-1.amazonaws.com/"),
                            key,
                            Map.of(),
                            headers,
                            time(wanted),
                            Duration.ofMinutes(15));

            assertThat(signature(url)).isEqualTo(signature(wanted));
        }
    }

    private static Instant time(String url) {
        Matcher time = TIME.matcher(url);
        assertThat(time.find()).isTrue();
        return Instant.parse(time.group().replaceFirst(TIME.pattern(), "$1-$2-$3T$4:$5:$6Z"));
    }

    private static String signature(String url) {
        return url.replaceFirst(".*X-Amz-Signature=([0-9a-f]{64}).*", "$1");
    }
}
