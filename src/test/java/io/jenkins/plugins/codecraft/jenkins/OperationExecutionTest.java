package io.jenkins.plugins.codecraft.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import hudson.model.Result;
import hudson.model.TaskListener;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.junit.jupiter.api.Test;

/** How a Pipeline step hosts an operation. */
class OperationExecutionTest {
    private static final long SECONDS = 20;
    private static final ReportedStep STEP = new ReportedStep("3", "codecraftTrain", "iris");

    private final FakeContext context = new FakeContext();

    @Test
    void what_was_shown_is_written_before_the_state_that_takes_it_for_shown_is_saved() throws Exception {
        new OperationExecution(context, new AwsAccess(), STEP, new Counting(3)).start();

        context.end.get(SECONDS, TimeUnit.SECONDS);

        assertThat(context.consoleWhenSaved)
                .containsExactly(
                        "",
                        "[CodeCraft] 3\n",
                        "[CodeCraft] 3\n[CodeCraft] 2\n",
                        "[CodeCraft] 3\n[CodeCraft] 2\n[CodeCraft] 1\n");
    }

    @Test
    void a_stop_that_comes_before_the_step_is_resumed_stops_what_runs() throws Exception {
        OperationExecution execution = new OperationExecution(context, new AwsAccess(), STEP, new Endless());
        InterruptedException aborted = new InterruptedException("aborted");

        execution.stop(aborted);
        assertThat(context.end).isNotDone();
        execution.onResume();

        assertThat(context.end.handle((result, error) -> error).get(SECONDS, TimeUnit.SECONDS))
                .isSameAs(aborted);
        assertThat(context.written.toString()).isEqualTo("[CodeCraft] stopped in AWS\n");
    }

    private record Counting(int left) implements Operation {
        private static final long serialVersionUID = 1L;

        @Override
        public Progress advance(OperationContext context) {
            if (left == 0) {
                return Progress.done(Map.of());
            }
            context.console().event(Integer.toString(left));
            return Progress.next(new Counting(left - 1));
        }

        @Override
        public Operation stopping() {
            return this;
        }

        @Override
        public Optional<String> running() {
            return Optional.empty();
        }
    }

    private record Endless() implements Operation {
        private static final long serialVersionUID = 1L;

        @Override
        public Progress advance(OperationContext context) {
            return Progress.pause(this, Duration.ofDays(1));
        }

        @Override
        public Operation stopping() {
            return new Stopping();
        }

        @Override
        public Optional<String> running() {
            return Optional.of("something");
        }
    }

    private record Stopping() implements Operation {
        private static final long serialVersionUID = 1L;

        @Override
        public Progress advance(OperationContext context) {
            context.console().event("stopped in AWS");
            return Progress.done(Map.of());
        }

        @Override
        public Operation stopping() {
            return this;
        }

        @Override
        public Optional<String> running() {
            return Optional.of("something");
        }
    }

    /** Its console holds lines back until it is flushed, as Jenkins' does. */
    private static final class FakeContext extends StepContext {
        private static final long serialVersionUID = 1L;

        private final transient ByteArrayOutputStream written = new ByteArrayOutputStream();
        private final transient TaskListener listener =
                new Listener(new PrintStream(new BufferedOutputStream(written)));
        private final transient List<String> consoleWhenSaved = new CopyOnWriteArrayList<>();
        private final transient CompletableFuture<Object> end = new CompletableFuture<>();

        @Override
        public <T> T get(Class<T> key) {
            return key == TaskListener.class ? key.cast(listener) : null;
        }

        @Override
        public ListenableFuture<Void> saveState() {
            consoleWhenSaved.add(written.toString());
            return Futures.immediateFuture(null);
        }

        @Override
        public void onSuccess(Object result) {
            listener.getLogger().flush();
            end.complete(result);
        }

        @Override
        public void onFailure(Throwable cause) {
            listener.getLogger().flush();
            end.completeExceptionally(cause);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setResult(Result result) {}

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    private record Listener(PrintStream logger) implements TaskListener {
        private static final long serialVersionUID = 1L;

        @Override
        public PrintStream getLogger() {
            return logger;
        }
    }
}
