package io.jenkins.plugins.codecraft.storage.agent;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a gzipped tar of POSIX.1-2001: ustar headers, with an extended header where a name is not ASCII or too long,
 * or a file has 8 GiB or more. Owner 0, one fixed time, no names of users.
 *
 * <p>Written here and not by a library, because it runs on the agent, where only this package is loaded.
 */
final class TarWriter implements ArchiveWriter {

    private static final int BLOCK = 512;
    private static final long LARGEST_OCTAL = (1L << 33) - 1;
    private static final String PAX_NAME = "PaxHeader";

    private final OutputStream out;

    TarWriter(OutputStream out) throws IOException {
        this.out = new GZIPOutputStream(out, 1 << 16);
    }

    @Override
    public void add(String path, int mode, long size, InputStream content) throws IOException {
        String extended = (fits(path) ? "" : record("path", path))
                + (size > LARGEST_OCTAL ? record("size", Long.toString(size)) : "");
        if (!extended.isEmpty()) {
            byte[] records = extended.getBytes(StandardCharsets.UTF_8);
            out.write(header(PAX_NAME, 0644, records.length, 'x'));
            out.write(records);
            pad(records.length);
        }
        out.write(header(fits(path) ? path : PAX_NAME, mode, Math.min(size, LARGEST_OCTAL), '0'));
        copy(content, size);
        pad(size);
    }

    private void copy(InputStream content, long size) throws IOException {
        byte[] buffer = new byte[(int) Math.min(1 << 16, Math.max(1, size))];
        for (long left = size; left > 0; ) {
            int read = content.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException();
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }

    private void pad(long size) throws IOException {
        out.write(new byte[(int) ((BLOCK - size % BLOCK) % BLOCK)]);
    }

    @Override
    public void close() throws IOException {
        try (out) {
            out.write(new byte[2 * BLOCK]);
        }
    }

    private static boolean fits(String path) {
        return path.length() <= 100 && path.chars().allMatch(c -> c >= 0x20 && c < 0x7F);
    }

    /** A record of an extended header begins with its own length, digits included. */
    private static String record(String key, String value) {
        String rest = " " + key + "=" + value + "\n";
        int length = rest.getBytes(StandardCharsets.UTF_8).length;
        int all = length + Integer.toString(length).length();
        all = length + Integer.toString(all).length();
        return all + rest;
    }

    private static byte[] header(String name, int mode, long size, char type) {
        byte[] header = new byte[BLOCK];
        text(header, 0, name);
        octal(header, 100, 8, mode);
        octal(header, 108, 8, 0);
        octal(header, 116, 8, 0);
        octal(header, 124, 12, size);
        octal(header, 136, 12, EPOCH_SECONDS);
        text(header, 148, "        ");
        header[156] = (byte) type;
        text(header, 257, "ustar\0" + "00");
        octal(header, 329, 8, 0);
        octal(header, 337, 8, 0);
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xFF;
        }
        octal(header, 148, 7, sum);
        return header;
    }

    private static void text(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    /** Digits with leading zeros and a NUL at the end. */
    private static void octal(byte[] header, int at, int length, long value) {
        String digits = Long.toOctalString(value);
        text(header, at, "0".repeat(length - 1 - digits.length()) + digits + "\0");
    }
}
