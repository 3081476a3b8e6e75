package io.jenkins.plugins.codecraft.storage;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The multipart uploads that were found under way when a staging began, and those that it began itself. Those of the
 * same content are continued; those of other content that nobody works on any more are aborted.
 */
final class OpenUploads {

    private final Multipart multipart;
    private final Map<String, String> continuable;
    private final Map<String, String> ours = new HashMap<>();
    private boolean any;

    private OpenUploads(Multipart multipart, Map<String, String> continuable) {
        this.multipart = multipart;
        this.continuable = continuable;
        this.any = !continuable.isEmpty();
    }

    /**
     * @param all the prefix under which uploads are looked for
     * @param wanted the prefix under which they are continued
     */
    static OpenUploads find(Multipart multipart, String all, String wanted, Tuning tuning)
            throws IOException, InterruptedException {
        Map<String, String> continuable = new HashMap<>();
        Instant abandoned = tuning.clock().instant().minus(tuning.abandonedAfter());
        for (Multipart.Open upload : multipart.list(all)) {
            if (upload.key().startsWith(wanted)) {
                continuable.putIfAbsent(upload.key(), upload.uploadId());
            } else if (upload.initiated().isBefore(abandoned) && isIdle(multipart, upload, abandoned)) {
                multipart.abort(upload.key(), upload.uploadId());
            }
        }
        return new OpenUploads(multipart, continuable);
    }

    private static boolean isIdle(Multipart multipart, Multipart.Open upload, Instant since)
            throws IOException, InterruptedException {
        return multipart.parts(upload.key(), upload.uploadId()).stream()
                .allMatch(part -> part.lastModified().isBefore(since));
    }

    /** The upload of this key that an earlier build left; only once. */
    synchronized Optional<String> take(String key) {
        return Optional.ofNullable(continuable.remove(key));
    }

    synchronized void created(String key, String uploadId) {
        any = true;
        ours.put(key, uploadId);
    }

    synchronized void ended(String key) {
        ours.remove(key);
    }

    /** Aborts what this staging began and did not complete. */
    void abortOurs() throws IOException, InterruptedException {
        Map<String, String> left;
        synchronized (this) {
            left = new HashMap<>(ours);
            ours.clear();
        }
        for (Map.Entry<String, String> upload : left.entrySet()) {
            multipart.abort(upload.getKey(), upload.getValue());
        }
    }

    /** Aborts all uploads to a prefix that is complete and needs none any more. */
    void abortNeedless(String prefix) throws IOException, InterruptedException {
        synchronized (this) {
            if (!any) {
                return;
            }
        }
        for (Multipart.Open upload : multipart.list(prefix)) {
            multipart.abort(upload.key(), upload.uploadId());
        }
    }
}
