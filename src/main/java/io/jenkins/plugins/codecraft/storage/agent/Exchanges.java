package io.jenkins.plugins.codecraft.storage.agent;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Makes requests in parallel, again when that may help, with growing pauses. */
final class Exchanges {

    private static final int ATTEMPTS = 7;
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 20_000;
    /** A request that begins this shortly before the URL expires may reach S3 too late. */
    private static final long MARGIN_MILLIS = 30_000;

    private final HttpClient client;
    private final long deadline;
    private final Set<CompletableFuture<?>> running = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    /** @param validMillis for how long the URLs are good; what does not begin in time is answered as expired */
    Exchanges(HttpClient client, long validMillis) {
        this.client = client;
        this.deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(validMillis - MARGIN_MILLIS);
    }

    /** What became of each, in the same order. */
    ArrayList<Sent> make(List<? extends Exchange> exchanges, int parallel) throws IOException, InterruptedException {
        Semaphore free = new Semaphore(parallel);
        List<CompletableFuture<Sent>> results = new ArrayList<>(exchanges.size());
        try {
            for (Exchange exchange : exchanges) {
                free.acquire();
                results.add(attempt(exchange, 1).whenComplete((sent, error) -> free.release()));
            }
            ArrayList<Sent> answers = new ArrayList<>(exchanges.size());
            for (CompletableFuture<Sent> result : results) {
                answers.add(result.get());
            }
            return answers;
        } catch (ExecutionException e) {
            throw new IOException("the transfer failed: " + e.getCause(), e.getCause());
        } finally {
            stopped = true;
            running.forEach(request -> request.cancel(true));
        }
    }

    private CompletableFuture<Sent> attempt(Exchange exchange, int number) {
        if (stopped || System.nanoTime() > deadline) {
            return CompletableFuture.completedFuture(Sent.of(Sent.Outcome.EXPIRED, ""));
        }
        Optional<Sent> refusal = refusal(exchange);
        if (refusal.isPresent()) {
            return CompletableFuture.completedFuture(refusal.get());
        }
        CompletableFuture<HttpResponse<String>> call = client.sendAsync(exchange.request(), exchange.answer());
        running.add(call);
        return call.handle((response, error) -> {
                    running.remove(call);
                    return error == null
                            ? Verdict.of(response)
                            : new Verdict(Sent.of(Sent.Outcome.FAILED, Verdict.reason(error)), true);
                })
                .thenCompose(verdict -> decide(exchange, number, verdict));
    }

    private CompletableFuture<Sent> decide(Exchange exchange, int number, Verdict verdict) {
        Sent sent = verdict.sent();
        Optional<Sent> refusal = refusal(exchange);
        if (refusal.isPresent()) {
            return CompletableFuture.completedFuture(refusal.get());
        }
        if (!verdict.again() || stopped) {
            return CompletableFuture.completedFuture(sent);
        }
        if (number == ATTEMPTS) {
            return CompletableFuture.completedFuture(
                    Sent.of(sent.outcome(), sent.detail() + " (tried " + ATTEMPTS + " times)"));
        }
        return CompletableFuture.supplyAsync(
                        () -> attempt(exchange, number + 1),
                        CompletableFuture.delayedExecutor(pauseMillis(number), TimeUnit.MILLISECONDS))
                .thenCompose(again -> again);
    }

    private static Optional<Sent> refusal(Exchange exchange) {
        try {
            return exchange.refusal();
        } catch (IOException e) {
            return Optional.of(Sent.of(Sent.Outcome.FAILED, exchange.path() + ": " + e));
        }
    }

    private static long pauseMillis(int number) {
        long longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << number);
        return ThreadLocalRandom.current().nextLong(longest / 2, longest);
    }
}
