package io.jenkins.plugins.codecraft.storage;

import io.jenkins.plugins.codecraft.storage.agent.Digests;
import io.jenkins.plugins.codecraft.storage.agent.FileEntry;
import io.jenkins.plugins.codecraft.storage.agent.Piece;
import io.jenkins.plugins.codecraft.storage.agent.Sent;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A file that goes to S3 in one piece. */
record WholeFile(Bucket bucket, String key, FileEntry entry, Map<String, String> metadata, Runnable done)
        implements Sendable {

    @Override
    public String path() {
        return entry.path();
    }

    @Override
    public long length() {
        return entry.size();
    }

    @Override
    public Optional<Piece> presign(Duration validity) {
        Presigned request =
                bucket.presignPut(key, entry.size(), Digests.base64(entry.digests(), 0), metadata, validity);
        return Optional.of(new Piece(
                entry.path(),
                0,
                entry.size(),
                entry.size(),
                entry.modified(),
                entry.inode(),
                request.url(),
                request.headers()));
    }

    @Override
    public List<Sendable> settle(Sent sent) throws IOException {
        if (sent.outcome() != Sent.Outcome.SENT) {
            throw new StorageException(Words.of(WholeFile.class, "cannotSend", path(), sent.detail()));
        }
        done.run();
        return List.of();
    }
}
