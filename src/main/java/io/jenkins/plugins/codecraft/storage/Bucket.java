package io.jenkins.plugins.codecraft.storage;

import io.jenkins.plugins.codecraft.storage.agent.Digests;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Base64;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/** The objects of a location, from the controller, with its encryption, owner, tags and storage class. */
final class Bucket {

    private final S3Client s3;
    private final Presigner presigner;
    private final S3Location location;
    private final S3Calls calls;
    private final AtomicBoolean unknownIsTold = new AtomicBoolean();
    /** What every request for a new object says of it, as headers. */
    private final TreeMap<String, String> newObject;

    Bucket(S3Client s3, S3Location location) {
        this.s3 = s3;
        this.presigner = new Presigner(s3, location.bucket());
        this.location = location;
        this.calls = new S3Calls(location);
        this.newObject = newObject(location);
    }

    S3Location location() {
        return location;
    }

    Multipart multipart() {
        return new Multipart(s3, presigner, location);
    }

    /**
     * Tells, once, when that can't be found out.
     *
     * @throws StorageException when everybody may read or write the bucket
     */
    void requirePrivate(Progress progress) throws StorageException, InterruptedException {
        Set<String> missing = new PublicAccess(s3, location).refuse();
        if (!missing.isEmpty() && unknownIsTold.compareAndSet(false, true)) {
            progress.note(Words.of(Bucket.class, "bucketWouldNot", location.bucket(), String.join(", ", missing)));
        }
    }

    Optional<HeadObjectResponse> head(String key) throws StorageException, InterruptedException {
        return calls.make(Words.of(Bucket.class, "look", location.uri(key)), () -> {
            try {
                return Optional.of(s3.headObject(b -> b.bucket(location.bucket())
                        .key(key)
                        .checksumMode(ChecksumMode.ENABLED)
                        .expectedBucketOwner(owner())));
            } catch (S3Exception e) {
                return absent(e);
            }
        });
    }

    /** The object's content, or nothing when there is no such object; to be closed. */
    Optional<InputStream> open(String key) throws StorageException, InterruptedException {
        return calls.make(Words.of(Bucket.class, "read", location.uri(key)), () -> {
            try {
                return Optional.of(
                        s3.getObject(b -> b.bucket(location.bucket()).key(key).expectedBucketOwner(owner())));
            } catch (S3Exception e) {
                return absent(e);
            }
        });
    }

