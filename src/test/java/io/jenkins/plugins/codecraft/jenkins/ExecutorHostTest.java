package io.jenkins.plugins.codecraft.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.TaskListener;
import io.jenkins.plugins.codecraft.operation.FastTime;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.operation.Runner;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the executor of a freestyle build carries an operation out. */
class ExecutorHostTest {
    private static final long SECONDS = 20;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Runner runner = FastTime.runner(1000, Runner.Settings.defaults());
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private Thread executor;

    @AfterEach
    void close() {
        runner.close();
    }

    /** Begins a build step on an executor of its own. */
    private void perform(Operation operation) {
        TaskListener listener = new Listener(new PrintStream(written, true));
        ExecutorHost host = new ExecutorHost(
                new AwsAccess(),
                new ReportedStep("1", "codecraftTrain", "iris", ""),
                Map.of(TaskListener.class, listener));
        executor = new Thread(() -> complete(() -> {
            host.carryOut(operation, runner);
            return "done";
        }));
        executor.start();
    }

    private void complete(Callable<String> step) {
        try {
            end.complete(step.call());
        } catch (Exception failure) {
            end.complete(failure.toString());
        }
    }

    private void printed(String text) {
        Awaitility.await().until(() -> written.toString().contains(text));
    }

    @Test
    void it_waits_for_the_end() throws Exception {
        perform(new Endless("work", Progress.done(Map.of())));
        assertThat(end.get(SECONDS, TimeUnit.SECONDS)).isEqualTo("done");
    }

    @Test
    void a_failure_is_the_builds() throws Exception {
        perform(new Endless("fail", null));
        assertThat(end.get(SECONDS, TimeUnit.SECONDS)).contains("it can't succeed");
    }

    @Test
    void an_interrupt_stops_what_runs_and_waits_for_it() throws Exception {
        perform(new Endless("work", null));
        printed("work");
        executor.interrupt();
        assertThat(end.get(SECONDS, TimeUnit.SECONDS)).startsWith("java.lang.InterruptedException");
        assertThat(written.toString()).contains("stopped in AWS");
    }

    @Test
    void a_second_interrupt_ends_the_wait_and_names_what_still_runs() throws Exception {
        perform(new Endless("never stops", null));
        printed("never stops");
        executor.interrupt();
        printed("stopping");
        Awaitility.await().until(() -> {
            executor.interrupt(); // counts as a second one once it is some seconds after the first
            return end.isDone();
        });
        assertThat(end.get(SECONDS, TimeUnit.SECONDS)).startsWith("java.lang.InterruptedException");
        assertThat(written.toString()).contains("Ended before AWS said that it stopped: job iris");
    }

    @Test
    void a_shutdown_of_jenkins_leaves_what_runs_alone_and_names_it() throws Exception {
        perform(new Endless("work", null));
        printed("work");
        runner.close();
        executor.interrupt();
        assertThat(end.get(SECONDS, TimeUnit.SECONDS)).startsWith("java.lang.InterruptedException");
        assertThat(written.toString())
                .contains("Jenkins shuts down, and this build with it. Left as it is: job iris")
                .doesNotContain("stopped in AWS");
    }

    private record Endless(String what, Progress end) implements Operation {
        private static final long serialVersionUID = 1L;

        @Override
        public Progress advance(OperationContext context) {
            context.console().event(what);
            if (what.equals("fail")) {
                throw new OperationFailure("it can't succeed");
            }
            return end == null ? Progress.pause(this, Duration.ofDays(1)) : end;
        }

        @Override
        public Operation stopping() {
            return what.equals("never stops")
                    ? new Endless("stopping", null)
                    : new Endless("stopped in AWS", Progress.done(Map.of()));
        }

        @Override
        public Optional<String> running() {
            return Optional.of("job iris");
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
