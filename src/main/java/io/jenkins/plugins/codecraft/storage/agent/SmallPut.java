package io.jenkins.plugins.codecraft.storage.agent;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/**
 * Sends a small piece by the JDK's {@link HttpURLConnection}, in the calling thread and with the body in memory: a third
 * of the CPU that {@link java.net.http.HttpClient} takes for it. Proxy, authenticator and trusted certificates are those
 * of the agent's JVM here as well.
 */
final class SmallPut {

    /** What fits into the buffers of a connection, so that an answer that comes early is not lost. */
    static final long LARGEST = 64 << 10;

    static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final int CONNECT_MILLIS = 20_000;

    private final Piece piece;
    private final Path file;
    private volatile HttpURLConnection connection;
    private volatile boolean cancelled;

    SmallPut(Piece piece, Path file) {
        this.piece = piece;
        this.file = file;
    }

    /** What S3 answered. */
    Verdict send() throws IOException {
        byte[] body = body();
        HttpURLConnection put = (HttpURLConnection) new URL(piece.url()).openConnection();
        connection = put;
        if (cancelled) {
            throw new IOException("cancelled");
        }
        put.setRequestMethod("PUT");
        put.setDoOutput(true);
        put.setInstanceFollowRedirects(false);
        put.setUseCaches(false);
        put.setConnectTimeout(CONNECT_MILLIS);
        put.setReadTimeout((int) TIMEOUT.toMillis());
        piece.headers().forEach(put::setRequestProperty);
        try (OutputStream out = put.getOutputStream()) {
            out.write(body);
        }
        return Verdict.of(put.getResponseCode(), name -> Optional.ofNullable(put.getHeaderField(name)), answer(put));
    }

    private byte[] body() throws IOException {
        ByteBuffer body = ByteBuffer.allocate((int) piece.length());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (body.hasRemaining()) {
                if (channel.read(body, piece.offset() + body.position()) < 0) {
                    throw new EOFException(file + " became shorter while it was sent");
                }
            }
        }
        return body.array();
    }

    /** Read to its end, so that the connection is used again. */
    private static String answer(HttpURLConnection put) throws IOException {
        try (InputStream in = put.getResponseCode() < 400 ? put.getInputStream() : put.getErrorStream()) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Ends it in the thread that sends, by an error. */
    void cancel() {
        cancelled = true;
        HttpURLConnection put = connection;
        if (put != null) {
            put.disconnect();
        }
    }
}
