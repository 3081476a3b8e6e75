package io.jenkins.plugins.codecraft.storage.agent;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Enumeration;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Unpacks an archive into a folder. All of it is unpacked beside the folder first, so that an archive that is refused
 * leaves nothing; then it is moved in, over files of the same name. Refused are paths and links that lead out of the
 * folder, devices, and more than the limits.
 */
public record UnpackTask(Root archive, Root target, ArchiveFormat format, UnpackLimits limits)
        implements AgentTask<UnpackTask.Unpacked> {

    private static final String DRAFT = ".codecraft-unpack";

    /** What was in the archive. */
    public record Unpacked(long files, long bytes) implements Serializable {}

    @Override
    public Unpacked run(Path workspace, Path temp) throws IOException {
        Path file = archive.resolve(workspace, temp);
        Path folder = target.target(workspace, temp);
        if (Files.isSymbolicLink(folder) || (Files.exists(folder) && !Files.isDirectory(folder))) {
            throw new AgentException(AgentWords.of(UnpackTask.class, "notFolderName", target.path()));
        }
        Leavings.sweepFolders(PathNames.folder(folder), DRAFT);
        Path draft = Files.createTempDirectory(PathNames.folder(folder), DRAFT).toRealPath();
        try {
            Unpacking unpacking = new Unpacking(draft, limits);
            if (format == ArchiveFormat.ZIP) {
                zip(file, unpacking);
            } else {
                tar(file, unpacking);
            }
            unpacking.finish();
            moveInto(draft, folder);
            return new Unpacked(unpacking.files(), unpacking.bytes());
        } finally {
            delete(draft);
        }
    }

    private static void tar(Path file, Unpacking unpacking) throws IOException {
        try (InputStream in =
                new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16), 1 << 16)) {
            TarReader tar = new TarReader(in);
            for (TarReader.Entry entry = tar.next(); entry != null; entry = tar.next()) {
                switch (entry.type()) {
                    case '0' -> unpacking.file(entry.path(), entry.mode(), tar::read);
                    case '5' -> unpacking.folder(entry.path());
                    case '1' -> unpacking.hardLink(entry.path(), entry.link());
                    case '2' -> unpacking.symbolicLink(entry.path(), entry.link());
                    default ->
                        throw new AgentException(
                                AgentWords.of(UnpackTask.class, "archiveEntryType", entry.path(), entry.type()));
                }
            }
        }
    }

    private static void zip(Path file, Unpacking unpacking) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (entry.isDirectory()) {
                    unpacking.folder(entry.getName());
                } else {
                    try (InputStream in = zip.getInputStream(entry)) {
                        unpacking.file(entry.getName(), 0644, in::read);
                    }
                }
            }
        }
    }

    private static void moveInto(Path from, Path to) throws IOException {
        if (Files.notExists(to, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(to);
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(from)) {
            for (Path entry : entries) {
                Path place = to.resolve(entry.getFileName());
                boolean folder = Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
                if (folder && Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
                    moveInto(entry, place);
                } else if (!folder && Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
                    throw new AgentException(AgentWords.of(UnpackTask.class, "folderButFile", place));
                } else {
                    Files.move(entry, place, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException error) throws IOException {
                if (error != null) {
                    throw error;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
