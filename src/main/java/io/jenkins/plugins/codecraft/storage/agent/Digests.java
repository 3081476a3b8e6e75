package io.jenkins.plugins.codecraft.storage.agent;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** SHA-256 digests, one after another: one per part of a file. */
public final class Digests {

    /** The length of a SHA-256 digest in bytes. */
    public static final int LENGTH = 32;

    private Digests() {}

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Nothing in a JVM that has none, as in FIPS mode. */
    static Optional<MessageDigest> md5() {
        try {
            return Optional.of(MessageDigest.getInstance("MD5"));
        } catch (NoSuchAlgorithmException e) {
            return Optional.empty();
        }
    }

    /**
     * The digest of the whole file: that of its only part, or as S3 does it ({@code COMPOSITE}) the digest of the
     * digests of its parts.
     */
    public static byte[] ofFile(byte[] partDigests) {
        return partDigests.length == LENGTH ? partDigests : sha256().digest(partDigests);
    }

    public static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    /** As the {@code x-amz-checksum-sha256} header has it. */
    public static String base64(byte[] partDigests, int part) {
        byte[] digest = new byte[LENGTH];
        System.arraycopy(partDigests, part * LENGTH, digest, 0, LENGTH);
        return Base64.getEncoder().encodeToString(digest);
    }
}
