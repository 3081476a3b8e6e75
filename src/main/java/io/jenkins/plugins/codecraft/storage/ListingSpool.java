package io.jenkins.plugins.codecraft.storage;

import io.jenkins.plugins.codecraft.storage.agent.Digests;
import io.jenkins.plugins.codecraft.storage.agent.FileEntry;
import io.jenkins.plugins.codecraft.storage.agent.IndexTask.Indexed;
import io.jenkins.plugins.codecraft.storage.agent.ListTask;
import io.jenkins.plugins.codecraft.storage.agent.ManifestFormat;
import io.jenkins.plugins.codecraft.storage.agent.Utf8Order;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The agent's listing in a temporary file of the controller, checked: sound paths, in order, and together of the
 * digest that the agent claimed. Only then may anything be stored under that digest.
 */
final class ListingSpool implements Closeable {

    private static final int LONGEST_KEY = 1024;

    private final Path file;
    private final Indexed indexed;

    private ListingSpool(Path file, Indexed indexed) {
        this.file = file;
        this.indexed = indexed;
    }

    /** Gets a file of the listing. */
    @FunctionalInterface
    interface Consumer {
        void accept(FileEntry entry) throws IOException, InterruptedException;
    }

    /**
     * @param name of the index on the agent
     * @param keyPrefix what the keys of the files will begin with
     */
    static ListingSpool fetch(Agent agent, String name, Indexed indexed, String keyPrefix, Tuning tuning)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile("codecraft-listing", ".bin");
        ListingSpool spool = new ListingSpool(file, indexed);
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            new Check(keyPrefix, out).fetch(agent, name, indexed, tuning);
        } catch (IOException | InterruptedException | RuntimeException e) {
            spool.close();
            throw e;
        }
        return spool;
    }

    /** All files, in the order of their paths. */
    void forEach(Consumer consumer) throws IOException, InterruptedException {
        try (DataInputStream in = open()) {
            for (long i = 0; i < indexed.files(); i++) {
                consumer.accept(FileEntry.read(in));
            }
        }
    }

    /** The manifest, made as it is read. */
    InputStream manifest() {
        try {
            return new ManifestStream(open(), indexed.files());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private DataInputStream open() throws IOException {
        return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }

    private static final class Check {
        private final String keyPrefix;
        private final DataOutputStream out;
        private final ManifestFormat manifest = new ManifestFormat();
        private String last = "";

        Check(String keyPrefix, DataOutputStream out) {
            this.keyPrefix = keyPrefix;
            this.out = out;
        }

        void fetch(Agent agent, String name, Indexed indexed, Tuning tuning) throws IOException, InterruptedException {
            manifest.head();
            ListTask.Batch batch;
            long from = 0;
            do {
                batch = agent.call(new ListTask(name, indexed.digest(), from, tuning.listingBytes()));
                if (batch.stale()) {
                    throw new ContentChangedException(Words.of(ListingSpool.class, "anotherBuildListed"));
                }
                if (!batch.last() && batch.next() <= from) {
                    throw untrue(Words.of(ListingSpool.class, "goesBack"));
                }
                from = batch.next();
                take(batch.entries(), indexed);
            } while (!batch.last());
            manifest.tail();
            if (manifest.files() != indexed.files()
                    || manifest.bytes() != indexed.bytes()
                    || !Digests.hex(manifest.digest()).equals(indexed.digest())) {
                throw untrue(Words.of(ListingSpool.class, "notOneTold"));
            }
        }

        private void take(byte[] entries, Indexed indexed) throws IOException {
            ByteArrayInputStream bytes = new ByteArrayInputStream(entries);
            DataInputStream in = new DataInputStream(bytes);
            while (bytes.available() > 0) {
                FileEntry entry = FileEntry.read(in);
                check(entry.path());
                manifest.file(entry);
                if (manifest.files() > indexed.files()) {
                    throw untrue(Words.of(ListingSpool.class, "longerThanTold"));
                }
                entry.write(out);
            }
        }

        private void check(String path) throws StorageException {
            if (Utf8Order.compare(last, path) >= 0) {
                throw untrue(Words.of(ListingSpool.class, "notOrder"));
            }
            last = path;
            for (String name : path.split("/", -1)) {
                if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf(0) >= 0) {
                    throw untrue(Words.of(ListingSpool.class, "holdsPath", path));
                }
            }
            int length = (keyPrefix + path).getBytes(StandardCharsets.UTF_8).length;
            if (length > LONGEST_KEY) {
                throw new StorageException(Words.of(ListingSpool.class, "pathMakesKey", path, length, LONGEST_KEY));
            }
        }

        private static StorageException untrue(String what) {
            return new StorageException(Words.of(ListingSpool.class, "agentsListingNot", what));
        }
    }

    /** Makes the text of a manifest from entries. */
    private static final class ManifestStream extends InputStream {
        private final DataInputStream in;
        private final ManifestFormat format = new ManifestFormat();
        private long left;
        private boolean ended;
        private ByteArrayInputStream chunk;

        ManifestStream(DataInputStream in, long files) {
            this.in = in;
            this.left = files;
            this.chunk = new ByteArrayInputStream(format.head());
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            while (chunk.available() == 0) {
                if (left > 0) {
                    left--;
                    chunk = new ByteArrayInputStream(format.file(FileEntry.read(in)));
                } else if (!ended) {
                    ended = true;
                    chunk = new ByteArrayInputStream(format.tail());
                } else {
                    return -1;
                }
            }
            return chunk.read(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
