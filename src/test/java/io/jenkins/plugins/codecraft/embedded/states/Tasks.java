package io.jenkins.plugins.codecraft.embedded.states;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.codecraft.embedded.AwsClock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs Task states: Lambda functions, and SageMaker with its jobs waited for. */
final class Tasks {
    /** What is a process of this machine needs real time, whatever the time scale. */
    private static final Duration SHORTEST = Duration.ofMillis(1500);

    private final AwsClock clock;
    private final ExecutorService threads;
    private final FunctionTasks functions;
    private final SageMakerTasks sageMaker;

    Tasks(AwsClock clock, ExecutorService threads, FunctionTasks functions, SageMakerTasks sageMaker) {
        this.clock = clock;
        this.threads = threads;
        this.functions = functions;
        this.sageMaker = sageMaker;
    }

    /** Whether a Task may have a resource. */
    static boolean knows(String resource) {
        return FunctionTasks.isFunction(resource)
                || FunctionTasks.isIntegration(resource)
                || SageMakerTasks.knows(resource);
    }

    JsonNode run(Frame frame, JsonNode state, Data effective) {
        Optional<Duration> timeout = timeout(state, effective);
        Frame its = frame.stoppable();
        TaskCall call = new TaskCall(its, state.path("Resource").asText(), effective.input(), timeout);
        call.scheduled();
        try {
            JsonNode output = timeout.isPresent() ? within(call, timeout.get()) : perform(call);
            call.succeeded(output);
            return output;
        } catch (StateError error) {
            TaskCall told = new TaskCall(frame, call.resource(), call.input(), timeout);
            told.failed(error);
            throw error;
        }
    }

    private static Optional<Duration> timeout(JsonNode state, Data data) {
        JsonNode seconds = state.has("TimeoutSecondsPath")
                ? data.read(state.get("TimeoutSecondsPath").asText())
                : state.path("TimeoutSeconds");
        return seconds.isNumber() ? Optional.of(Duration.ofSeconds(seconds.asLong())) : Optional.empty();
    }

    private JsonNode perform(TaskCall call) {
        if (call.isFunction()) {
            return functions.call(call);
        }
        return FunctionTasks.isIntegration(call.resource()) ? functions.integrated(call) : sageMaker.run(call);
    }

    private JsonNode within(TaskCall call, Duration timeout) {
        Duration real = clock.real(timeout);
        boolean process = call.isFunction() || FunctionTasks.isIntegration(call.resource());
        Duration patience = process && real.compareTo(SHORTEST) < 0 ? SHORTEST : real;
        Future<JsonNode> work = threads.submit(() -> perform(call));
        try {
            return work.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException over) {
            call.frame().scope().stop();
            throw new StateError("States.Timeout", "");
        } catch (ExecutionException broken) {
            throw broken.getCause() instanceof RuntimeException inner ? inner : new IllegalStateException(broken);
        } catch (InterruptedException ends) {
            Thread.currentThread().interrupt();
            throw new Halted();
        }
    }
}
