package io.jenkins.plugins.codecraft.storage;

import io.jenkins.plugins.codecraft.storage.agent.Digests;
import io.jenkins.plugins.codecraft.storage.agent.FileEntry;
import io.jenkins.plugins.codecraft.storage.agent.Parts;
import io.jenkins.plugins.codecraft.storage.agent.Utf8Order;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the files of a manifest one by one, in the order of their paths; see {@link
 * io.jenkins.plugins.codecraft.storage.agent.ManifestFormat} for the format. Other JSON than ours is refused.
 */
final class ManifestReader implements Closeable {

    private static final Pattern LINE = Pattern.compile("\\{\"path\":\"((?:[^\"\\\\]|\\\\.)++)\",\"size\":(\\d{1,13}),"
            + "\"sha256\":\"([0-9a-f]{64})\"(?:,\"parts\":\\[((?:\"[0-9a-f]{64}\",?+)++)])?},?");
    private static final int LONGEST_LINE = 1 << 20;

    private final BufferedReader lines;
    private final String name;
    private FileEntry current;
    private boolean begun;

    /** @param name of the manifest, for messages */
    ManifestReader(InputStream in, String name) {
        this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
        this.name = name;
    }

    /** The file of this path; those before it are passed over. */
    Optional<FileEntry> find(String path) throws IOException {
        if (!begun) {
            begun = true;
            line();
            current = next();
        }
        while (current != null && Utf8Order.compare(current.path(), path) < 0) {
            current = next();
        }
        return current != null && current.path().equals(path) ? Optional.of(current) : Optional.empty();
    }

    /** The next file, or null at the end. */
    private FileEntry next() throws IOException {
        String line = line();
        if (line == null || line.equals("]}")) {
            return null;
        }
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new StorageException(Words.of(ManifestReader.class, "notManifestPlugin", name));
        }
        long size = Long.parseLong(matcher.group(2));
        String digests = matcher.group(4) == null
                ? matcher.group(3)
                : matcher.group(4).replace("\"", "").replace(",", "");
        if (size > Parts.LARGEST_OBJECT || digests.length() != Parts.count(size) * 2 * Digests.LENGTH) {
            throw new StorageException(Words.of(ManifestReader.class, "namesFileBytes", name, size));
        }
        return new FileEntry(
                unescape(matcher.group(1)), size, 0, 0, HexFormat.of().parseHex(digests));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = lines.read(); c != '\n'; c = lines.read()) {
            if (c < 0) {
                return line.isEmpty() ? null : line.toString();
            }
            if (line.length() == LONGEST_LINE) {
                throw new StorageException(Words.of(ManifestReader.class, "lineTooLong", name));
            }
            line.append((char) c);
        }
        return line.toString();
    }

    private static String unescape(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                plain.append(c);
            } else if (text.startsWith("u", i + 1) && i + 6 <= text.length()) {
                plain.append((char) HexFormat.fromHexDigits(text, i + 2, i + 6));
                i += 5;
            } else {
                plain.append(text.charAt(++i));
            }
        }
        return plain.toString();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