    /** @throws StorageException when the object is larger than {@code most} bytes */
    Optional<byte[]> read(String key, int most) throws IOException, InterruptedException {
        Optional<InputStream> content = open(key);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = content.get()) {
            byte[] bytes = in.readNBytes(most);
            if (in.read() >= 0) {
                throw new StorageException(Words.of(Bucket.class, "largerThanBytes", location.uri(key), most));
            }
            return Optional.of(bytes);
        }
    }

    void write(String key, byte[] bytes, String contentType) throws StorageException, InterruptedException {
        write(
                key,
                ContentStreamProvider.fromByteArray(bytes),
                bytes.length,
                Digests.sha256().digest(bytes),
                contentType);
    }

    void write(String key, ContentStreamProvider content, long length, byte[] sha256, String contentType)
            throws StorageException, InterruptedException {
        PutObjectRequest request = put(key, length, Base64.getEncoder().encodeToString(sha256), Map.of())
                .contentType(contentType)
                .build();
        calls.make(
                Words.of(Bucket.class, "write", location.uri(key)),
                () -> s3.putObject(request, RequestBody.fromContentProvider(content, length, contentType)));
    }

    /**
     * Copies an object of up to 5 GiB inside S3.
     *
     * @return false when there is no such object
     */
    boolean copy(String from, String to) throws StorageException, InterruptedException {
        CopyObjectRequest.Builder request = CopyObjectRequest.builder()
                .sourceBucket(location.bucket())
                .sourceKey(from)
                .destinationBucket(location.bucket())
                .destinationKey(to)
                .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                .serverSideEncryption(encryption(location))
                .ssekmsKeyId(kmsKey(location))
                .storageClass(location.storageClass().orElse(null))
                .taggingDirective(TaggingDirective.REPLACE)
                .tagging(tagging(location))
                .expectedBucketOwner(owner())
                .expectedSourceBucketOwner(owner());
        return calls.make(Words.of(Bucket.class, "copy", location.uri(from), location.uri(to)), () -> {
            try {
                s3.copyObject(request.build());
                return true;
            } catch (NoSuchKeyException e) {
                return false;
            }
        });
    }

    /** What lies under a prefix, in the order of the keys' UTF-8 bytes, page after page as it is asked for. */
    Listing list(String prefix) {
        Iterator<S3Object> objects = s3.listObjectsV2Paginator(ListObjectsV2Request.builder()
                        .bucket(location.bucket())
                        .prefix(prefix)
                        .expectedBucketOwner(owner())
                        .build())
                .contents()
                .iterator();
        return new Listing(prefix, objects, calls, location);
    }

    /** A request that writes this object and nothing else: key, length and checksum are signed. */
    Presigned presignPut(String key, long length, String sha256, Map<String, String> metadata, Duration validity) {
        TreeMap<String, String> headers = new TreeMap<>(newObject);
        headers.put("content-length", Long.toString(length));
        headers.put("x-amz-checksum-sha256", sha256);
        metadata.forEach((name, value) -> headers.put("x-amz-meta-" + name, value));
        return presigner.presign(SdkHttpMethod.PUT, key, Map.of(), headers, validity);
    }

    /** A request that reads this object as long as it stays the same; any range of it may be asked for. */
    Presigned presignGet(String key, String etag, Duration validity) {
        TreeMap<String, String> headers = new TreeMap<>(ownerHeader(location));
        headers.put("if-match", etag);
        return presigner.presign(SdkHttpMethod.GET, key, Map.of(), headers, validity);
    }

    /** The size of the first part of an object that was uploaded in parts; 0 when S3 does not tell. */
    long firstPart(String key) throws StorageException, InterruptedException {
        return calls.make(Words.of(Bucket.class, "lookParts", location.uri(key)), () -> {
            HeadObjectResponse head = s3.headObject(
                    b -> b.bucket(location.bucket()).key(key).partNumber(1).expectedBucketOwner(owner()));
            return head.partsCount() == null ? Long.valueOf(0) : head.contentLength();
        });
    }

    private PutObjectRequest.Builder put(String key, long length, String sha256, Map<String, String> metadata) {
        return PutObjectRequest.builder()
                .bucket(location.bucket())
                .key(key)
                .contentLength(length)
                .checksumSHA256(sha256)
                .metadata(metadata)
                .serverSideEncryption(encryption(location))
                .ssekmsKeyId(kmsKey(location))
                .storageClass(location.storageClass().orElse(null))
                .tagging(tagging(location))
                .expectedBucketOwner(owner());
    }

    private static TreeMap<String, String> newObject(S3Location location) {
        TreeMap<String, String> headers = ownerHeader(location);
        headers.put("x-amz-server-side-encryption", encryption(location).toString());
        if (location.encryption() instanceof Encryption.SseKms kms) {
            headers.put("x-amz-server-side-encryption-aws-kms-key-id", kms.keyId());
        }
        location.storageClass().ifPresent(name -> headers.put("x-amz-storage-class", name));
        if (!location.tags().isEmpty()) {
            headers.put("x-amz-tagging", Presigner.query(location.tags()));
        }
        return headers;
    }

    static TreeMap<String, String> ownerHeader(S3Location location) {
        TreeMap<String, String> headers = new TreeMap<>();
        location.expectedBucketOwner().ifPresent(owner -> headers.put("x-amz-expected-bucket-owner", owner));
        return headers;
    }

    private String owner() {
        return location.expectedBucketOwner().orElse(null);
    }

    /** A HEAD has no body, so the status alone tells; a bucket that is missing must not look like a missing object. */
    private static <T> Optional<T> absent(S3Exception e) {
        boolean noBucket = e.awsErrorDetails() != null
                && "NoSuchBucket".equals(e.awsErrorDetails().errorCode());
        if (e.statusCode() == 404 && !noBucket) {
            return Optional.empty();
        }
        throw e;
    }

    static ServerSideEncryption encryption(S3Location location) {
        return location.encryption() instanceof Encryption.SseKms
                ? ServerSideEncryption.AWS_KMS
                : ServerSideEncryption.AES256;
    }

    static String kmsKey(S3Location location) {
        return location.encryption() instanceof Encryption.SseKms kms ? kms.keyId() : null;
    }

    /** Null for no tags: an empty header would need the permission to tag, and so does what the SDK makes of no Tagging. */
    static String tagging(S3Location location) {
        return location.tags().isEmpty() ? null : Presigner.query(location.tags());
    }
}
