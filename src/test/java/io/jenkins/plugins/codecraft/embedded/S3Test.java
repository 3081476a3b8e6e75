package io.jenkins.plugins.codecraft.embedded;

import static io.jenkins.plugins.codecraft.embedded.TestClients.code;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class S3Test {
    private static final int PART = 5 * 1024 * 1024;

    private static EmbeddedAws aws;
    private static TestClients clients;
    private static S3Client s3;
    private static S3Presigner presigner;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        aws = EmbeddedAws.start();
        clients = new TestClients(aws);
        s3 = clients.s3();
        presigner = clients.presigner();
        s3.createBucket(bucket -> bucket.bucket("data"));
    }

    @AfterAll
    static void stop() {
        clients.close();
        aws.close();
    }

    @BeforeEach
    @AfterEach
    void calm() {
        aws.faults().clear();
        aws.journal().clear();
    }

    @Test
    void what_is_put_can_be_got() {
        put("plain", "hello");

        assertThat(text("plain")).isEqualTo("hello");
        assertThat(aws.journal().counts()).isEqualTo(java.util.Map.of("s3:PutObject", 1, "s3:GetObject", 1));
    }

    @Test
    void a_key_may_hold_anything() {
        String key = "ü b/+%20&c=1/~(x)'*";
        put(key, "odd");

        assertThat(text(key)).isEqualTo("odd");
        assertThat(s3.listObjectsV2(list -> list.bucket("data").prefix("ü b/")).contents())
                .extracting(object -> object.key())
                .containsExactly(key);
    }

    @Test
    void a_range_is_a_part_of_the_content() {
        put("range", "0123456789");

        assertThat(s3.getObjectAsBytes(get -> get.bucket("data").key("range").range("bytes=2-4"))
                        .asUtf8String())
                .isEqualTo("234");
    }

    @Test
    void a_listing_goes_on_by_its_token() {
        for (int i = 0; i < 5; i++) {
            put("list/" + i, "x");
        }

        var first = s3.listObjectsV2(list -> list.bucket("data").prefix("list/").maxKeys(2));
        assertThat(first.isTruncated()).isTrue();
        assertThat(s3.listObjectsV2Paginator(
                                list -> list.bucket("data").prefix("list/").maxKeys(2))
                        .contents())
                .hasSize(5);
    }

    @Test
    void a_checksum_in_the_trailer_is_verified_kept_and_told_if_asked() {
        s3.putObject(
                put -> put.bucket("data").key("sum").checksumAlgorithm(ChecksumAlgorithm.SHA256),
                RequestBody.fromString("hello"));

        HeadObjectResponse head =
                s3.headObject(ask -> ask.bucket("data").key("sum").checksumMode(ChecksumMode.ENABLED));
        assertThat(head.checksumSHA256()).isEqualTo(sha256("hello"));
        assertThat(head.checksumTypeAsString()).isEqualTo("FULL_OBJECT");
        assertThat(s3.headObject(ask -> ask.bucket("data").key("sum")).checksumSHA256())
                .isNull();
    }

    @Test
    void a_wrong_checksum_leaves_no_object() {
        assertThat(code(() -> s3.putObject(
                        put -> put.bucket("data").key("bad").checksumSHA256(sha256("other")),
                        RequestBody.fromString("hello"))))
                .isEqualTo("BadDigest");
        assertThat(aws.objects().exists("data", "bad")).isFalse();
    }

    @Test
    void an_upload_in_parts_has_the_checksum_of_its_parts() {
        put("source", "tail");
        var upload = s3.createMultipartUpload(
                create -> create.bucket("data").key("parts").checksumAlgorithm(ChecksumAlgorithm.SHA256));
        byte[] content = new byte[PART];
        new Random(1).nextBytes(content);
        UploadPartResponse first = s3.uploadPart(
                part -> part.bucket("data")
                        .key("parts")
                        .uploadId(upload.uploadId())
                        .partNumber(1)
                        .checksumAlgorithm(ChecksumAlgorithm.SHA256),
                RequestBody.fromBytes(content));
        CopyPartResult second = s3.uploadPartCopy(part -> part.sourceBucket("data")
                        .sourceKey("source")
                        .destinationBucket("data")
                        .destinationKey("parts")
                        .uploadId(upload.uploadId())
                        .partNumber(2))
                .copyPartResult();

        var done = s3.completeMultipartUpload(complete -> complete.bucket("data")
                .key("parts")
                .uploadId(upload.uploadId())
                .multipartUpload(all -> all.parts(
                        part(1, first.eTag(), first.checksumSHA256()),
                        part(2, second.eTag(), second.checksumSHA256()))));

        assertThat(second.checksumSHA256()).isEqualTo(sha256("tail"));
        assertThat(done.checksumSHA256()).endsWith("-2");
        assertThat(s3.headObject(ask -> ask.bucket("data").key("parts")).contentLength())
                .isEqualTo(PART + 4L);
    }

    private static CompletedPart part(int number, String etag, String checksum) {
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(etag)
                .checksumSHA256(checksum)
                .build();
    }

    @Test
    void an_aborted_upload_leaves_the_object_that_is_there() {
        put("taken", "there");
        String upload = s3.createMultipartUpload(create -> create.bucket("data").key("taken"))
                .uploadId();

        s3.abortMultipartUpload(abort -> abort.bucket("data").key("taken").uploadId(upload));

        assertThat(text("taken")).isEqualTo("there");
        assertThat(s3.listMultipartUploads(list -> list.bucket("data")).uploads())
                .isEmpty();
        assertThat(code(() ->
                        s3.listParts(list -> list.bucket("data").key("taken").uploadId(upload))))
                .isEqualTo("NoSuchUpload");
    }

    @Test
    void metadata_tags_and_encryption_stay_with_the_object() {
        s3.putObject(
                put -> put.bucket("data")
                        .key("meta")
                        .metadata(java.util.Map.of("who", "me"))
                        .tagging("team=ml")
                        .contentType("text/csv")
                        .serverSideEncryption("AES256"),
                RequestBody.fromString("a,b"));

        GetObjectResponse got =
                s3.getObjectAsBytes(get -> get.bucket("data").key("meta")).response();
        assertThat(got.metadata()).containsEntry("who", "me");
        assertThat(got.contentType()).isEqualTo("text/csv");
        assertThat(got.serverSideEncryptionAsString()).isEqualTo("AES256");
        assertThat(s3.getObjectTagging(get -> get.bucket("data").key("meta")).tagSet())
                .extracting(tag -> tag.key() + "=" + tag.value())
                .containsExactly("team=ml");
    }

    @Test
    void a_copy_has_the_content_and_the_checksum() {
        s3.putObject(
                put -> put.bucket("data").key("original").checksumAlgorithm(ChecksumAlgorithm.SHA256),
                RequestBody.fromString("hello"));
        s3.copyObject(copy -> copy.sourceBucket("data")
                .sourceKey("original")
                .destinationBucket("data")
                .destinationKey("copy"));

        assertThat(text("copy")).isEqualTo("hello");
        assertThat(s3.headObject(ask -> ask.bucket("data").key("copy").checksumMode(ChecksumMode.ENABLED))
                        .checksumSHA256())
                .isEqualTo(sha256("hello"));
    }

    @Test
    void the_buckets_owner_must_be_the_expected_one() {
        put("owned", "x");

        assertThat(code(() -> s3.getObjectAsBytes(
                        get -> get.bucket("data").key("owned").expectedBucketOwner("999999999999"))))
                .isEqualTo("AccessDenied");
        assertThat(s3.headObject(ask -> ask.bucket("data").key("owned").expectedBucketOwner(aws.account()))
                        .contentLength())
                .isEqualTo(1);
    }

    @Test
    void what_is_not_there_has_its_error() {
        assertThat(code(() -> s3.getObjectAsBytes(get -> get.bucket("data").key("none"))))
                .isEqualTo("NoSuchKey");
        assertThat(code(() -> s3.listObjectsV2(list -> list.bucket("none-such"))))
                .isEqualTo("NoSuchBucket");
    }

    @Test
    void a_presigned_url_brings_the_content_without_credentials() throws Exception {
        put("presigned", "hello");
        URI url = presigned("presigned", Duration.ofMinutes(1));

        assertThat(get(url).body()).isEqualTo("hello");
    }

    @Test
    void a_changed_presigned_url_does_not_match() throws Exception {
        URI url = presigned("presigned", Duration.ofMinutes(1));

        HttpResponse<String> answer = get(URI.create(url.toString().replace("X-Amz-Expires=60", "X-Amz-Expires=600")));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("<Code>SignatureDoesNotMatch</Code>");
    }

    @Test
    void a_presigned_url_expires() throws Exception {
        URI url = presigned("presigned", Duration.ofMinutes(1));
        aws.clock().advance(Duration.ofMinutes(2));
        try {
            assertThat(get(url).body()).contains("<Message>Request has expired</Message>");
        } finally {
            aws.clock().advance(Duration.ofMinutes(-2));
        }
    }

    @Test
    void a_presigned_upload_takes_only_the_signed_checksum() throws Exception {
        URI url = URI.create(presigner
                .presignPutObject(sign -> sign.signatureDuration(Duration.ofMinutes(1))
                        .putObjectRequest(put -> put.bucket("data").key("up").checksumSHA256(sha256("right"))))
                .url()
                .toString());

        HttpRequest.Builder upload = HttpRequest.newBuilder(url).header("x-amz-checksum-sha256", sha256("right"));
        assertThat(send(upload.PUT(BodyPublishers.ofString("wrong"))).body()).contains("<Code>BadDigest</Code>");
        assertThat(aws.objects().exists("data", "up")).isFalse();
        assertThat(send(upload.PUT(BodyPublishers.ofString("right"))).statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_header_that_was_not_signed_is_refused() throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(presigned("presigned", Duration.ofMinutes(1)))
                .header("x-amz-meta-extra", "1");

        assertThat(send(request).body()).contains("<HeadersNotSigned>x-amz-meta-extra</HeadersNotSigned>");
    }

    @Test
    void s3_throttles_by_slowing_down() {
        aws.faults().on("s3", "PutObject").throttle();

        assertThat(code(() -> put("slow", "x"))).isEqualTo("SlowDown");
        assertThat(aws.objects().exists("data", "slow")).isFalse();
    }

    @Test
    void from_inside_the_buckets_are_seen_without_a_trace() {
        aws.objects().put("data", "inside/a", "one".getBytes(UTF_8));

        assertThat(text("inside/a")).isEqualTo("one");
        assertThat(aws.objects().list("data", "inside/"))
                .extracting(ObjectStore.Entry::key, ObjectStore.Entry::size)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("inside/a", 3L));
        assertThat(aws.journal().calls()).extracting(Journal.Call::operation).containsExactly("GetObject");
    }

    private void put(String key, String content) {
        s3.putObject(put -> put.bucket("data").key(key), RequestBody.fromString(content));
    }

    private String text(String key) {
        return s3.getObjectAsBytes(get -> get.bucket("data").key(key)).asUtf8String();
    }

    private static URI presigned(String key, Duration good) {
        return URI.create(presigner
                .presignGetObject(sign -> sign.signatureDuration(good)
                        .getObjectRequest(get -> get.bucket("data").key(key)))
                .url()
                .toString());
    }

    private HttpResponse<String> get(URI url) throws Exception {
        return send(HttpRequest.newBuilder(url));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String sha256(String text) {
        MessageDigest digest = Hashes.sha256();
        return Base64.getEncoder().encodeToString(digest.digest(text.getBytes(UTF_8)));
    }
}
