package io.jenkins.plugins.codecraft.embedded.sagemaker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Archives as SageMaker reads and writes them: tar, compressed by gzip. */
final class Tarball {
    private Tarball() {}

    /**
     * Unpacks into a folder.
     *
     * @throws IOException also when an entry is no plain file or folder, or lies outside the folder
     */
    static void unpack(Path archive, Path folder) throws IOException {
        try (InputStream file = Files.newInputStream(archive);
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, folder);
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path folder) throws IOException {
        Path target = inside(folder, entry.getName());
        if (entry.isDirectory()) {
            Files.createDirectories(target);
        } else if (entry.isFile() && !entry.isLink() && !entry.isSymbolicLink()) {
            Files.createDirectories(target.getParent());
            Files.copy(content, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } else {
            throw new IOException("archive entry " + entry.getName() + " is neither a file nor a folder");
        }
    }

    /** The path of a name below a folder, refused if it leads out of it. */
    static Path inside(Path folder, String name) throws IOException {
        Path target =
                folder.resolve(name.startsWith("/") ? name.substring(1) : name).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("path " + name + " leads out of its folder");
        }
        return target;
    }

    /** Packs all files of several folders; of two files with one name the first folder's is taken. */
    static void pack(List<Path> folders, Path archive) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        for (Path folder : folders) {
            files(folder).forEach(files::putIfAbsent);
        }
        try (OutputStream file = Files.newOutputStream(archive);
                TarArchiveOutputStream tar = open(file)) {
            for (Map.Entry<String, Path> entry : files.entrySet()) {
                tar.putArchiveEntry(new TarArchiveEntry(entry.getValue(), entry.getKey()));
                Files.copy(entry.getValue(), tar);
                tar.closeArchiveEntry();
            }
        }
    }

    static void pack(Map<String, byte[]> files, OutputStream out) throws IOException {
        try (TarArchiveOutputStream tar = open(out)) {
            for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        }
    }

    private static TarArchiveOutputStream open(OutputStream out) throws IOException {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(out));
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        return tar;
    }

    /** The files below a folder by their names in it, with slashes. */
    static Map<String, Path> files(Path folder) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> tree = Files.walk(folder)) {
                tree.filter(Files::isRegularFile)
                        .forEach(file ->
                                files.put(folder.relativize(file).toString().replace('\\', '/'), file));
            }
        }
        return files;
    }
}
