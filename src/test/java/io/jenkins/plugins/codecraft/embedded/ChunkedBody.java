package io.jenkins.plugins.codecraft.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;

/**
 * Decodes a body in {@code aws-chunked} encoding and verifies the signature of each chunk and of the trailer, each of which
 * covers the one before.
 */
final class ChunkedBody {
    private enum State {
        SIZE,
        DATA,
        DATA_END,
        TRAILER,
        END
    }

    private static final int LONGEST_LINE = 16 * 1024;

    private final Optional<PayloadChecksum> checksum;
    private final boolean signed;
    private final boolean trailed;
    private final Signature seed;
    private final byte[] key;
    private String previous;
    private String given = "";
    private State state = State.SIZE;
    private final long declared;
    private long size;
    private long left;
    private MessageDigest digest = Hashes.sha256();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder trailer = new StringBuilder();

    ChunkedBody(HttpHead head, Iam iam, Optional<PayloadChecksum> checksum) {
        String mode = head.header("x-amz-content-sha256").orElseThrow();
        this.declared = head.header("x-amz-decoded-content-length")
                .map(Long::parseLong)
                .orElseThrow(() ->
                        new AwsError("MissingContentLength", 411, "You must provide the Content-Length HTTP header."));
        this.checksum = checksum;
        this.signed = mode.startsWith("STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
        this.trailed = mode.endsWith("-TRAILER");
        if (!signed && !mode.equals("STREAMING-UNSIGNED-PAYLOAD-TRAILER")) {
            throw new AwsError("InvalidRequest", 400, "The value of x-amz-content-sha256 header is invalid.");
        }
        this.seed = Signature.of(head).orElseThrow();
        this.previous = seed.value();
        String secret = iam.key(seed.accessKeyId()).orElseThrow().secret();
        this.key = Hashes.signingKey(secret, seed.day(), seed.region(), seed.service());
    }

    static boolean encodes(HttpHead head) {
        return head.header("x-amz-content-sha256").orElse("").startsWith("STREAMING-");
    }

    /**
     * Writes the content of a body.
     *
     * @throws AwsError when signature, checksum or length are wrong
     */
    void decode(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            accept(buffer, read, out);
        }
        if (state != State.END || size != declared) {
            throw new AwsError(
                    "IncompleteBody",
                    400,
                    "You did not provide the number of bytes specified by the x-amz-decoded-content-length header.");
        }
    }

    private void accept(byte[] bytes, int end, OutputStream out) throws IOException {
        int at = 0;
        while (at < end) {
            if (state == State.DATA) {
                int part = (int) Math.min(left, end - at);
                data(bytes, at, part);
                out.write(bytes, at, part);
                size += part;
                left -= part;
                at += part;
                if (left == 0) {
                    state = State.DATA_END;
                }
            } else {
                character(bytes[at]);
                at++;
            }
        }
    }

    private void data(byte[] bytes, int offset, int length) {
        if (signed) {
            digest.update(bytes, offset, length);
        }
        checksum.ifPresent(sum -> sum.update(bytes, offset, length));
    }

    private void character(byte b) {
        if (b != '\n') {
            line.write(b);
            if (line.size() > LONGEST_LINE) {
                throw malformed();
            }
            return;
        }
        String text = line.toString(StandardCharsets.UTF_8).trim();
        line.reset();
        line(text);
    }

    private void line(String text) {
        switch (state) {
            case SIZE -> chunk(text);
            case DATA_END -> {
                verifyChunk();
                state = State.SIZE;
            }
            case TRAILER -> trailerLine(text);
            case END -> {
                if (!text.isEmpty()) {
                    throw malformed();
                }
            }
            default -> throw malformed();
        }
    }

    private void chunk(String header) {
        String[] parts = header.split(";", 2);
        try {
            left = Long.parseLong(parts[0].trim(), 16);
        } catch (NumberFormatException noSize) {
            throw malformed();
        }
        given = parts.length == 2 ? parts[1].replaceFirst("^chunk-signature=", "") : "";
        digest = Hashes.sha256();
        if (left > 0) {
            state = State.DATA;
            return;
        }
        verifyChunk();
        state = State.TRAILER;
    }

    private void verifyChunk() {
        if (!signed) {
            return;
        }
        String text = "AWS4-HMAC-SHA256-PAYLOAD\n" + seed.date() + "\n" + seed.scope() + "\n" + previous + "\n"
                + Hashes.EMPTY + "\n" + Hashes.hex(digest.digest());
        verify(text, given);
    }

    private void trailerLine(String text) {
        if (text.isEmpty()) {
            if (signed && trailed && trailer.length() > 0) {
                throw new AuthErrors(Protocol.REST_XML).mismatch();
            }
            state = State.END;
            checksum.ifPresent(PayloadChecksum::verify);
            return;
        }
        String[] pair = text.split(":", 2);
        if (pair.length != 2 || !trailed) {
            throw malformed();
        }
        String name = pair[0].trim().toLowerCase(Locale.ROOT);
        if (name.equals("x-amz-trailer-signature")) {
            String signedText = "AWS4-HMAC-SHA256-TRAILER\n" + seed.date() + "\n" + seed.scope() + "\n" + previous
                    + "\n" + Hashes.sha256(trailer.toString());
            verify(signedText, pair[1].trim());
            trailer.setLength(0);
        } else {
            checksum.ifPresent(sum -> sum.trailer(name, pair[1].trim()));
            trailer.append(name).append(':').append(pair[1].trim()).append('\n');
        }
    }

    private void verify(String text, String signature) {
        String expected = Hashes.hex(Hashes.hmac(key, text));
        if (!Hashes.same(expected, signature)) {
            throw new AuthErrors(Protocol.REST_XML).mismatch();
        }
        previous = expected;
    }

    private static AwsError malformed() {
        return new AwsError("InvalidRequest", 400, "The body is not properly encoded as aws-chunked.");
    }
}
