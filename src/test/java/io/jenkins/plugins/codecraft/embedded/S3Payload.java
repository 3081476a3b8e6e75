package io.jenkins.plugins.codecraft.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The content of an S3 request on its way to the library. A plain body streams through; one in chunks, whose checksum may
 * come last, is decoded to a file first, for the library wants the checksum ahead.
 */
final class S3Payload implements AutoCloseable {
    private final BodyPublisher publisher;
    private final Optional<PayloadChecksum> checksum;
    private final Optional<SignedBody> streaming;
    private final Optional<Path> file;
    private final Map<String, String> headers = new LinkedHashMap<>();

    private S3Payload(
            BodyPublisher publisher,
            Optional<PayloadChecksum> checksum,
            Optional<SignedBody> streaming,
            Optional<Path> file) {
        this.publisher = publisher;
        this.checksum = checksum;
        this.streaming = streaming;
        this.file = file;
        checksum.ifPresent(sum -> headers.put(sum.header(), sum.value()));
    }

    /** @throws AwsError when the content isn't what was signed, as far as that is known now */
    static S3Payload of(AwsRequest request, AwsEnvironment environment) throws IOException {
        Optional<PayloadChecksum> checksum = PayloadChecksum.of(request);
        if (ChunkedBody.encodes(request.head())) {
            return chunked(request, environment, checksum);
        }
        SignedBody body = new SignedBody(request, checksum);
        long length = request.header("Content-Length").map(Long::parseLong).orElse(0L);
        if (length > 0) {
            BodyPublisher stream = BodyPublishers.ofInputStream(() -> body);
            return new S3Payload(
                    BodyPublishers.fromPublisher(stream, length), checksum, Optional.of(body), Optional.empty());
        }
        if (request.header("Transfer-Encoding").isPresent()) {
            throw new AwsError("MissingContentLength", 411, "You must provide the Content-Length HTTP header.");
        }
        body.verifyEmpty();
        return new S3Payload(BodyPublishers.noBody(), checksum, Optional.empty(), Optional.empty());
    }

    private static S3Payload chunked(AwsRequest request, AwsEnvironment environment, Optional<PayloadChecksum> checksum)
            throws IOException {
        ChunkedBody body = new ChunkedBody(request.head(), environment.iam(), checksum);
        Path folder = Files.createDirectories(environment.scratch().resolve("chunked"));
        Path file = Files.createTempFile(folder, "body", "");
        try (OutputStream out = Files.newOutputStream(file)) {
            body.decode(request.stream(), out);
        } catch (AwsError | IOException refused) {
            Files.delete(file);
            throw refused;
        }
        return new S3Payload(BodyPublishers.ofFile(file), checksum, Optional.empty(), Optional.of(file));
    }

    BodyPublisher publisher() {
        return publisher;
    }

    /** What to say of the content beside the headers of the request. */
    Map<String, String> headers() {
        return headers;
    }

    Optional<PayloadChecksum> checksum() {
        return checksum;
    }

    /** Why a streaming body was refused, if it was. */
    Optional<AwsError> refusal() {
        return streaming.flatMap(SignedBody::refusal);
    }

    @Override
    public void close() throws IOException {
        if (file.isPresent()) {
            Files.delete(file.get());
        }
    }
}
