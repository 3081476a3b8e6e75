package io.jenkins.plugins.codecraft.embedded.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs functions, as processes or as synthetic ones, and keeps their logs. */
final class Invocations implements AutoCloseable {
    private static final int WORKERS = 8;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Duration> RETRIES = List.of(Duration.ofMinutes(1), Duration.ofMinutes(2));

    private final LambdaContext context;
    private final Sandboxes sandboxes;
    private final Map<String, SyntheticFunction> synthetic = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> running = new ConcurrentHashMap<>();
    private final Random chance = new Random(1);
    private final ExecutorService work = Executors.newFixedThreadPool(WORKERS, task -> {
        Thread thread = new Thread(task, "embedded-lambda");
        thread.setDaemon(true);
        return thread;
    });

    Invocations(LambdaContext context, Sandboxes sandboxes) {
        this.context = context;
        this.sandboxes = sandboxes;
    }

    void synthetic(String name, SyntheticFunction code) {
        synthetic.put(name, code);
    }

    /** Refuses what {@code Invoke} refuses before the function runs. */
    static void requireJson(byte[] event) {
        try {
            if (event.length > 0) {
                JSON.readTree(event);
            }
        } catch (IOException broken) {
            String why =
                    broken instanceof JsonProcessingException json ? json.getOriginalMessage() : broken.getMessage();
            throw new AwsError("InvalidRequestContentException", 400, "Could not parse request body into json: " + why);
        }
    }

    private FunctionVersion choose(LambdaFunction function, Optional<String> qualifier) {
        FunctionVersion version;
        synchronized (chance) {
            version = function.choose(qualifier, chance.nextDouble());
        }
        if (version.isPending()) {
            throw LambdaErrors.conflict(
                    "The operation cannot be performed at this time. The function is currently in the following state:"
                            + " Pending");
        }
        return version;
    }

    /** Invokes and waits. */
    Functions.Answer invoke(LambdaFunction function, Optional<String> qualifier, byte[] event) {
        requireJson(event);
        FunctionVersion version = choose(function, qualifier);
        AtomicInteger count = running.computeIfAbsent(function.arn(), any -> new AtomicInteger());
        try {
            if (count.incrementAndGet() > function.reserved().orElse(Integer.MAX_VALUE)) {
                throw LambdaErrors.throttled("ReservedFunctionConcurrentInvocationLimitExceeded");
            }
            String arn = qualifier.map(text -> function.arn() + ":" + text).orElse(function.arn());
            return run(function, version, arn, event.length == 0 ? new byte[] {'{', '}'} : event);
        } finally {
            count.decrementAndGet();
        }
    }

    /** Invokes later, three times at most while it fails. */
    void send(LambdaFunction function, Optional<String> qualifier, byte[] event) {
        requireJson(event);
        choose(function, qualifier);
        later(function, qualifier, event, 0);
    }

    private void later(LambdaFunction function, Optional<String> qualifier, byte[] event, int tries) {
        if (work.isShutdown()) {
            return;
        }
        work.execute(() -> {
            boolean failed;
            try {
                failed = invoke(function, qualifier, event).functionError().isPresent();
            } catch (AwsError throttled) {
                failed = true;
            }
            if (failed && tries < RETRIES.size()) {
                context.after(RETRIES.get(tries), () -> later(function, qualifier, event, tries + 1));
            }
        });
    }

    private Functions.Answer run(LambdaFunction function, FunctionVersion version, String arn, byte[] event) {
        SyntheticFunction code = synthetic.get(function.name());
        try {
            return code == null
                    ? runProcess(function, version, arn, event)
                    : runSynthetic(code, function, version, event);
        } catch (IOException broken) {
            throw new AwsError("ServiceException", 500, "Lambda could not start the function: " + broken.getMessage());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new AwsError("ServiceException", 500, "The service is shutting down.");
        }
    }

    private Functions.Answer runProcess(LambdaFunction function, FunctionVersion version, String arn, byte[] event)
            throws IOException, InterruptedException {
        String requestId = UUID.randomUUID().toString();
        long began = System.nanoTime();
        Sandboxes.Lease lease = sandboxes.take(function, version);
        Sandbox sandbox = lease.sandbox();
        Log log = new Log(function, sandbox.logStream(), requestId, version);
        log.start();
        Duration timeout = Duration.ofSeconds(version.number("Timeout"));
        Sandbox.Outcome outcome = sandbox.invoke(new Sandbox.Event(requestId, arn, 0, event), timeout, log::line);
        if (outcome.broken()) {
            log.line(new String(outcome.payload(), StandardCharsets.UTF_8));
            sandbox.close();
        } else {
            sandboxes.giveBack(function, version, sandbox);
        }
        log.end(Duration.ofNanos(System.nanoTime() - began));
        return answer(outcome.payload(), outcome.error(), version, log);
    }

    private Functions.Answer runSynthetic(
            SyntheticFunction code, LambdaFunction function, FunctionVersion version, byte[] event) {
        Log log = new Log(
                function,
                "synthetic/[" + version.number() + "]",
                UUID.randomUUID().toString(),
                version);
        log.start();
        boolean error = false;
        String payload;
        try {
            payload = code.invoke(new SyntheticFunction.Invocation(
                    function.region(),
                    function.name(),
                    version.number(),
                    version.code().sha256(),
                    version.environment(),
                    event));
        } catch (RuntimeException thrown) {
            error = true;
            payload = AwsJson.tree(Map.of(
                            "errorMessage",
                            String.valueOf(thrown.getMessage()),
                            "errorType",
                            thrown.getClass().getSimpleName(),
                            "stackTrace",
                            List.of()))
                    .toString();
            log.line("[ERROR] " + thrown.getClass().getSimpleName() + ": " + thrown.getMessage());
        }
        log.end(Duration.ofMillis(1));
        return answer(payload.getBytes(StandardCharsets.UTF_8), error, version, log);
    }

    private static Functions.Answer answer(byte[] payload, boolean error, FunctionVersion version, Log log) {
        return new Functions.Answer(
                payload, error ? Optional.of("Unhandled") : Optional.empty(), version.number(), log.text());
    }

    /** The lines of one invocation. */
    private final class Log {
        private final LambdaFunction function;
        private final String stream;
        private final String requestId;
        private final FunctionVersion version;
        private final List<String> lines = new ArrayList<>();

        Log(LambdaFunction function, String stream, String requestId, FunctionVersion version) {
            this.function = function;
            this.stream = stream;
            this.requestId = requestId;
            this.version = version;
        }

        synchronized void line(String line) {
            lines.add(line);
            context.aws().logs().put(function.region(), Sandboxes.logGroup(function), stream, line);
        }

        void start() {
            line("START RequestId: " + requestId + " Version: " + version.number());
        }

        void end(Duration took) {
            line("END RequestId: " + requestId);
            double millis = took.toNanos() / 1e6;
            line(
                    "REPORT RequestId: %s\tDuration: %.2f ms\tBilled Duration: %d ms\tMemory Size: %d MB\tMax Memory Used: %d MB\t"
                            .formatted(
                                    requestId,
                                    millis,
                                    (long) Math.ceil(millis),
                                    version.number("MemorySize"),
                                    Math.min(40, version.number("MemorySize"))));
        }

        synchronized String text() {
            return String.join("\n", lines) + "\n";
        }
    }

    @Override
    public void close() {
        work.shutdownNow();
        sandboxes.close();
        try {
            if (!work.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("embedded Lambda still works 10 s after its end");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
