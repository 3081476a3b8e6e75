package io.jenkins.plugins.codecraft.storage.agent;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Set;

/**
 * Packs the selected files into an archive in the temporary folder: sorted, with one fixed time, owner 0 and their
 * permissions, so that the same content gives the same bytes.
 *
 * @param name of the progress
 */
public record PackTask(Root root, Selection selection, ArchiveFormat format, String name) implements AgentTask<Packed> {

    private static final int ATTEMPTS = 3;
    private static final int NAMED = 5;

    @Override
    public Packed run(Path workspace, Path temp) throws IOException, InterruptedException {
        Path folder = IndexFile.folder(temp);
        Leavings.sweep(folder);
        Path archive = Files.createTempFile(folder, "archive", format.extension());
        try {
            Path real = root.resolve(workspace, temp);
            for (int attempt = 1; ; attempt++) {
                try {
                    return pack(real, archive, temp);
                } catch (Changed e) {
                    if (attempt == ATTEMPTS) {
                        throw new AgentException(
                                AgentWords.of(PackTask.class, "changedEachTimes", e.getMessage(), ATTEMPTS));
                    }
                }
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            Files.deleteIfExists(archive);
            throw e;
        }
    }

    private Packed pack(Path real, Path archive, Path temp) throws IOException, InterruptedException {
        try (Tally tally = new Tally(temp, name);
                FileHasher hasher = new FileHasher(tally)) {
            Collector collector = new Collector(tally);
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(archive), 1 << 16);
                    ArchiveWriter writer = format == ArchiveFormat.ZIP ? new ZipWriter(out) : new TarWriter(out)) {
                collector.writer = writer;
                FileTree.walk(real, selection, collector, IndexFile.folder(temp));
            }
            FileEntry entry = hasher.start(
                            PathNames.last(archive), archive, Files.readAttributes(archive, BasicFileAttributes.class))
                    .await();
            return new Packed(
                    Root.temp(PathNames.last(PathNames.folder(archive))),
                    entry,
                    Digests.hex(collector.content.digest()),
                    Digests.hex(HashTask.sha256(archive, entry)),
                    collector.files,
                    collector.leftOut,
                    collector.leftOutNames);
        }
    }

    /** A file that did not stay as it was while it was packed; the archive is begun again. */
    private static final class Changed extends IOException {
        private static final long serialVersionUID = 1;

        Changed(String path) {
            super(path);
        }
    }

    private static final class Collector implements FileTree.Visitor {
        private final Tally tally;
        private final MessageDigest content = Digests.sha256();
        private final ArrayList<String> leftOutNames = new ArrayList<>();
        private ArchiveWriter writer;
        private long files;
        private long leftOut;

        Collector(Tally tally) {
            this.tally = tally;
        }

        @Override
        public void file(String path, Path file, BasicFileAttributes attributes) throws IOException {
            int mode = mode(file);
            String head = path + "\0" + Integer.toOctalString(mode) + "\0" + attributes.size() + "\0";
            content.update(head.getBytes(StandardCharsets.UTF_8));
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), content)) {
                writer.add(path, mode, attributes.size(), in);
            } catch (EOFException e) {
                throw new Changed(path);
            }
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            if (now.size() != attributes.size() || !now.lastModifiedTime().equals(attributes.lastModifiedTime())) {
                throw new Changed(path);
            }
            files++;
            tally.add(1, attributes.size());
        }

        @Override
        public void leftOut(String path) {
            leftOut++;
            if (leftOutNames.size() < NAMED) {
                leftOutNames.add(path);
            }
        }
    }

    /** The permission bits; 0644 where the file system has none. */
    private static int mode(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return 0644;
        }
        Set<PosixFilePermission> permissions = view.readAttributes().permissions();
        int mode = 0;
        for (PosixFilePermission permission : permissions) {
            mode |= 0400 >> permission.ordinal();
        }
        return mode;
    }
}
