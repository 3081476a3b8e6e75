package io.jenkins.plugins.codecraft.storage;

import io.jenkins.plugins.codecraft.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The multipart uploads of a location, from the controller. */
final class Multipart {

    private final S3Client s3;
    private final Presigner presigner;
    private final S3Location location;
    private final S3Calls calls;

    Multipart(S3Client s3, Presigner presigner, S3Location location) {
        this.s3 = s3;
        this.presigner = presigner;
        this.location = location;
        this.calls = new S3Calls(location);
    }

    /** Metadata of an object that was sent in parts: the bytes of each but the last. */
    static final String PART_SIZE = "part-size";

    /** An upload that is under way, or was left behind. */
    record Open(String key, String uploadId, Instant initiated) {}

    String create(String key, Map<String, String> metadata) throws StorageException, InterruptedException {
        return calls.make(Words.of(Multipart.class, "beginUpload", location.uri(key)), () -> s3.createMultipartUpload(
                        b -> b.bucket(location.bucket())
                                .key(key)
                                .metadata(metadata)
                                .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                                .serverSideEncryption(Bucket.encryption(location))
                                .ssekmsKeyId(Bucket.kmsKey(location))
                                .storageClass(location.storageClass().orElse(null))
                                .tagging(Bucket.tagging(location))
                                .expectedBucketOwner(owner()))
                .uploadId());
    }

    /** A request that writes this part and nothing else: number, length and checksum are signed. */
    Presigned presign(String key, String uploadId, int number, long length, String sha256, Duration validity) {
        TreeMap<String, String> headers = Bucket.ownerHeader(location);
        headers.put("content-length", Long.toString(length));
        headers.put("x-amz-checksum-sha256", sha256);
        Map<String, String> query = Map.of("partNumber", Integer.toString(number), "uploadId", uploadId);
        return presigner.presign(SdkHttpMethod.PUT, key, query, headers, validity);
    }

    /**
     * Copies a range of another object as a part.
     *
     * @return the part's ETag and checksum, or nothing when there is no such object or upload
     */
    Optional<CompletedPart> copy(String from, String key, String uploadId, int number, long offset, long length)
            throws StorageException, InterruptedException {
        return calls.make(Words.of(Multipart.class, "copy", location.uri(from), location.uri(key)), () -> {
            try {
                var copied = s3.uploadPartCopy(b -> b.sourceBucket(location.bucket())
                                .sourceKey(from)
                                .copySourceRange("bytes=" + offset + "-" + (offset + length - 1))
                                .destinationBucket(location.bucket())
                                .destinationKey(key)
                                .uploadId(uploadId)
                                .partNumber(number)
                                .expectedBucketOwner(owner())
                                .expectedSourceBucketOwner(owner()))
                        .copyPartResult();
                return Optional.of(CompletedPart.builder()
                        .partNumber(number)
                        .eTag(copied.eTag())
                        .checksumSHA256(copied.checksumSHA256())
                        .build());
            } catch (S3Exception e) {
                boolean noBucket = e.awsErrorDetails() != null
                        && "NoSuchBucket".equals(e.awsErrorDetails().errorCode());
                if (e.statusCode() == 404 && !noBucket) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    /** @return false when the upload is not there any more */
    boolean complete(String key, String uploadId, SortedMap<Integer, CompletedPart> parts)
            throws StorageException, InterruptedException {
        return calls.make(Words.of(Multipart.class, "completeUpload", location.uri(key)), () -> {
            try {
                s3.completeMultipartUpload(b -> b.bucket(location.bucket())
                        .key(key)
                        .uploadId(uploadId)
                        .multipartUpload(m -> m.parts(parts.values()))
                        .expectedBucketOwner(owner()));
                return true;
            } catch (NoSuchUploadException e) {
                return false;
            }
        });
    }

    /** An upload that is not there any more is no error. */
    void abort(String key, String uploadId) throws StorageException, InterruptedException {
        calls.make(Words.of(Multipart.class, "abortUpload", location.uri(key)), () -> {
            try {
                return s3.abortMultipartUpload(b ->
                        b.bucket(location.bucket()).key(key).uploadId(uploadId).expectedBucketOwner(owner()));
            } catch (S3Exception e) {
                if (e.statusCode() == 404) {
                    return null;
                }
                throw e;
            }
        });
    }

    /** The uploads under a prefix, the earliest first. */
    List<Open> list(String prefix) throws StorageException, InterruptedException {
        return calls.make(Words.of(Multipart.class, "listUploads", location.uri(prefix)), () -> s3
                .listMultipartUploadsPaginator(ListMultipartUploadsRequest.builder()
                        .bucket(location.bucket())
                        .prefix(prefix)
                        .expectedBucketOwner(owner())
                        .build())
                .uploads()
                .stream()
                .sorted(java.util.Comparator.comparing(MultipartUpload::initiated))
                .map(upload -> new Open(upload.key(), upload.uploadId(), upload.initiated()))
                .toList());
    }

    /** The parts that an upload already has; none when it is not there any more. */
    List<Part> parts(String key, String uploadId) throws StorageException, InterruptedException {
        return calls.make(Words.of(Multipart.class, "listParts", location.uri(key)), () -> {
            try {
                return s3
                        .listPartsPaginator(ListPartsRequest.builder()
                                .bucket(location.bucket())
                                .key(key)
                                .uploadId(uploadId)
                                .expectedBucketOwner(owner())
                                .build())
                        .parts()
                        .stream()
                        .toList();
            } catch (S3Exception e) {
                if (e.statusCode() == 404) {
                    return List.of();
                }
                throw e;
            }
        });
    }

    private String owner() {
        return location.expectedBucketOwner().orElse(null);
    }
}
