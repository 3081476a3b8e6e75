package io.jenkins.plugins.codecraft.storage;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where and how objects are stored.
 *
 * @param bucket the bucket's name
 * @param prefix what every key begins with, without a slash at either end; empty for the bucket's root
 * @param encryption asked for with every object
 * @param expectedBucketOwner the account id that must own the bucket; S3 refuses everything otherwise
 * @param tags put on every object
 * @param storageClass such as {@code STANDARD} or {@code INTELLIGENT_TIERING}; S3's default when empty
 */
public record S3Location(
        String bucket,
        String prefix,
        Encryption encryption,
        Optional<String> expectedBucketOwner,
        Map<String, String> tags,
        Optional<String> storageClass) {

    public S3Location {
        Objects.requireNonNull(bucket, "bucket");
        Objects.requireNonNull(prefix, "prefix");
        Objects.requireNonNull(encryption, "encryption");
        Objects.requireNonNull(expectedBucketOwner, "expectedBucketOwner");
        Objects.requireNonNull(storageClass, "storageClass");
        if (!bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            throw new IllegalArgumentException("bucket '" + bucket
                    + "' is not the name of an S3 bucket; use 3 to 63 lower-case letters, digits, dots and hyphens");
        }
        prefix = withoutSlashes(prefix);
        if (prefix.getBytes(StandardCharsets.UTF_8).length > 400) {
            throw new IllegalArgumentException("prefix '" + prefix + "' is longer than 400 bytes; shorten it");
        }
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
        if (tags.size() > 10) {
            throw new IllegalArgumentException("tags has " + tags.size() + " entries; S3 keeps at most 10 per object");
        }
    }

    /** Encrypted with S3's own keys, no owner checked, no tags, S3's default storage class. */
    public static S3Location of(String bucket, String prefix) {
        return new S3Location(bucket, prefix, new Encryption.SseS3(), Optional.empty(), Map.of(), Optional.empty());
    }

    public S3Location withEncryption(Encryption newEncryption) {
        return new S3Location(bucket, prefix, newEncryption, expectedBucketOwner, tags, storageClass);
    }

    public S3Location withExpectedBucketOwner(String accountId) {
        return new S3Location(bucket, prefix, encryption, Optional.of(accountId), tags, storageClass);
    }

    public S3Location withTags(Map<String, String> newTags) {
        return new S3Location(bucket, prefix, encryption, expectedBucketOwner, newTags, storageClass);
    }

    public S3Location withStorageClass(String newStorageClass) {
        return new S3Location(bucket, prefix, encryption, expectedBucketOwner, tags, Optional.of(newStorageClass));
    }

    /** The key of what lies at {@code path} under the prefix. */
    public String key(String path) {
        return prefix.isEmpty() ? path : prefix + "/" + path;
    }

    /** The {@code s3://} URI of a key. */
    public String uri(String key) {
        return "s3://" + bucket + "/" + key;
    }

    private static String withoutSlashes(String prefix) {
        int from = 0;
        int to = prefix.length();
        while (from < to && prefix.charAt(from) == '/') {
            from++;
        }
        while (to > from && prefix.charAt(to - 1) == '/') {
            to--;
        }
        return prefix.substring(from, to);
    }
}
