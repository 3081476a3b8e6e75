package io.jenkins.plugins.codecraft.storage.bench;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The head of a request, and its body to be thrown away or, where it is small and needed, kept. */
final class SinkRequest {
    private static final int LONGEST_HEAD = 64 << 10;

    final String method;
    final String path;
    final Map<String, String> query = new HashMap<>();
    final Map<String, String> headers = new HashMap<>();
    private final InputStream in;

    private SinkRequest(String requestLine, InputStream in) {
        String[] words = requestLine.split(" ");
        this.method = words[0];
        String[] target = words[1].split("\\?", 2);
        this.path = URLDecoder.decode(target[0].replace("+", "%2B"), StandardCharsets.UTF_8);
        if (target.length > 1) {
            for (String parameter : target[1].split("&")) {
                String[] pair = parameter.split("=", 2);
                query.put(pair[0], pair.length > 1 ? URLDecoder.decode(pair[1], StandardCharsets.UTF_8) : "");
            }
        }
        this.in = in;
    }

    /** Null at the end of the connection. */
    static SinkRequest read(InputStream in) throws IOException {
        String line = line(in);
        if (line == null) {
            return null;
        }
        SinkRequest request = new SinkRequest(line, in);
        for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            request.headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).trim());
        }
        return request;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(200);
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return null;
            }
            if (b != '\r') {
                line.write(b);
            }
            if (line.size() > LONGEST_HEAD) {
                throw new IOException("the head of a request is too long");
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    boolean asks(String parameter) {
        return query.containsKey(parameter);
    }

    long length() {
        return header("content-length").isEmpty() ? 0 : Long.parseLong(header("content-length"));
    }

    /** The size of the object, without what frames its chunks. */
    long size() {
        String decoded = header("x-amz-decoded-content-length");
        return decoded.isEmpty() ? length() : Long.parseLong(decoded);
    }

    void discard(byte[] buffer) throws IOException {
        if (header("transfer-encoding").equals("chunked")) {
            throw new IOException("the sink takes no chunked transfer");
        }
        for (long left = length(); left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException();
            }
            left -= read;
        }
    }

    byte[] body() throws IOException {
        byte[] raw = in.readNBytes((int) length());
        if (!header("x-amz-content-sha256").startsWith("STREAMING-")) {
            return raw;
        }
        ByteArrayOutputStream plain = new ByteArrayOutputStream(raw.length);
        for (int at = 0; at < raw.length; ) {
            int end = at;
            while (raw[end] != '\r') {
                end++;
            }
            String size = new String(raw, at, end - at, StandardCharsets.US_ASCII).split(";")[0];
            int length = Integer.parseInt(size, 16);
            if (length == 0) {
                break;
            }
            plain.write(raw, end + 2, length);
            at = end + 2 + length + 2;
        }
        return plain.toByteArray();
    }
}
