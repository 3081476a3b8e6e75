package io.jenkins.plugins.codecraft.storage.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Hashes files part by part on as many threads as there are processors. */
final class FileHasher implements AutoCloseable {

    private static final int BUFFER = 256 << 10;
    private static final int ATTEMPTS = 3;

    private final Tally tally;
    private final ExecutorService pool;

    FileHasher(Tally tally) {
        this.tally = tally;
        this.pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), work -> {
            Thread thread = new Thread(work, "codecraft-hash");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** A file whose parts are being hashed. */
    final class Pending {
        private final String path;
        private final Path file;
        private BasicFileAttributes attributes;
        private List<Future<byte[]>> parts;

        private Pending(String path, Path file, BasicFileAttributes attributes) {
            this.path = path;
            this.file = file;
            this.attributes = attributes;
            this.parts = submit(file, attributes.size());
        }

        int tasks() {
            return parts.size();
        }

        /**
         * Waits for the digests. When the file changed meanwhile, it is hashed again.
         *
         * @throws AgentException when it keeps changing, or is gone
         */
        FileEntry await() throws IOException, InterruptedException {
            for (int attempt = 1; ; attempt++) {
                byte[] digests = digests();
                BasicFileAttributes now = attributesNow();
                FileEntry entry = new FileEntry(
                        path, attributes.size(), FileEntry.modified(attributes), FileEntry.inode(attributes), digests);
                if (digests.length > 0 && entry.looksLike(now)) {
                    return entry;
                }
                if (attempt == ATTEMPTS) {
                    throw new AgentException(AgentWords.of(FileHasher.class, "changedEachTimes", path, ATTEMPTS));
                }
                attributes = now;
                parts = submit(file, attributes.size());
            }
        }

        /** Empty when the file was shorter than it should be. */
        private byte[] digests() throws IOException, InterruptedException {
            byte[] digests = new byte[parts.size() * Digests.LENGTH];
            boolean whole = true;
            for (int i = 0; i < parts.size(); i++) {
                byte[] digest = result(parts.get(i));
                whole &= digest.length == Digests.LENGTH;
                System.arraycopy(digest, 0, digests, i * Digests.LENGTH, digest.length);
            }
            return whole ? digests : new byte[0];
        }

        private byte[] result(Future<byte[]> part) throws IOException, InterruptedException {
            try {
                return part.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof NoSuchFileException) {
                    throw gone(e.getCause());
                }
                throw new AgentException(
                        AgentWords.of(FileHasher.class, "cannotRead", path, e.getCause()), e.getCause());
            }
        }

        private BasicFileAttributes attributesNow() throws IOException {
            try {
                return Files.readAttributes(file, BasicFileAttributes.class);
            } catch (NoSuchFileException e) {
                throw gone(e);
            }
        }

        private AgentException gone(Throwable cause) {
            return new AgentException(AgentWords.of(FileHasher.class, "disappearedWhileFiles", path), cause);
        }
    }

    Pending start(String path, Path file, BasicFileAttributes attributes) throws AgentException {
        if (attributes.size() > Parts.LARGEST_OBJECT) {
            throw new AgentException(AgentWords.of(FileHasher.class, "bytesSStores", path, attributes.size()));
        }
        return new Pending(path, file, attributes);
    }

    private List<Future<byte[]>> submit(Path file, long size) {
        int count = Parts.count(size);
        List<Future<byte[]>> parts = new ArrayList<>(count);
        for (int part = 0; part < count; part++) {
            long offset = Parts.offset(size, part);
            long length = Parts.length(size, part);
            parts.add(pool.submit(() -> hash(file, offset, length)));
        }
        return parts;
    }

    private byte[] hash(Path file, long offset, long length) throws IOException {
        MessageDigest digest = Digests.sha256();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.position(offset);
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER, Math.max(1, length)));
            long left = length;
            while (left > 0) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), left));
                int read = channel.read(buffer);
                if (read < 0) {
                    return new byte[0];
                }
                digest.update(buffer.array(), 0, read);
                tally.add(0, read);
                left -= read;
            }
        }
        return digest.digest();
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
