package io.jenkins.plugins.codecraft.storage.agent;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * Reads the next entries of a listing that {@link IndexTask} made.
 *
 * @param name of the index
 * @param digest of its manifest, in hexadecimal digits
 * @param from 0, or {@link Batch#next()} of the batch before
 * @param atMost bytes of a batch, but at least one entry
 */
public record ListTask(String name, String digest, long from, int atMost) implements AgentTask<ListTask.Batch> {

    /**
     * Entries in the form of {@link FileEntry#read}.
     *
     * @param stale the files were listed again meanwhile, with another result
     */
    public record Batch(byte[] entries, long next, boolean last, boolean stale) implements Serializable {
        static Batch replaced() {
            return new Batch(new byte[0], 0, true, true);
        }
    }

    @Override
    public Batch run(Path workspace, Path temp) throws IOException {
        return IndexFile.read(IndexFile.path(temp, name), HexFormat.of().parseHex(digest), from, atMost);
    }
}
