package io.jenkins.plugins.codecraft.storage.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * What an object should be.
 *
 * @param value the checksum in Base64 as S3 tells it, without the number of parts; empty for {@link Algorithm#NONE}
 * @param partSize for {@link Algorithm#SHA256_COMPOSITE}; 0 otherwise
 */
public record Expected(Algorithm algorithm, String value, long size, long partSize) implements Serializable {

    /** The checksums of S3 that are checked. */
    public enum Algorithm {
        SHA256,
        /** The digest of the digests of the parts. */
        SHA256_COMPOSITE,
        CRC64NVME,
        CRC32,
        CRC32C,
        /** S3 has none: only the size is checked. */
        NONE
    }

    /**
     * Reads the file once.
     *
     * @return its MD5 in hexadecimal digits; empty where the JVM has none, as in FIPS mode
     * @throws AgentException when it is something else
     */
    String check(Path file) throws IOException {
        long actual = Files.size(file);
        if (actual != size) {
            throw new AgentException(AgentWords.of(Expected.class, "downloadedFileBytes", actual, size));
        }
        Optional<MessageDigest> md5 = Digests.md5();
        String checksum;
        try (InputStream plain = Files.newInputStream(file)) {
            InputStream in = md5.isPresent() ? new DigestInputStream(plain, md5.get()) : plain;
            checksum = Base64.getEncoder().encodeToString(compute(in));
        }
        if (!checksum.equals(value)) {
            throw new AgentException(
                    AgentWords.of(Expected.class, "downloadedFileChecksum", algorithm, checksum, value));
        }
        return md5.map(digest -> Digests.hex(digest.digest())).orElse("");
    }

    private byte[] compute(InputStream in) throws IOException {
        return switch (algorithm) {
            case SHA256 -> digest(in, Math.max(1, size));
            case SHA256_COMPOSITE -> Digests.sha256().digest(digest(in, partSize));
            case CRC64NVME -> longBytes(checksum(in, new Crc64Nvme()));
            case CRC32 -> intBytes(checksum(in, new CRC32()));
            case CRC32C -> intBytes(checksum(in, new CRC32C()));
            case NONE -> {
                in.transferTo(OutputStream.nullOutputStream());
                yield new byte[0];
            }
        };
    }

    /** The digests of all parts, one after another. */
    private static byte[] digest(InputStream in, long part) throws IOException {
        java.io.ByteArrayOutputStream digests = new java.io.ByteArrayOutputStream();
        MessageDigest digest = Digests.sha256();
        byte[] buffer = new byte[1 << 18];
        long left = part;
        boolean some = false;
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        while (read >= 0) {
            some = true;
            digest.update(buffer, 0, read);
            left -= read;
            if (left == 0) {
                digests.write(digest.digest());
                left = part;
                some = false;
            }
            read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        }
        if (some || digests.size() == 0) {
            digests.write(digest.digest());
        }
        return digests.toByteArray();
    }

    private static long checksum(InputStream in, Checksum checksum) throws IOException {
        byte[] buffer = new byte[1 << 18];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            checksum.update(buffer, 0, read);
        }
        return checksum.getValue();
    }

    private static byte[] longBytes(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    private static byte[] intBytes(long value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt((int) value).array();
    }
}
