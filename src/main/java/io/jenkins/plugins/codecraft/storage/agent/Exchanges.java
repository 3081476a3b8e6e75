package io.jenkins.plugins.codecraft.storage.agent;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
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
            throw new IOException(AgentWords.of(Exchanges.class, "transferFailed", e.getCause()), e.getCause());
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
        // What failed once is made again by the client that hears answers which come before all is sent.
        Optional<SmallPut> small = number == 1 ? exchange.small() : Optional.empty();
        CompletableFuture<Verdict> call =
                small.map(this::send).orElseGet(() -> send(exchange.request(), exchange.answer()));
        return call.handle((verdict, error) -> error == null ? verdict : Verdict.of(error))
                .thenCompose(verdict -> decide(exchange, number, verdict));
    }

    private CompletableFuture<Verdict> send(HttpRequest request, HttpResponse.BodyHandler<String> answer) {
        CompletableFuture<HttpResponse<String>> call = client.sendAsync(request, answer);
        running.add(call);
        return call.whenComplete((response, error) -> running.remove(call)).thenApply(Verdict::of);
    }

    private CompletableFuture<Verdict> send(SmallPut put) {
        CompletableFuture<Verdict> call =
                new CompletableFuture<Verdict>().orTimeout(SmallPut.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        running.add(call);
        Http.WORKERS.execute(() -> {
            try {
                call.complete(put.send());
            } catch (IOException | RuntimeException e) {
                call.completeExceptionally(e);
            }
        });
        return call.whenComplete((verdict, error) -> {
            running.remove(call);
            if (error != null) {
                put.cancel();
            }
        });
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
                    Sent.of(sent.outcome(), AgentWords.of(Exchanges.class, "triedTimes", sent.detail(), ATTEMPTS)));
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
