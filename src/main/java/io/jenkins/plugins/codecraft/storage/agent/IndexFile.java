package io.jenkins.plugins.codecraft.storage.agent;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * The entries of a folder in a file of the temporary folder, in the order of the walk. The next build takes the hashes
 * of unchanged files from it, and the listing is read from it in batches, so that no list is held in memory.
 *
 * <p>Head (magic number, the time it was begun), entries, a zero for the length of the next path, then the tail: the
 * manifest's digest and a checksum of everything before it.
 */
final class IndexFile {

    private static final int MAGIC = 0x43434958;
    private static final int HEAD_LENGTH = Integer.BYTES + Long.BYTES;
    private static final int TAIL_LENGTH = Digests.LENGTH + Long.BYTES;

    private IndexFile() {}

    static Path path(Path temp, String name) throws IOException {
        return folder(temp).resolve(name + ".index");
    }

    /** Our own folder in the temporary folder. */
    static Path folder(Path temp) throws IOException {
        return Files.createDirectories(temp.resolve("codecraft-ai"));
    }

    /** Writes a new index beside the old one and puts it in its place when it is complete. */
    static final class Writer implements Closeable {
        private final Path target;
        private final Path draft;
        private final CRC32C checksum = new CRC32C();
        private final DataOutputStream out;

        Writer(Path target) throws IOException {
            this.target = target;
            this.draft = Files.createTempFile(PathNames.folder(target), "index", ".draft");
            this.out = new DataOutputStream(
                    new BufferedOutputStream(new CheckedOutputStream(Files.newOutputStream(draft), checksum), 1 << 16));
            out.writeInt(MAGIC);
            // The file system's clock, which also gives the files their modification times.
            out.writeLong(Files.getLastModifiedTime(draft).toMillis());
        }

        void write(FileEntry entry) throws IOException {
            entry.write(out);
        }

        void complete(byte[] digest) throws IOException {
            out.writeInt(0);
            out.write(digest);
            out.flush();
            out.writeLong(checksum.getValue());
            out.close();
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }

        @Override
        public void close() throws IOException {
            out.close();
            Files.deleteIfExists(draft);
        }
    }

    /** The entries of an earlier index, to be asked for in the order of the walk. */
    static final class Known implements Closeable {
        /** A file changed this shortly before it was hashed may have changed again within the same tick. */
        private static final long TICK_MILLIS = 2000;

        private final DataInputStream in;
        private final long trustedBefore;
        private FileEntry next;

        private Known(DataInputStream in, long trustedBefore) throws IOException {
            this.in = in;
            this.trustedBefore = trustedBefore;
            advance();
        }

        /** An index that is missing or damaged knows nothing. */
        static Known open(Path path) throws IOException {
            if (!Files.exists(path) || !sound(path)) {
                return new Known(new DataInputStream(new java.io.ByteArrayInputStream(new byte[Integer.BYTES])), 0);
            }
            DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path), 1 << 16));
            in.readInt();
            return new Known(in, in.readLong() - TICK_MILLIS);
        }

        /** The entry of this path, or null; paths before it are passed over. */
        FileEntry find(String path) throws IOException {
            while (next != null && Utf8Order.compare(next.path(), path) < 0) {
                advance();
            }
            return next != null && next.path().equals(path) && next.modified() / 1_000_000 < trustedBefore
                    ? next
                    : null;
        }

        private void advance() throws IOException {
            in.mark(Integer.BYTES);
            if (in.readInt() == 0) {
                next = null;
                return;
            }
            in.reset();
            next = FileEntry.read(in);
        }

        private static boolean sound(Path path) throws IOException {
            long length = Files.size(path);
            if (length < HEAD_LENGTH + Integer.BYTES + TAIL_LENGTH) {
                return false;
            }
            CRC32C checksum = new CRC32C();
            try (DataInputStream in = new DataInputStream(
                    new CheckedInputStream(new BufferedInputStream(Files.newInputStream(path), 1 << 16), checksum))) {
                int magic = in.readInt();
                in.skipNBytes(length - Integer.BYTES - Long.BYTES);
                long actual = checksum.getValue();
                return magic == MAGIC && in.readLong() == actual;
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /**
     * Copies entries as they are.
     *
     * @param from where to begin; 0 for the first entry
     * @param atMost how many bytes, but at least one entry
     * @throws AgentException when the index is gone or another build replaced it
     */
    static ListTask.Batch read(Path path, byte[] digest, long from, int atMost) throws IOException {
        if (!Files.exists(path)) {
            throw new AgentException(AgentWords.of(IndexFile.class, "listingFilesGone", path));
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            byte[] tail = new byte[Digests.LENGTH];
            file.seek(file.length() - TAIL_LENGTH);
            file.readFully(tail);
            if (!Arrays.equals(tail, digest)) {
                return ListTask.Batch.replaced();
            }
            long begin = Math.max(from, HEAD_LENGTH);
            long end = file.length() - TAIL_LENGTH - Integer.BYTES;
            return batch(file, begin, end, atMost);
        }
    }

    private static ListTask.Batch batch(RandomAccessFile file, long begin, long end, int atMost) throws IOException {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream(atMost);
        DataOutputStream out = new DataOutputStream(bytes);
        file.seek(begin);
        DataInputStream in = new DataInputStream(
                new BufferedInputStream(java.nio.channels.Channels.newInputStream(file.getChannel()), 1 << 16));
        long position = begin;
        while (position < end && bytes.size() < atMost) {
            FileEntry.read(in).write(out);
            position = begin + bytes.size();
        }
        return new ListTask.Batch(bytes.toByteArray(), position, position >= end, false);
    }
}
