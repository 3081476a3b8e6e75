package io.jenkins.plugins.codecraft.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/** Small objects that the controller itself writes and reads, such as result maps and logs. */
public final class StoredObjects {

    private final Bucket bucket;

    public StoredObjects(S3Client s3, S3Location location) {
        this.bucket = new Bucket(s3, location);
    }

    /**
     * Writes an object, over one that is there.
     *
     * @param path below the location's prefix
     * @return its {@code s3://} URI
     */
    public String write(String path, byte[] content, String contentType) throws IOException, InterruptedException {
        String key = bucket.location().key(path);
        bucket.write(key, content, contentType);
        return bucket.location().uri(key);
    }

    /** Writes a text as UTF-8. */
    public String write(String path, String content, String contentType) throws IOException, InterruptedException {
        return write(path, content.getBytes(StandardCharsets.UTF_8), contentType);
    }

    /**
     * @param path below the location's prefix
     * @param most a larger object is an error
     * @return nothing when there is no such object
     */
    public Optional<byte[]> read(String path, int most) throws IOException, InterruptedException {
        return bucket.read(bucket.location().key(path), most);
    }

    public boolean exists(String path) throws IOException, InterruptedException {
        return bucket.head(bucket.location().key(path)).isPresent();
    }
}
