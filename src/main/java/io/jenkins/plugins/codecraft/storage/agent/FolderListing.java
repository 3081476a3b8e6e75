package io.jenkins.plugins.codecraft.storage.agent;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The names in one folder, sorted. What is more than fits into memory is sorted in pieces, which wait in files of the
 * temporary folder and are merged, so that a folder of ten million files needs no more memory than a small one.
 */
final class FolderListing implements Closeable {

    /** What a name is sorted by: that of a folder ends with a slash, as in the keys of what is below it. */
    static final Comparator<String> ORDER = Utf8Order::compare;

    private static final int BUFFER = 16 << 10;

    private final Path temp;
    private final int most;
    private final List<String> names = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private final PriorityQueue<Run> heads = new PriorityQueue<>(Comparator.comparing(Run::head, ORDER));
    private int position;

    /**
     * @param temp for the pieces
     * @param most names in memory at once
     */
    FolderListing(Path temp, int most) {
        this.temp = temp;
        this.most = most;
    }

    /** Takes a name, with a slash at its end if it is that of a folder. */
    void add(String name) throws IOException {
        if (names.size() == most) {
            spill();
        }
        names.add(name);
    }

    /** To be called once, after the last name. */
    void sort() throws IOException {
        names.sort(ORDER);
        for (Run run : runs) {
            if (run.advance()) {
                heads.add(run);
            }
        }
    }

    /** The next name in order, or null at the end. */
    String next() throws IOException {
        Run first = heads.peek();
        if (position < names.size() && (first == null || ORDER.compare(names.get(position), first.head()) < 0)) {
            return names.get(position++);
        }
        if (first == null) {
            return null;
        }
        heads.remove();
        String name = first.head();
        if (first.advance()) {
            heads.add(first);
        }
        return name;
    }

    private void spill() throws IOException {
        names.sort(ORDER);
        Run run = new Run(Files.createTempFile(temp, "names", ".draft"), names.size());
        runs.add(run);
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(run.file), BUFFER))) {
            for (String name : names) {
                byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
                out.writeInt(bytes.length);
                out.write(bytes);
            }
        }
        names.clear();
    }

    @Override
    public void close() throws IOException {
        for (Run run : runs) {
            run.close();
        }
    }

    /** A sorted piece. */
    private static final class Run implements Closeable {
        private final Path file;
        private int left;
        private DataInputStream in;
        private String head = "";

        Run(Path file, int count) {
            this.file = file;
            this.left = count;
        }

        String head() {
            return head;
        }

        boolean advance() throws IOException {
            if (left == 0) {
                return false;
            }
            if (in == null) {
                in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
            }
            left--;
            head = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
            return true;
        }

        @Override
        public void close() throws IOException {
            if (in != null) {
                in.close();
            }
            Files.deleteIfExists(file);
        }
    }
}
