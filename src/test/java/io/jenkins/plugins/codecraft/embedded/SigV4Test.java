package io.jenkins.plugins.codecraft.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The examples of the Amazon S3 API reference, which are all of 24 May 2013. */
class SigV4Test {
    private static final String CREDENTIAL = "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request";
    private static final String SEED = "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9";

    private final AwsClock clock = new AwsClock(1);
    private final Iam iam = new Iam("123456789012");
    private final SigV4 sigV4 = new SigV4(clock, iam);

    @BeforeEach
    void goBackTo2013() {
        clock.advance(Duration.between(Instant.now(), Instant.parse("2013-05-24T00:00:01Z")));
        iam.user("me", EmbeddedAws.ACCESS_KEY_ID, EmbeddedAws.SECRET_ACCESS_KEY);
    }

    @AfterEach
    void stop() {
        clock.close();
    }

    @Test
    void the_example_of_a_range_request_verifies() {
        verify(
                head(
                        "GET",
                        "/test.txt",
                        "",
                        Map.of(
                                "Host", "examplebucket.s3.amazonaws.com",
                                "Range", "bytes=0-9",
                                "x-amz-content-sha256", Hashes.EMPTY,
                                "x-amz-date", "20130524T000000Z",
                                "Authorization",
                                        "AWS4-HMAC-SHA256 Credential=" + CREDENTIAL
                                                + ",SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature="
                                                + "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")),
                Hashes.EMPTY);
    }

    @Test
    void the_example_of_a_listing_verifies() {
        verify(
                head(
                        "GET",
                        "/",
                        "max-keys=2&prefix=J",
                        Map.of(
                                "Host",
                                "examplebucket.s3.amazonaws.com",
                                "x-amz-content-sha256",
                                Hashes.EMPTY,
                                "x-amz-date",
                                "20130524T000000Z",
                                "Authorization",
                                "AWS4-HMAC-SHA256 Credential=" + CREDENTIAL
                                        + ",SignedHeaders=host;x-amz-content-sha256;x-amz-date,Signature="
                                        + "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")),
                Hashes.EMPTY);
    }

    @Test
    void the_example_of_a_presigned_url_verifies_for_its_time() {
        HttpHead url = head(
                "GET",
                "/test.txt",
                "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=" + CREDENTIAL.replace("/", "%2F")
                        + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature="
                        + "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
                Map.of("Host", "examplebucket.s3.amazonaws.com"));

        verify(url, SigV4.UNSIGNED);
        clock.advance(Duration.ofDays(1));
        assertThatThrownBy(() -> verify(url, SigV4.UNSIGNED)).hasMessage("Request has expired");
    }

    @Test
    void a_presigned_url_is_good_for_a_week_at_most() {
        assertThatThrownBy(() -> Signature.of(head(
                        "GET",
                        "/test.txt",
                        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=" + CREDENTIAL.replace("/", "%2F")
                                + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=604801&X-Amz-SignedHeaders=host"
                                + "&X-Amz-Signature=0",
                        Map.of())))
                .isInstanceOfSatisfying(AwsError.class, error -> assertThat(error.code())
                        .isEqualTo("AuthorizationQueryParametersError"));
    }

    @Test
    void the_example_of_an_upload_in_chunks_verifies() throws IOException {
        verify(chunkedUpload(), "STREAMING-AWS4-HMAC-SHA256-PAYLOAD");

        assertThat(decode(chunkedBody("a"))).isEqualTo("a".repeat(66560));
    }

    @Test
    void a_changed_chunk_does_not_match_its_signature() {
        assertThatThrownBy(() -> decode(chunkedBody("b")))
                .isInstanceOfSatisfying(
                        AwsError.class, error -> assertThat(error.code()).isEqualTo("SignatureDoesNotMatch"));
    }

    @Test
    void a_missing_last_chunk_is_noticed() {
        String body = chunkedBody("a");

        assertThatThrownBy(() -> decode(body.substring(0, body.lastIndexOf("0;chunk"))))
                .isInstanceOfSatisfying(
                        AwsError.class, error -> assertThat(error.code()).isEqualTo("IncompleteBody"));
    }

    private HttpHead chunkedUpload() {
        return head(
                "PUT",
                "/examplebucket/chunkObject.txt",
                "",
                Map.of(
                        "Host", "s3.amazonaws.com",
                        "content-encoding", "aws-chunked",
                        "content-length", "66824",
                        "x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                        "x-amz-date", "20130524T000000Z",
                        "x-amz-decoded-content-length", "66560",
                        "x-amz-storage-class", "REDUCED_REDUNDANCY",
                        "Authorization",
                                "AWS4-HMAC-SHA256 Credential=" + CREDENTIAL
                                        + ",SignedHeaders=content-encoding;content-length;host;x-amz-content-sha256;"
                                        + "x-amz-date;x-amz-decoded-content-length;x-amz-storage-class,Signature="
                                        + SEED));
    }

    private static String chunkedBody(String letter) {
        return "10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n"
                + letter.repeat(65536)
                + "\r\n400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n"
                + "a".repeat(1024)
                + "\r\n0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n";
    }

    private String decode(String body) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ChunkedBody(chunkedUpload(), iam, Optional.empty())
                .decode(new ByteArrayInputStream(body.getBytes(StandardCharsets.US_ASCII)), out);
        return out.toString(StandardCharsets.US_ASCII);
    }

    private void verify(HttpHead head, String payloadHash) {
        sigV4.verify(head, Signature.of(head).orElseThrow(), Protocol.REST_XML, payloadHash);
    }

    private static HttpHead head(String method, String path, String query, Map<String, String> headers) {
        Map<String, List<String>> lists = new java.util.HashMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return new HttpHead(method, path, query, lists);
    }
}
