package io.jenkins.plugins.codecraft.embedded;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * The buckets as other services of this AWS see them: no signature, no journal, no faults. Errors of S3 come as
 * {@link AwsError} with its codes ({@code NoSuchBucket}, {@code NoSuchKey}).
 */
public interface ObjectStore {

    /**
     * @param size bytes
     * @param etag without quotes
     */
    record Entry(String key, long size, String etag) {}

    boolean bucketExists(String bucket);

    void createBucket(String bucket);

    boolean exists(String bucket, String key);

    /** All objects whose key begins so, in the order of their keys. */
    List<Entry> list(String bucket, String prefix);

    /** Opens an object; the caller closes it. */
    InputStream open(String bucket, String key);

    /** Writes an object to a file, whose folders are made. */
    void download(String bucket, String key, Path file);

    void upload(String bucket, String key, Path file);

    void put(String bucket, String key, byte[] content);

    void delete(String bucket, String key);
}
