package io.jenkins.plugins.codecraft.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.Result;
import java.nio.file.Path;
import java.time.Duration;
import jenkins.model.CauseOfInterruption.UserInterruption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptionTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path workspace;

    @Test
    void an_abort_stops_the_step_and_the_run() throws Exception {
        PipelineRun run = started("node { awaitFile 'never'; echo 'after' }");

        run.stop(new UserInterruption("alice"));

        assertThat(run.await(LIMIT)).as(run.log()).isEqualTo(Result.ABORTED);
        assertThat(run.lines())
                .containsSubsequence("Stop 1 of never", "Aborted by alice", "Finished: ABORTED")
                .doesNotContain("after");
    }

    @Test
    void an_abort_stops_all_branches() throws Exception {
        PipelineRun run = started("node { parallel(a: { awaitFile 'never' }, b: { awaitFile 'nowhere' }) }");
        awaitLine(run, "Awaiting nowhere");

        run.stop(new UserInterruption("alice"));

        assertThat(run.await(LIMIT)).as(run.log()).isEqualTo(Result.ABORTED);
        assertThat(run.lines()).contains("Stop 1 of never", "Stop 1 of nowhere");
    }

    @Test
    void a_second_abort_asks_the_step_again() throws Exception {
        PipelineRun run = started("node { awaitFile 'stubborn' }", "Awaiting stubborn");

        run.stop(new UserInterruption("alice"));
        awaitLine(run, "Stop 1 of stubborn");
        assertThat(run.isRunning()).isTrue();
        run.stop(new UserInterruption("alice"));

        assertThat(run.await(LIMIT)).as(run.log()).isEqualTo(Result.ABORTED);
        assertThat(run.lines()).contains("Stop 2 of stubborn");
    }

    @Test
    void an_abort_stops_the_processes_of_a_shell() throws Exception {
        PipelineRun run = started("node { sh 'echo $$ > pid; echo ready; sleep 1000' }", "ready");
        long shell = Long.parseLong(
                java.nio.file.Files.readString(workspace.resolve("pid")).strip());

        run.stop(new UserInterruption("alice"));

        assertThat(run.await(LIMIT)).as(run.log()).isEqualTo(Result.ABORTED);
        await().atMost(LIMIT)
                .until(() ->
                        !ProcessHandle.of(shell).map(ProcessHandle::isAlive).orElse(false));
    }

    @Test
    void the_script_sees_an_abort_as_an_exception() throws Exception {
        String script = "node { try { awaitFile 'never' } catch (e) { echo e.class.simpleName; throw e } }";
        PipelineRun run = started(script);

        run.stop(new UserInterruption("alice"));

        assertThat(run.await(LIMIT)).as(run.log()).isEqualTo(Result.ABORTED);
        assertThat(run.lines()).contains("FlowInterruptedException");
    }

    @Test
    void post_runs_after_an_abort() throws Exception {
        PipelineRun run = started("pipeline { agent any\n stages { stage('A') { steps { awaitFile 'never' } } }\n"
                + " post { aborted { sleep 0\n echo 'cleaned up' } } }");

        run.stop(new UserInterruption("alice"));

        assertThat(run.await(LIMIT)).as(run.log()).isEqualTo(Result.ABORTED);
        assertThat(run.lines()).contains("cleaned up");
    }

    @Test
    void a_timeout_stops_only_what_is_inside_of_it() throws Exception {
        String script = """
                node {
                  catchError { timeout(time: 50, unit: 'MILLISECONDS') { awaitFile 'never' } }
                  echo 'on'
                }
                """;
        PipelineRun run = start(script);

        assertThat(run.await(LIMIT)).as(run.log()).isEqualTo(Result.ABORTED);
        assertThat(run.lines()).containsSubsequence("Stop 1 of never", "Timeout has been exceeded", "on");
    }

    @Test
    void a_timeout_that_is_not_reached_changes_nothing() throws Exception {
        PipelineRun run = start("timeout(1) { sleep 0 }; echo 'on'");

        assertThat(run.await(LIMIT)).as(run.log()).isEqualTo(Result.SUCCESS);
        assertThat(run.lines()).contains("Timeout set to expire in 1m", "on");
    }

    private PipelineRun started(String script) {
        return started(script, "Awaiting never");
    }

    private PipelineRun started(String script, String line) {
        PipelineRun run = start(script);
        awaitLine(run, line);
        return run;
    }

    private static void awaitLine(PipelineRun run, String line) {
        await().atMost(LIMIT).until(() -> run.lines().contains(line));
    }

    private PipelineRun start(String script) {
        return PipelineRunner.builder()
                .workspace(workspace)
                .withStep(AwaitFileStep.DescriptorImpl.class)
                .script(script)
                .start();
    }
}
