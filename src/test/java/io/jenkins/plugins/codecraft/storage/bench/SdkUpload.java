package io.jenkins.plugins.codecraft.storage.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** What an uploader built on the SDK's blocking client does: 16 threads, parts of 16 MiB, everything every time. */
final class SdkUpload implements AutoCloseable {
    private static final long PART = 16L << 20;

    private final S3Client s3;
    private final ExecutorService threads = Executors.newFixedThreadPool(16);

    SdkUpload(URI endpoint) {
        s3 = Ours.client(endpoint);
    }

    void upload(Path folder) throws IOException, InterruptedException, ExecutionException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        List<Future<?>> running = new ArrayList<>();
        for (Path file : files) {
            String key = "sdk/" + folder.relativize(file);
            if (Files.size(file) > PART) {
                parts(file, key);
            } else {
                running.add(threads.submit(
                        () -> s3.putObject(put -> put.bucket("bench").key(key), RequestBody.fromFile(file))));
            }
        }
        for (Future<?> one : running) {
            one.get();
        }
    }

    private void parts(Path file, String key) throws IOException, InterruptedException, ExecutionException {
        long size = Files.size(file);
        String upload =
                s3.createMultipartUpload(b -> b.bucket("bench").key(key)).uploadId();
        List<Future<CompletedPart>> parts = new ArrayList<>();
        for (long at = 0; at < size; at += PART) {
            long from = at;
            parts.add(threads.submit(() -> part(file, key, upload, from, Math.min(PART, size - from))));
        }
        List<CompletedPart> done = new ArrayList<>();
        for (Future<CompletedPart> part : parts) {
            done.add(part.get());
        }
        s3.completeMultipartUpload(
                b -> b.bucket("bench").key(key).uploadId(upload).multipartUpload(m -> m.parts(done)));
    }

    private CompletedPart part(Path file, String key, String upload, long from, long length) {
        int number = (int) (from / PART) + 1;
        String etag = s3.uploadPart(
                        b -> b.bucket("bench").key(key).uploadId(upload).partNumber(number),
                        RequestBody.fromContentProvider(() -> open(file, from), length, "binary/octet-stream"))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    private static InputStream open(Path file, long from) {
        try {
            InputStream in = Files.newInputStream(file);
            in.skipNBytes(from);
            return in;
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        s3.close();
    }
}
