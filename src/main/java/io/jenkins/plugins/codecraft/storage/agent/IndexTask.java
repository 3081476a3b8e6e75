package io.jenkins.plugins.codecraft.storage.agent;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;

/**
 * Lists and hashes the selected files, taking the hashes of unchanged ones (same path, size, modification time and
 * inode) from the index that an earlier build left.
 *
 * @param name of the index and of the progress, the same for the same root and selection
 */
public record IndexTask(Root root, Selection selection, String name) implements AgentTask<IndexTask.Indexed> {

    /** How many parts may wait to be hashed or written; bounds the memory. */
    private static final int WINDOW = 2048;

    private static final int NAMED = 5;

    /**
     * What was found.
     *
     * @param digest of the manifest, in hexadecimal digits
     * @param hashedBytes what was read, not taken from the earlier index
     * @param leftOut links that lead out of the folder, devices and the like
     * @param leftOutNames the first few of them
     */
    public record Indexed(
            String digest,
            long files,
            long bytes,
            long manifestLength,
            long hashedBytes,
            long leftOut,
            ArrayList<String> leftOutNames)
            implements Serializable {}

    @Override
    public Indexed run(Path workspace, Path temp) throws IOException, InterruptedException {
        Path target = IndexFile.path(temp, name);
        Leavings.sweep(IndexFile.folder(temp));
        Path real = root.resolve(workspace, temp);
        try (Tally tally = new Tally(temp, name);
                FileHasher hasher = new FileHasher(tally);
                IndexFile.Known known = IndexFile.Known.open(target);
                IndexFile.Writer writer = new IndexFile.Writer(target)) {
            Collector collector = new Collector(hasher, known, writer, tally);
            FileTree.walk(real, selection, collector, IndexFile.folder(temp));
            return collector.finish();
        }
    }

    private record Slot(FileEntry known, FileHasher.Pending pending) {
        int tasks() {
            return pending == null ? 1 : pending.tasks();
        }

        FileEntry entry() throws IOException, InterruptedException {
            return pending == null ? known : pending.await();
        }
    }

    /** Keeps the order of the walk while the files are hashed in parallel. */
    private static final class Collector implements FileTree.Visitor {
        private final FileHasher hasher;
        private final IndexFile.Known earlier;
        private final IndexFile.Writer writer;
        private final Tally tally;
        private final ManifestFormat manifest = new ManifestFormat();
        private final Deque<Slot> window = new ArrayDeque<>();
        private final ArrayList<String> leftOutNames = new ArrayList<>();
        private int waiting;
        private long hashedBytes;
        private long leftOut;

        Collector(FileHasher hasher, IndexFile.Known earlier, IndexFile.Writer writer, Tally tally) {
            this.hasher = hasher;
            this.earlier = earlier;
            this.writer = writer;
            this.tally = tally;
            manifest.head();
        }

        @Override
        public void file(String path, Path file, BasicFileAttributes attributes)
                throws IOException, InterruptedException {
            FileEntry known = earlier.find(path);
            Slot slot = known != null && known.looksLike(attributes)
                    ? new Slot(known, null)
                    : new Slot(null, hasher.start(path, file, attributes));
            window.add(slot);
            waiting += slot.tasks();
            while (waiting > WINDOW) {
                writeFirst();
            }
        }

        @Override
        public void leftOut(String path) {
            leftOut++;
            if (leftOutNames.size() < NAMED) {
                leftOutNames.add(path);
            }
        }

        Indexed finish() throws IOException, InterruptedException {
            while (!window.isEmpty()) {
                writeFirst();
            }
            manifest.tail();
            byte[] digest = manifest.digest();
            writer.complete(digest);
            return new Indexed(
                    Digests.hex(digest),
                    manifest.files(),
                    manifest.bytes(),
                    manifest.length(),
                    hashedBytes,
                    leftOut,
                    leftOutNames);
        }

        private void writeFirst() throws IOException, InterruptedException {
            Slot slot = window.remove();
            waiting -= slot.tasks();
            FileEntry entry = slot.entry();
            if (slot.known() == null) {
                hashedBytes += entry.size();
                tally.add(1, 0);
            } else {
                tally.add(1, entry.size());
            }
            manifest.file(entry);
            writer.write(entry);
        }
    }
}
