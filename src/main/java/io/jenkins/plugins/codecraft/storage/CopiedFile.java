package io.jenkins.plugins.codecraft.storage;

import io.jenkins.plugins.codecraft.storage.agent.Digests;
import io.jenkins.plugins.codecraft.storage.agent.FileEntry;
import io.jenkins.plugins.codecraft.storage.agent.Parts;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** A file that is copied inside S3 part by part, several at once, because it is too large to be copied in one piece. */
final class CopiedFile {

    /** What becomes of the file; one of the two is called, once. */
    interface Outcome {
        void copied();

        /** There is no such object, or it is not what it should be. */
        void gone();
    }

    private final Bucket bucket;
    private final OpenUploads uploads;
    private final String from;
    private final String key;
    private final FileEntry entry;
    private final Outcome outcome;

    private final SortedMap<Integer, CompletedPart> copied = new TreeMap<>();
    private int left;

    CopiedFile(Bucket bucket, OpenUploads uploads, String from, String key, FileEntry entry, Outcome outcome) {
        this.bucket = bucket;
        this.uploads = uploads;
        this.from = from;
        this.key = key;
        this.entry = entry;
        this.outcome = outcome;
        this.left = entry.parts();
    }

    /** Waits when the crew has enough to do. */
    void begin(Crew crew) throws IOException, InterruptedException {
        String uploadId =
                bucket.multipart().create(key, Map.of(Multipart.PART_SIZE, Long.toString(Parts.size(entry.size()))));
        uploads.created(key, uploadId);
        for (int part = 0; part < entry.parts(); part++) {
            int index = part;
            crew.submit(() -> copy(uploadId, index));
        }
    }

    private void copy(String uploadId, int index) throws IOException, InterruptedException {
        Optional<CompletedPart> part = bucket.multipart()
                .copy(
                        from,
                        key,
                        uploadId,
                        index + 1,
                        Parts.offset(entry.size(), index),
                        Parts.length(entry.size(), index));
        if (isLast(index, part)) {
            end(uploadId);
        }
    }

    private synchronized boolean isLast(int index, Optional<CompletedPart> part) {
        String wanted = Digests.base64(entry.digests(), index);
        part.filter(done ->
                        done.checksumSHA256() == null || done.checksumSHA256().equals(wanted))
                .ifPresent(done -> copied.put(
                        index, done.toBuilder().checksumSHA256(wanted).build()));
        left--;
        return left == 0;
    }

    private void end(String uploadId) throws IOException, InterruptedException {
        boolean done = copied.size() == entry.parts() && bucket.multipart().complete(key, uploadId, copied);
        if (!done) {
            bucket.multipart().abort(key, uploadId);
        }
        uploads.ended(key);
        // Another build may have put the file there, and aborted what it took for needless.
        if (done || isThere()) {
            outcome.copied();
        } else {
            outcome.gone();
        }
    }

    private boolean isThere() throws IOException, InterruptedException {
        return bucket.head(key)
                .filter(head -> head.contentLength() == entry.size())
                .isPresent();
    }
}
