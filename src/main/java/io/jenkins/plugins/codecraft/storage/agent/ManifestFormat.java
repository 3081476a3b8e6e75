package io.jenkins.plugins.codecraft.storage.agent;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;

/**
 * The text of a manifest: JSON with one file a line, in the order of the paths' UTF-8 bytes, written the same way
 * always, so that its SHA-256 names the dataset.
 *
 * <pre>
 * {"version":1,"files":[
 * {"path":"a/b.csv","size":12,"sha256":"..."},
 * {"path":"big.bin","size":33554432,"sha256":"...","parts":["...","..."]}
 * ]}
 * </pre>
 *
 * <p>{@code sha256} is the digest of the content; for a file with {@code parts} that of the parts' digests, as S3's
 * composite checksum is.
 */
public final class ManifestFormat {

    private static final String HEAD = "{\"version\":1,\"files\":[";
    private static final String TAIL = "\n]}\n";

    private final MessageDigest digest = Digests.sha256();
    private long files;
    private long bytes;
    private long length;

    /** The first bytes. */
    public byte[] head() {
        return counted(HEAD);
    }

    /** The bytes of the next file. */
    public byte[] file(FileEntry entry) {
        String comma = files == 0 ? "\n" : ",\n";
        files++;
        bytes += entry.size();
        return counted(comma + line(entry));
    }

    /** The last bytes. */
    public byte[] tail() {
        return counted(TAIL);
    }

    public long files() {
        return files;
    }

    /** What the files have together. */
    public long bytes() {
        return bytes;
    }

    /** The length of the manifest itself, so far. */
    public long length() {
        return length;
    }

    /** The digest of all that was written; to be asked once, at the end. */
    public byte[] digest() {
        return digest.digest();
    }

    private byte[] counted(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        digest.update(encoded);
        length += encoded.length;
        return encoded;
    }

    private static String line(FileEntry entry) {
        StringBuilder line = new StringBuilder(160 + entry.path().length());
        line.append("{\"path\":\"");
        escape(entry.path(), line);
        line.append("\",\"size\":").append(entry.size()).append(",\"sha256\":\"");
        line.append(Digests.hex(Digests.ofFile(entry.digests()))).append('"');
        if (entry.parts() > 1) {
            String all = Digests.hex(entry.digests());
            int width = 2 * Digests.LENGTH;
            for (int i = 0; i < all.length(); i += width) {
                line.append(i == 0 ? ",\"parts\":[\"" : "\",\"").append(all, i, i + width);
            }
            line.append("\"]");
        }
        return line.append('}').toString();
    }

    private static void escape(String text, StringBuilder to) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                to.append('\\').append(c);
            } else if (c < 0x20 || c == 0x7F) {
                to.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                to.append(c);
            }
        }
    }
}
