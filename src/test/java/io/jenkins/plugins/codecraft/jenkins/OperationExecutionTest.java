package io.jenkins.plugins.codecraft.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.SettableFuture;
import hudson.AbortException;
import hudson.model.Result;
import hudson.model.TaskListener;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.junit.jupiter.api.Test;

/** How a Pipeline step hosts an operation. */
class OperationExecutionTest {
    private static final long SECONDS = 20;
    private static final ReportedStep STEP = new ReportedStep("3", "codecraftTrain", "iris", "");

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

    @Test
    void an_abort_that_the_process_dies_of_before_the_operation_knows_of_it_is_carried_out_after_the_restart()
            throws Exception {
        context.answerOfSave = SettableFuture.create(); // never answered, so the operation doesn't go on
        OperationExecution execution = new OperationExecution(context, new AwsAccess(), STEP, new Endless());
        execution.start();
        Awaitility.await().until(() -> context.consoleWhenSaved.size() == 1);

        execution.stop(new AbortException("aborted"));
        assertThat(context.consoleWhenSaved).hasSize(2);
        FakeContext afterwards = new FakeContext();
        restored(execution, afterwards).onResume();

        assertThat(afterwards.end.handle((result, error) -> error).get(SECONDS, TimeUnit.SECONDS))
                .isInstanceOf(AbortException.class);
        assertThat(afterwards.written.toString()).isEqualTo("[CodeCraft] stopped in AWS\n");
    }

    @Test
    void an_abort_that_was_begun_before_a_restart_is_gone_on_with_and_not_taken_for_a_second_one() throws Exception {
        OperationExecution execution = new OperationExecution(context, new AwsAccess(), STEP, new EndlesslyStopped());
        execution.start();
        Awaitility.await().until(() -> context.consoleWhenSaved.size() == 1);
        execution.stop(new AbortException("aborted"));
        Awaitility.await().until(() -> context.consoleWhenSaved.size() == 3);

        FakeContext afterwards = new FakeContext();
        OperationExecution restored = restored(execution, afterwards);
        restored.onResume();
        assertThat(restored.getStatus()).isEqualTo("stopping something");
        assertThat(afterwards.end).isNotDone();
        restored.stop(new AbortException("aborted again"));
        assertThat(afterwards.end.handle((result, error) -> error).get(SECONDS, TimeUnit.SECONDS))
                .hasMessage("aborted again");
    }

    /** What another process finds of it, with the step's context there. */
    private static OperationExecution restored(OperationExecution execution, StepContext context) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(execution);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())) {
            {
                enableResolveObject(true);
            }

            @Override
            protected Object resolveObject(Object read) {
                return read instanceof FakeContext ? context : read;
            }
        }) {
            return (OperationExecution) in.readObject();
        }
    }

    private record EndlesslyStopped() implements Operation {
        private static final long serialVersionUID = 1L;

        @Override
        public Progress advance(OperationContext context) {
            return Progress.pause(this, Duration.ofDays(1));
        }

        @Override
        public Operation stopping() {
            return new StoppingForLong();
        }

        @Override
        public Optional<String> running() {
            return Optional.of("something");
        }
    }

    private record StoppingForLong() implements Operation {
        private static final long serialVersionUID = 1L;

        @Override
        public Progress advance(OperationContext context) {
            return Progress.pause(this, Duration.ofDays(1));
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
        private transient ListenableFuture<Void> answerOfSave = Futures.immediateFuture(null);
        private final transient CompletableFuture<Object> end = new CompletableFuture<>();

        @Override
        public <T> T get(Class<T> key) {
            return key == TaskListener.class ? key.cast(listener) : null;
        }

        @Override
        public ListenableFuture<Void> saveState() {
            consoleWhenSaved.add(written.toString());
            return answerOfSave;
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
