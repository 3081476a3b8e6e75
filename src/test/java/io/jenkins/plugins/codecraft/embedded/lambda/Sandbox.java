package io.jenkins.plugins.codecraft.embedded.lambda;

import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.sagemaker.Container;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** One execution environment: a process with a runtime that handles one event at a time. */
final class Sandbox {
    private static final Duration INIT = Duration.ofSeconds(60);
    private static final Duration LAST_LINES = Duration.ofSeconds(5);

    private final String id;
    private final String logStream;
    private final Runnable closed;
    private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<Optional<Outcome>> ready = new CompletableFuture<>();
    private volatile Container container;
    private volatile Current current;

    /** An event for the runtime. */
    record Event(String requestId, String arn, long deadlineMillis, byte[] content) {}

    /** What came of one event; a broken sandbox is of no more use. */
    record Outcome(byte[] payload, boolean error, boolean broken) {}

    private record Current(
            String requestId,
            Consumer<String> log,
            CompletableFuture<Outcome> outcome,
            CompletableFuture<Void> lastLine) {}

    /** @param closed runs when it is of no more use */
    Sandbox(String id, String logStream, Runnable closed) {
        this.id = id;
        this.logStream = logStream;
        this.closed = closed;
    }

    String id() {
        return id;
    }

    String logStream() {
        return logStream;
    }

    /** To be called before {@link #invoke}. */
    void started(Container process) {
        container = process;
        process.exit().thenAccept(this::ended);
    }

    private void ended(int code) {
        String how = code == 0
                ? "Runtime exited without providing a reason"
                : "Runtime exited with error: exit status " + code;
        ready.complete(Optional.of(failure("Runtime.ExitError", "init", how)));
        Current now = current;
        if (now != null) {
            now.lastLine().complete(null);
            now.outcome().complete(failure("Runtime.ExitError", now.requestId(), how));
        }
    }

    private static Outcome failure(String type, String requestId, String what) {
        Map<String, String> error =
                Map.of("errorType", type, "errorMessage", "RequestId: " + requestId + " Error: " + what);
        return new Outcome(AwsJson.tree(error).toString().getBytes(StandardCharsets.UTF_8), true, true);
    }

    /** The runtime asks for an event. */
    Event next() throws InterruptedException {
        ready.complete(Optional.empty());
        return events.take();
    }

    void initFailed(byte[] error) {
        ready.complete(Optional.of(new Outcome(error, true, true)));
    }

    void answered(String requestId, byte[] payload, boolean error) {
        Current now = current;
        if (now != null && now.requestId().equals(requestId)) {
            now.outcome().complete(new Outcome(payload, error, false));
        }
    }

    /** A line that the process printed. The runtime marks the end of an invocation's lines. */
    void line(String line) {
        Current now = current;
        if (now == null) {
            return;
        }
        String mark = "\u0001" + now.requestId();
        if (!line.endsWith(mark)) {
            now.log().accept(line);
            return;
        }
        if (line.length() > mark.length()) {
            now.log().accept(line.substring(0, line.length() - mark.length()));
        }
        now.lastLine().complete(null);
    }

    /** Handles one event. The initialization does not count towards the timeout. */
    Outcome invoke(Event event, Duration timeout, Consumer<String> log) throws InterruptedException {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        Current now = new Current(event.requestId(), log, outcome, new CompletableFuture<>());
        current = now;
        try {
            Optional<Outcome> failed = ready.get(INIT.toMillis(), TimeUnit.MILLISECONDS);
            if (failed.isPresent()) {
                return failed.get();
            }
            long deadline = System.currentTimeMillis() + timeout.toMillis();
            events.add(new Event(event.requestId(), event.arn(), deadline, event.content()));
            Outcome answer = outcome.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (!answer.broken()) {
                now.lastLine().get(LAST_LINES.toMillis(), TimeUnit.MILLISECONDS);
            }
            return answer;
        } catch (TimeoutException late) {
            String seconds = "Task timed out after %.2f seconds".formatted(timeout.toMillis() / 1000.0);
            return failure("Sandbox.Timedout", event.requestId(), seconds);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            current = null;
        }
    }

    boolean isUsable() {
        return container.isRunning();
    }

    void close() {
        closed.run();
        container.kill();
    }
}
