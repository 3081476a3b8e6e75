package io.jenkins.plugins.codecraft.storage;

import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects that AWS wrote, wherever they lie, as the controller reads them. */
public final class ObjectsByUri {
    private final S3Client s3;
    private final Optional<String> expectedBucketOwner;

    /** @param expectedBucketOwner the account id that must own the bucket */
    public ObjectsByUri(S3Client s3, Optional<String> expectedBucketOwner) {
        this.s3 = s3;
        this.expectedBucketOwner = expectedBucketOwner;
    }

    /**
     * One object.
     *
     * @param path what follows the prefix that was listed
     * @param size bytes
     */
    public record Found(String uri, String path, long size, Instant lastModified) {}

    /** The size of an object in bytes, by one {@code HeadObject}; nothing when there is none. */
    public Optional<Long> size(String uri) throws IOException, InterruptedException {
        S3Uri at = S3Uri.parse(uri);
        return bucket(at).head(at.key()).map(HeadObjectResponse::contentLength);
    }

    /**
     * @param most a larger object is an error
     * @return nothing when there is no such object
     */
    public Optional<byte[]> read(String uri, int most) throws IOException, InterruptedException {
        S3Uri at = S3Uri.parse(uri);
        return bucket(at).read(at.key(), most);
    }

    /** Those whose key begins with a prefix, in the order of their keys, by {@code ListObjectsV2}. */
    public List<Found> list(String uri) throws IOException, InterruptedException {
        S3Uri at = S3Uri.parse(uri);
        S3Location location = location(at);
        return new S3Calls(location).make(Words.of(ObjectsByUri.class, "list", uri), () -> {
            List<Found> found = new ArrayList<>();
            for (S3Object object : s3.listObjectsV2Paginator(ListObjectsV2Request.builder()
                            .bucket(at.bucket())
                            .prefix(at.key())
                            .expectedBucketOwner(expectedBucketOwner.orElse(null))
                            .build())
                    .contents()) {
                found.add(new Found(
                        location.uri(object.key()),
                        object.key().substring(at.key().length()),
                        object.size(),
                        object.lastModified()));
            }
            return List.copyOf(found);
        });
    }

    private Bucket bucket(S3Uri at) {
        return new Bucket(s3, location(at));
    }

    private S3Location location(S3Uri at) {
        S3Location location = S3Location.of(at.bucket(), "");
        return expectedBucketOwner.map(location::withExpectedBucketOwner).orElse(location);
    }
}
