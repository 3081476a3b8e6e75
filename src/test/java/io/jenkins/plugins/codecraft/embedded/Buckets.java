package io.jenkins.plugins.codecraft.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The buckets in the S3 library, which starts when it is first needed. */
final class Buckets implements ObjectStore, AutoCloseable {
    private final Path folder;
    private AutoCloseable library;
    private URI uri;
    private S3Client client;

    Buckets(Path folder) {
        this.folder = folder;
    }

    /** Where the library listens, without signatures. */
    synchronized URI uri() {
        if (library == null) {
            try {
                Files.createDirectories(folder);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
            library = S3Loader.start(folder);
            uri = URI.create("http://127.0.0.1:" + ((IntSupplier) library).getAsInt());
            client = S3Client.builder()
                    .endpointOverride(uri)
                    .region(Region.US_EAST_1)
                    .credentialsProvider(AnonymousCredentialsProvider.create())
                    .httpClientBuilder(ApacheHttpClient.builder())
                    .forcePathStyle(true)
                    .build();
        }
        return uri;
    }

    private S3Client client() {
        uri();
        return client;
    }

    private static <T> T call(Supplier<T> action) {
        try {
            return action.get();
        } catch (AwsServiceException refused) {
            String code = refused.awsErrorDetails() == null
                    ? null
                    : refused.awsErrorDetails().errorCode();
            throw new AwsError(code == null ? "NotFound" : code, refused.statusCode(), refused.getMessage());
        }
    }

    private static boolean found(Runnable look) {
        try {
            look.run();
            return true;
        } catch (AwsServiceException refused) {
            if (refused.statusCode() == 404) {
                return false;
            }
            throw refused;
        }
    }

    @Override
    public boolean bucketExists(String bucket) {
        return found(() -> client().headBucket(request -> request.bucket(bucket)));
    }

    @Override
    public void createBucket(String bucket) {
        call(() -> client().createBucket(request -> request.bucket(bucket)));
    }

    @Override
    public boolean exists(String bucket, String key) {
        return found(() -> client().headObject(request -> request.bucket(bucket).key(key)));
    }

    @Override
    public List<Entry> list(String bucket, String prefix) {
        return call(() ->
                client()
                        .listObjectsV2Paginator(
                                request -> request.bucket(bucket).prefix(prefix))
                        .contents()
                        .stream()
                        .map(object -> new Entry(
                                object.key(), object.size(), object.eTag().replace("\"", "")))
                        .toList());
    }

    @Override
    public InputStream open(String bucket, String key) {
        return open(bucket, key, Optional.empty());
    }

    /**
     * @param range as in the header, {@code bytes=0-9}
     */
    InputStream open(String bucket, String key, Optional<String> range) {
        return call(() ->
                client().getObject(request -> request.bucket(bucket).key(key).range(range.orElse(null))));
    }

    @Override
    public void download(String bucket, String key, Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.deleteIfExists(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        call(() -> client().getObject(request -> request.bucket(bucket).key(key), ResponseTransformer.toFile(file)));
    }

    @Override
    public void upload(String bucket, String key, Path file) {
        call(() -> client().putObject(request -> request.bucket(bucket).key(key), RequestBody.fromFile(file)));
    }

    @Override
    public void put(String bucket, String key, byte[] content) {
        call(() -> client().putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(content)));
    }

    @Override
    public void delete(String bucket, String key) {
        call(() -> client().deleteObject(request -> request.bucket(bucket).key(key)));
    }

    @Override
    public synchronized void close() {
        if (library == null) {
            return;
        }
        client.close();
        try {
            library.close();
        } catch (Exception broken) {
            throw new IllegalStateException("the S3 library does not stop", broken);
        }
        library = null;
    }
}
