package io.jenkins.plugins.codecraft.storage;

import io.jenkins.plugins.codecraft.storage.agent.Digests;
import io.jenkins.plugins.codecraft.storage.agent.FileEntry;
import io.jenkins.plugins.codecraft.storage.agent.Parts;
import io.jenkins.plugins.codecraft.storage.agent.Piece;
import io.jenkins.plugins.codecraft.storage.agent.Sent;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.Part;

/**
 * A file that goes to S3 in parts. An upload that an earlier build left is continued; one that vanishes, because
 * another build completed or aborted it, is begun again unless the file is there.
 */
final class MultipartFile {

    private static final int MOST_UPLOADS = 3;

    private final Bucket bucket;
    private final Multipart multipart;
    private final OpenUploads uploads;
    private final Crew crew;
    private final String key;
    private final FileEntry entry;
    private final Map<String, String> metadata;
    private final Runnable done;

    private final SortedMap<Integer, CompletedPart> completed = new TreeMap<>();
    private String uploadId = "";
    private int begun;
    private boolean ended;

    MultipartFile(
            Bucket bucket,
            OpenUploads uploads,
            Crew crew,
            String key,
            FileEntry entry,
            Map<String, String> metadata,
            Runnable done) {
        this.bucket = bucket;
        this.multipart = bucket.multipart();
        this.uploads = uploads;
        this.crew = crew;
        this.key = key;
        this.entry = entry;
        this.metadata = new TreeMap<>(metadata);
        this.metadata.put(Multipart.PART_SIZE, Long.toString(Parts.size(entry.size())));
        this.done = done;
    }

    /** Continues or begins the upload, and returns the parts that it lacks. */
    synchronized List<Sendable> begin() throws IOException, InterruptedException {
        Optional<String> left = uploads.take(key);
        if (left.isEmpty()) {
            return beginAnew();
        }
        uploadId = left.get();
        begun++;
        for (Part part : multipart.parts(key, uploadId)) {
            keep(part);
        }
        List<Sendable> missing = missing();
        if (missing.isEmpty()) {
            complete();
        }
        return missing;
    }

    private List<Sendable> beginAnew() throws IOException, InterruptedException {
        if (begun == MOST_UPLOADS) {
            throw new StorageException(Words.of(MultipartFile.class, "uploadWasAborted", entry.path(), MOST_UPLOADS));
        }
        begun++;
        completed.clear();
        uploadId = multipart.create(key, metadata);
        uploads.created(key, uploadId);
        return missing();
    }

    private void keep(Part part) {
        int index = part.partNumber() - 1;
        if (index >= 0
                && index < entry.parts()
                && part.size() == Parts.length(entry.size(), index)
                && Digests.base64(entry.digests(), index).equals(part.checksumSHA256())) {
            put(index, part.eTag());
        }
    }

    private void put(int index, String etag) {
        completed.put(
                index,
                CompletedPart.builder()
                        .partNumber(index + 1)
                        .eTag(etag)
                        .checksumSHA256(Digests.base64(entry.digests(), index))
                        .build());
    }

    private List<Sendable> missing() {
        List<Sendable> missing = new ArrayList<>();
        for (int index = 0; index < entry.parts(); index++) {
            if (!completed.containsKey(index)) {
                missing.add(new FilePart(uploadId, index));
            }
        }
        return missing;
    }

    private synchronized List<Sendable> settle(FilePart part, Sent sent) throws IOException, InterruptedException {
        if (ended || !part.upload.equals(uploadId)) {
            return List.of();
        }
        if (sent.outcome() == Sent.Outcome.UPLOAD_GONE) {
            return uploadGone();
        }
        put(part.index, sent.etag());
        if (completed.size() == entry.parts()) {
            complete();
        }
        return List.of();
    }

    /** Completing a large object takes S3 a while, so the lanes do not wait for it. */
    private void complete() throws IOException, InterruptedException {
        String finished = uploadId;
        crew.submit(() -> {
            if (!multipart.complete(key, finished, completed) && !isThere()) {
                throw new ContentChangedException(
                        Words.of(MultipartFile.class, "uploadWasAbortedSomebody", entry.path()));
            }
            end();
        });
    }

    private List<Sendable> uploadGone() throws IOException, InterruptedException {
        if (isThere()) {
            end();
            return List.of();
        }
        return beginAnew();
    }

    private boolean isThere() throws IOException, InterruptedException {
        return bucket.head(key)
                .filter(head -> head.contentLength() == entry.size())
                .isPresent();
    }

    private synchronized void end() {
        if (!ended) {
            ended = true;
            uploads.ended(key);
            done.run();
        }
    }

    private synchronized boolean wants(FilePart part) {
        return !ended && part.upload.equals(uploadId);
    }

    private final class FilePart implements Sendable {
        private final String upload;
        private final int index;

        FilePart(String upload, int index) {
            this.upload = upload;
            this.index = index;
        }

        @Override
        public String path() {
            return entry.path();
        }

        @Override
        public long length() {
            return Parts.length(entry.size(), index);
        }

        @Override
        public Optional<Piece> presign(Duration validity) {
            if (!wants(this)) {
                return Optional.empty();
            }
            Presigned request = multipart.presign(
                    key, upload, index + 1, length(), Digests.base64(entry.digests(), index), validity);
            return Optional.of(new Piece(
                    entry.path(),
                    Parts.offset(entry.size(), index),
                    length(),
                    entry.size(),
                    entry.modified(),
                    entry.inode(),
                    request.url(),
                    request.headers()));
        }

        @Override
        public List<Sendable> settle(Sent sent) throws IOException, InterruptedException {
            return MultipartFile.this.settle(this, sent);
        }
    }
}
