package io.jenkins.plugins.codecraft.storage.agent;

import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Counts what a long task has done, and writes it to a file of the temporary folder at most twice a second, where
 * {@link Read} finds it while the task runs.
 */
public final class Tally implements Closeable {

    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(500);

    private final Path file;
    private long files;
    private long bytes;
    private long written = System.nanoTime();

    Tally(Path temp, String name) throws IOException {
        this.file = path(temp, name);
    }

    synchronized void add(long moreFiles, long moreBytes) {
        files += moreFiles;
        bytes += moreBytes;
        if (System.nanoTime() - written < INTERVAL) {
            return;
        }
        written = System.nanoTime();
        try {
            Files.write(
                    file,
                    ByteBuffer.allocate(2 * Long.BYTES)
                            .putLong(files)
                            .putLong(bytes)
                            .array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }

    private static Path path(Path temp, String name) throws IOException {
        return IndexFile.folder(temp).resolve(name + ".progress");
    }

    /** Asks how far the task of this name is; zeros before it began and after it ended. */
    public record Read(String name) implements AgentTask<Count> {
        @Override
        public Count run(Path workspace, Path temp) throws IOException {
            Path file = path(temp, name);
            if (!Files.exists(file)) {
                return new Count(0, 0);
            }
            ByteBuffer counts = ByteBuffer.wrap(Files.readAllBytes(file));
            return counts.remaining() < 2 * Long.BYTES
                    ? new Count(0, 0)
                    : new Count(counts.getLong(), counts.getLong());
        }
    }

    /** How much a task has done. */
    public record Count(long files, long bytes) implements Serializable {}
}
