package io.jenkins.plugins.codecraft.embedded.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * The code of a version: unpacked in a folder, or an image.
 *
 * @param sha256 in Base64 of a zip's bytes, in hexadecimal digits of an image
 * @param size of the zip in bytes; 0 of an image
 */
record CodePackage(String sha256, long size, Optional<Path> folder, Optional<String> image) {
    static final long LARGEST_UNPACKED = 262_144_000;

    static CodePackage zip(byte[] zip, Path scratch) throws IOException {
        Path folder = Files.createTempDirectory(Files.createDirectories(scratch), "code-")
                .toRealPath();
        Path file = Files.write(folder.resolveSibling(folder.getFileName() + ".zip"), zip);
        try {
            unpack(file, folder);
        } finally {
            Files.delete(file);
        }
        return new CodePackage(
                Base64.getEncoder().encodeToString(sha256(zip)), zip.length, Optional.of(folder), Optional.empty());
    }

    static CodePackage image(String uri) {
        String digest = HexFormat.of().formatHex(sha256(uri.getBytes(StandardCharsets.UTF_8)));
        return new CodePackage(digest, 0, Optional.empty(), Optional.of(uri));
    }

    private static void unpack(Path file, Path folder) throws IOException {
        long room = LARGEST_UNPACKED;
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            for (Enumeration<ZipArchiveEntry> entries = zip.getEntries(); entries.hasMoreElements(); ) {
                ZipArchiveEntry entry = entries.nextElement();
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException(entry.getName() + " leads out of the archive");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                try (InputStream in = zip.getInputStream(entry)) {
                    room -= Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
                }
                if (room < 0) {
                    throw LambdaErrors.invalid("Unzipped size must be smaller than " + LARGEST_UNPACKED + " bytes");
                }
                if ((entry.getUnixMode() & 0100) != 0 && !target.toFile().setExecutable(true)) {
                    throw new IOException("cannot make " + entry.getName() + " executable");
                }
            }
        }
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
