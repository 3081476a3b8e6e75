package io.jenkins.plugins.codecraft.storage.agent;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Sends pieces in parallel, again when that may help, with growing pauses. */
final class Sender {

    private static final int ATTEMPTS = 7;
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 20_000;
    /** A request that begins this shortly before the URL expires may reach S3 too late. */
    private static final long MARGIN_MILLIS = 30_000;
    /** Slower than this is taken for a dead connection. */
    private static final long SLOWEST_BYTES_PER_SECOND = 50_000;

    private final HttpClient client;
    private final Path base;
    private final long deadline;
    private final Set<CompletableFuture<?>> running = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    Sender(HttpClient client, Path base, long validMillis) {
        this.client = client;
        this.base = base;
        this.deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(validMillis - MARGIN_MILLIS);
    }

    ArrayList<Sent> send(List<Piece> pieces, int parallel) throws IOException, InterruptedException {
        Semaphore free = new Semaphore(parallel);
        List<CompletableFuture<Sent>> results = new ArrayList<>(pieces.size());
        try {
            for (Piece piece : pieces) {
                free.acquire();
                results.add(attempt(piece, 1).whenComplete((sent, error) -> free.release()));
            }
            ArrayList<Sent> answers = new ArrayList<>(pieces.size());
            for (CompletableFuture<Sent> result : results) {
                answers.add(result.get());
            }
            return answers;
        } catch (ExecutionException e) {
            throw new IOException("sending failed: " + e.getCause(), e.getCause());
        } finally {
            stopped = true;
            running.forEach(request -> request.cancel(true));
        }
    }

    private CompletableFuture<Sent> attempt(Piece piece, int number) {
        if (stopped || System.nanoTime() > deadline) {
            return CompletableFuture.completedFuture(Sent.of(Sent.Outcome.EXPIRED, ""));
        }
        Path file = base.resolve(piece.path());
        HttpRequest request;
        try {
            if (!piece.unchanged(file)) {
                return CompletableFuture.completedFuture(Sent.of(Sent.Outcome.CHANGED, piece.path()));
            }
            request = request(piece, file);
        } catch (IOException e) {
            return CompletableFuture.completedFuture(Sent.of(Sent.Outcome.FAILED, piece.path() + ": " + e));
        }
        CompletableFuture<HttpResponse<String>> call = client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
        running.add(call);
        return call.handle((response, error) -> {
                    running.remove(call);
                    return error == null
                            ? Verdict.of(response)
                            : new Verdict(Sent.of(Sent.Outcome.FAILED, Verdict.reason(error)), true);
                })
                .thenCompose(verdict -> decide(piece, file, number, verdict));
    }

    private CompletableFuture<Sent> decide(Piece piece, Path file, int number, Verdict verdict) {
        Sent sent = verdict.sent();
        try {
            if (!piece.unchanged(file)) {
                return CompletableFuture.completedFuture(Sent.of(Sent.Outcome.CHANGED, piece.path()));
            }
        } catch (IOException e) {
            return CompletableFuture.completedFuture(Sent.of(Sent.Outcome.FAILED, piece.path() + ": " + e));
        }
        if (!verdict.again() || stopped) {
            return CompletableFuture.completedFuture(sent);
        }
        if (number == ATTEMPTS) {
            return CompletableFuture.completedFuture(
                    Sent.of(sent.outcome(), sent.detail() + " (tried " + ATTEMPTS + " times)"));
        }
        return CompletableFuture.supplyAsync(
                        () -> attempt(piece, number + 1),
                        CompletableFuture.delayedExecutor(pauseMillis(number), TimeUnit.MILLISECONDS))
                .thenCompose(again -> again);
    }

    private static long pauseMillis(int number) {
        long longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << number);
        return ThreadLocalRandom.current().nextLong(longest / 2, longest);
    }

    private static HttpRequest request(Piece piece, Path file) {
        HttpRequest.BodyPublisher body = piece.length() == 0
                ? HttpRequest.BodyPublishers.noBody()
                : new FileRegion(file, piece.offset(), piece.length());
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(piece.url()))
                .timeout(Duration.ofSeconds(60 + piece.length() / SLOWEST_BYTES_PER_SECOND))
                .PUT(body);
        piece.headers().forEach(builder::setHeader);
        return builder.build();
    }
}
