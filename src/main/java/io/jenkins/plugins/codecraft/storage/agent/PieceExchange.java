package io.jenkins.plugins.codecraft.storage.agent;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Sends a piece of a file. */
record PieceExchange(Piece piece, Path file) implements Exchange {

    /** Slower than this is taken for a dead connection. */
    static final long SLOWEST_BYTES_PER_SECOND = 50_000;

    @Override
    public String path() {
        return piece.path();
    }

    @Override
    public Optional<Sent> refusal() throws IOException {
        return piece.unchanged(file) ? Optional.empty() : Optional.of(Sent.of(Sent.Outcome.CHANGED, piece.path()));
    }

    @Override
    public Optional<SmallPut> small() {
        return piece.length() <= SmallPut.LARGEST ? Optional.of(new SmallPut(piece, file)) : Optional.empty();
    }

    @Override
    public HttpRequest request() {
        HttpRequest.BodyPublisher body = piece.length() == 0
                ? HttpRequest.BodyPublishers.noBody()
                : new FileRegion(file, piece.offset(), piece.length());
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(piece.url()))
                .timeout(Duration.ofSeconds(60 + piece.length() / SLOWEST_BYTES_PER_SECOND))
                .PUT(body);
        piece.headers().forEach(builder::setHeader);
        return builder.build();
    }

    @Override
    public HttpResponse.BodyHandler<String> answer() {
        return HttpResponse.BodyHandlers.ofString();
    }

    @Override
    public String toString() {
        return piece.toString();
    }
}
