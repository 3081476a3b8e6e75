package io.jenkins.plugins.codecraft.storage;

import io.jenkins.plugins.codecraft.storage.agent.Utf8Order;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.Iterator;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The objects under a prefix, to be asked for in the order of their paths. */
final class Listing {

    private final String prefix;
    private final Iterator<S3Object> objects;
    private final S3Calls calls;
    private final S3Location location;
    private String path;
    private long size;
    private boolean started;

    Listing(String prefix, Iterator<S3Object> objects, S3Calls calls, S3Location location) {
        this.prefix = prefix;
        this.objects = objects;
        this.calls = calls;
        this.location = location;
    }

    /** Whether there is an object of this path and size; paths before it are passed over. */
    boolean has(String wanted, long wantedSize) throws StorageException, InterruptedException {
        if (!started) {
            started = true;
            advance();
        }
        while (path != null && Utf8Order.compare(path, wanted) < 0) {
            advance();
        }
        return wanted.equals(path) && size == wantedSize;
    }

    private void advance() throws StorageException, InterruptedException {
        S3Object next = calls.make(
                Words.of(Listing.class, "list", location.uri(prefix)), () -> objects.hasNext() ? objects.next() : null);
        path = next == null ? null : next.key().substring(prefix.length());
        size = next == null ? 0 : next.size();
    }
}
