package io.jenkins.plugins.codecraft.storage;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Presigns the requests by which an agent writes objects and parts of a location: one each, thousands for a dataset. */
final class Presigner {

    private static final String TEMPLATE = "template";

    private final S3Location location;
    private final QuerySigner signer;
    private final URI base;

    /** @param presigner knows how the bucket is addressed; the credentials and the region are the client's */
    Presigner(S3Client s3, S3Presigner presigner, S3Location location) {
        this.location = location;
        var configuration = s3.serviceClientConfiguration();
        this.signer = new QuerySigner(
                () -> configuration.credentialsProvider().resolveIdentity().join(),
                configuration.region().id());
        String url = presigner
                .presignPutObject(b -> b.signatureDuration(Duration.ofMinutes(1))
                        .putObjectRequest(put -> put.bucket(location.bucket()).key(TEMPLATE)))
                .url()
                .toString();
        this.base = URI.create(url.substring(0, url.indexOf(TEMPLATE + "?")));
    }

    /** A request that writes this object and nothing else: key, length and checksum are signed. */
    Presigned object(String key, long length, String sha256, Map<String, String> metadata, Duration validity) {
        TreeMap<String, String> headers = common(sha256);
        metadata.forEach((name, value) -> headers.put("x-amz-meta-" + name, value));
        headers.put("x-amz-server-side-encryption", Bucket.encryption(location).toString());
        if (Bucket.kmsKey(location) != null) {
            headers.put("x-amz-server-side-encryption-aws-kms-key-id", Bucket.kmsKey(location));
        }
        location.storageClass().ifPresent(storageClass -> headers.put("x-amz-storage-class", storageClass));
        if (!location.tags().isEmpty()) {
            headers.put(
                    "x-amz-tagging",
                    location.tags().entrySet().stream()
                            .map(tag -> encode(tag.getKey()) + "=" + encode(tag.getValue()))
                            .collect(Collectors.joining("&")));
        }
        return presigned(key, Map.of(), headers, length, validity);
    }

    /** A request that writes this part and nothing else: number, length and checksum are signed. */
    Presigned part(String key, String uploadId, int number, long length, String sha256, Duration validity) {
        Map<String, String> query = Map.of("partNumber", Integer.toString(number), "uploadId", uploadId);
        return presigned(key, query, common(sha256), length, validity);
    }

    private TreeMap<String, String> common(String sha256) {
        TreeMap<String, String> headers = new TreeMap<>();
        headers.put("x-amz-checksum-sha256", sha256);
        location.expectedBucketOwner().ifPresent(owner -> headers.put("x-amz-expected-bucket-owner", owner));
        return headers;
    }

    private Presigned presigned(
            String key, Map<String, String> query, TreeMap<String, String> headers, long length, Duration validity) {
        TreeMap<String, String> signed = new TreeMap<>(headers);
        signed.put("content-length", Long.toString(length));
        String url = signer.sign(
                "PUT", base, key, query, signed, InstantSource.system().instant(), validity);
        return new Presigned(url, headers);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
