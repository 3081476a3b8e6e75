package io.jenkins.plugins.codecraft.storage.agent;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Reads a tar of POSIX (ustar, pax) or GNU, entry by entry. */
final class TarReader {

    private static final int BLOCK = 512;
    private static final int LONGEST_EXTENSION = 1 << 20;

    private final InputStream in;
    private long left;
    private long padding;

    TarReader(InputStream in) {
        this.in = in;
    }

    /**
     * @param type as in the header: {@code '0'} is a file, {@code '1'} a hard link, {@code '2'} a symbolic link, {@code
     *     '5'} a folder
     * @param link what a link points to
     */
    record Entry(char type, String path, String link, long size, int mode) {}

    /** The next entry, or null at the end. */
    Entry next() throws IOException {
        Map<String, String> extended = new HashMap<>();
        while (true) {
            in.skipNBytes(left + padding);
            left = 0;
            padding = 0;
            byte[] header = in.readNBytes(BLOCK);
            if (header.length == 0 || isZero(header)) {
                return null;
            }
            if (header.length < BLOCK) {
                throw new EOFException("the archive ends in the middle of a header");
            }
            check(header);
            char type = header[156] == 0 || header[156] == '7' ? '0' : (char) header[156];
            long size = number(header, 124, 12);
            if (type == 'x') {
                records(extension(size), extended);
            } else if (type == 'L') {
                extended.put("path", unterminated(extension(size)));
            } else if (type == 'K') {
                extended.put("linkpath", unterminated(extension(size)));
            } else if (type == 'g') {
                extension(size);
            } else {
                return entry(header, type, size, extended);
            }
        }
    }

    private Entry entry(byte[] header, char type, long headerSize, Map<String, String> extended) throws IOException {
        long size = headerSize;
        if (extended.containsKey("size")) {
            size = decimal(extended.get("size"));
        }
        if (type != '0') {
            size = type == '1' || type == '2' || type == '5' ? 0 : size;
        }
        open(size);
        String prefix = text(header, 257, 5).equals("ustar") && header[262] == 0 ? text(header, 345, 155) : "";
        String name = text(header, 0, 100);
        String path = extended.getOrDefault("path", prefix.isEmpty() ? name : prefix + "/" + name);
        String link = extended.getOrDefault("linkpath", text(header, 157, 100));
        return new Entry(type, path, link, size, (int) number(header, 100, 8) & 0777);
    }

    /** The content of the current entry. */
    int read(byte[] buffer) throws IOException {
        if (left == 0) {
            return -1;
        }
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
            throw new EOFException("the archive ends in the middle of a file");
        }
        left -= read;
        return read;
    }

    private void open(long size) throws IOException {
        if (size < 0) {
            throw new IOException(AgentWords.of(TarReader.class, "archiveEntryNegative"));
        }
        left = size;
        padding = (BLOCK - size % BLOCK) % BLOCK;
    }

    private byte[] extension(long size) throws IOException {
        if (size > LONGEST_EXTENSION) {
            throw new IOException(AgentWords.of(TarReader.class, "archiveExtendedHeader", size));
        }
        open(size);
        byte[] bytes = in.readNBytes((int) size);
        left = 0;
        if (bytes.length < size) {
            throw new EOFException("the archive ends in the middle of a header");
        }
        return bytes;
    }

    /** Records of the form {@code LENGTH KEY=VALUE\n}, where the length counts itself. */
    private static void records(byte[] bytes, Map<String, String> into) throws IOException {
        int at = 0;
        while (at < bytes.length && bytes[at] != 0) {
            int space = at;
            while (space < bytes.length && bytes[space] != ' ') {
                space++;
            }
            long length = decimal(new String(bytes, at, space - at, StandardCharsets.US_ASCII));
            int end = (int) Math.min(Integer.MAX_VALUE, at + length);
            if (length <= space - at + 1 || end > bytes.length) {
                throw new IOException(AgentWords.of(TarReader.class, "archiveDamagedExtended"));
            }
            String record = new String(bytes, space + 1, end - space - 2, StandardCharsets.UTF_8);
            int equals = record.indexOf('=');
            if (equals > 0) {
                into.put(record.substring(0, equals), record.substring(equals + 1));
            }
            at = end;
        }
    }

    private static void check(byte[] header) throws IOException {
        int sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xFF;
        }
        if (sum != number(header, 148, 8)) {
            throw new IOException(AgentWords.of(TarReader.class, "notTarArchive"));
        }
    }

    private static long number(byte[] header, int at, int length) throws IOException {
        if ((header[at] & 0x80) != 0) {
            long value = header[at] & 0x3F;
            for (int i = at + 1; i < at + length; i++) {
                if (value >>> 55 != 0) {
                    throw new IOException(AgentWords.of(TarReader.class, "archiveNumberToo"));
                }
                value = value << 8 | header[i] & 0xFF;
            }
            return value;
        }
        String digits = text(header, at, length).trim();
        try {
            return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
        } catch (NumberFormatException e) {
            throw new IOException(AgentWords.of(TarReader.class, "notTarArchive"), e);
        }
    }

    private static long decimal(String digits) throws IOException {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new IOException(AgentWords.of(TarReader.class, "archiveDamagedExtended"), e);
        }
    }

    private static String text(byte[] header, int at, int length) {
        int end = at;
        while (end < at + length && header[end] != 0) {
            end++;
        }
        return new String(header, at, end - at, StandardCharsets.UTF_8);
    }

    private static String unterminated(byte[] text) {
        return text(text, 0, text.length);
    }

    private static boolean isZero(byte[] block) {
        return Arrays.equals(block, new byte[BLOCK]);
    }
}
