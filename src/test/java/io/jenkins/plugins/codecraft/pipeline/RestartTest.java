package io.jenkins.plugins.codecraft.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestartTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path workspace;

    @Test
    void a_suspended_step_goes_on_after_a_restart() throws Exception {
        PipelineRun run = start("def a = awaitFile('a'); echo \"got ${a}\"");

        file("a");

        assertThat(run.await(LIMIT)).as(run.log()).isEqualTo(Result.SUCCESS);
        assertThat(run.lines())
                .containsSubsequence("Awaiting a", "Resuming build after Jenkins restart", "got a in life 2");
        assertThat(run.restarts()).isEqualTo(1);
    }

    @Test
    void a_restart_in_the_middle_of_loops_closures_and_try_keeps_what_the_script_knew() throws Exception {
        file("a");
        file("b");
        String script = """
                def heard = []
                def listen = { prefix, name -> heard << prefix + awaitFile(name) }
                for (name in ['a', 'b']) { listen('for ', name) }
                ['a', 'b'].each { listen('each ', it) }
                [x: 'a'].each { key, name -> listen(key + ' ', name) }
                for (int i = 0; i < 2; i++) {
                  try { listen('try ', 'a'); if (i == 1) { error 'broken' } }
                  catch (e) { listen("caught ${e.message} ", 'b') }
                  finally { listen('finally ', 'a') }
                }
                heard.each { echo "=" + it }
                """;
        PipelineRun run = start(script);

        assertThat(run.await(LIMIT)).as(run.log()).isEqualTo(Result.SUCCESS);
        assertThat(run.lines().stream().filter(line -> line.startsWith("=")))
                .containsExactly(
                        "=for a in life 2",
                        "=for b in life 2",
                        "=each a in life 2",
                        "=each b in life 2",
                        "=x a in life 2",
                        "=try a in life 2",
                        "=finally a in life 2",
                        "=try a in life 2",
                        "=caught broken b in life 2",
                        "=finally a in life 2");
    }

    @Test
    void a_restart_in_the_middle_of_a_declarative_pipeline_keeps_its_stages_and_environment() throws Exception {
        file("a");
        String pipeline = """
                pipeline {
                  agent any
                  environment { NAME = 'iris' }
                  stages {
                    stage('One') {
                      steps {
                        script { first = awaitFile('a') }
                      }
                      post { always { awaitFile 'a' } }
                    }
                    stage('Two') {
                      steps {
                        awaitFile 'a'
                        echo "${NAME} ${first}"
                      }
                    }
                  }
                  post { success { awaitFile 'a' } }
                }
                """;
        PipelineRun run = builder(pipeline).start();

        assertThat(run.await(LIMIT)).as(run.log()).isEqualTo(Result.SUCCESS);
        assertThat(run.lines()).contains("iris a in life 2");
        assertThat(run.restarts()).isEqualTo(4);
    }

    @Test
    void all_branches_of_parallel_go_on_after_a_restart() throws Exception {
        PipelineRun run =
                start("def r = parallel(a: { awaitFile('a') }, b: { awaitFile('b') }); echo \"${r.a}, ${r.b}\"");

        file("b");
        file("a");

        assertThat(run.await(LIMIT)).as(run.log()).isEqualTo(Result.SUCCESS);
        assertThat(run.lines()).contains("a in life 2, b in life 2");
    }

    @Test
    void a_crash_goes_back_to_what_was_saved_last() throws Exception {
        PipelineRun run = builderWithoutRestarts("node { awaitFile('a'); echo 'between'; awaitFile('b'); echo 'end' }")
                .start();
        awaitLine(run, "Awaiting a");
        run.crash();
        await().atMost(LIMIT).until(() -> run.restarts() == 1);
        file("a");
        awaitLine(run, "Awaiting b");
        run.crash();
        await().atMost(LIMIT).until(() -> run.restarts() == 2);
        file("b");

        assertThat(run.await(LIMIT)).as(run.log()).isEqualTo(Result.SUCCESS);
        assertThat(run.lines()).containsOnlyOnce("between", "end");
    }

    @Test
    void a_line_of_the_console_can_be_the_moment_of_the_restart() throws Exception {
        PipelineRun run = builderWithoutRestarts(
                        "node { sh 'echo now; while [ ! -e a ]; do sleep 0.05; done; echo then' }")
                .restartAtLine(line -> line.equals("now"))
                .start();
        await().atMost(LIMIT).until(() -> run.restarts() == 1);
        file("a");

        assertThat(run.await(LIMIT)).as(run.log()).isEqualTo(Result.SUCCESS);
        assertThat(run.lines()).containsOnlyOnce("now", "then");
    }

    @Test
    void a_timeout_ends_at_its_time_whatever_restarts_there_were() throws Exception {
        PipelineRun run = start("timeout(time: 200, unit: 'MILLISECONDS') { awaitFile 'never' }");

        assertThat(run.await(LIMIT)).as(run.log()).isEqualTo(Result.ABORTED);
        assertThat(run.lines()).contains("Cancelling nested steps due to timeout", "Stop 1 of never");
    }

    @Test
    void what_happens_between_the_lives_is_told() throws Exception {
        file("a");
        Path marker = workspace.resolve("between");
        PipelineRun run = builder("node { awaitFile 'a' }")
                .beforeResume(() -> assertThat(marker.toFile().mkdir()).isTrue())
                .start();

        assertThat(run.await(LIMIT)).as(run.log()).isEqualTo(Result.SUCCESS);
        assertThat(marker).isDirectory();
    }

    @Test
    void a_variable_that_cannot_be_saved_fails_the_run() throws Exception {
        PipelineRun run = start("def s = new ByteArrayInputStream(new byte[1]); awaitFile 'never'; echo \"${s}\"");

        assertThat(run.await(LIMIT)).as(run.log()).isEqualTo(Result.FAILURE);
        assertThat(run.log()).contains("java.io.NotSerializableException: java.io.ByteArrayInputStream");
    }

    @ParameterizedTest
    @CsvSource({"files, FilePath", "console, TaskListener"})
    void a_step_that_keeps_an_object_of_the_controller_fails_the_run(String what, String type) throws Exception {
        PipelineRun run = start("keep '" + what + "'");

        assertThat(run.await(LIMIT)).as(run.log()).isEqualTo(Result.FAILURE);
        assertThat(run.log()).contains("java.io.NotSerializableException", type);
    }

    @Test
    void a_restart_takes_all_runs_along() throws Exception {
        PipelineRun one = builderWithoutRestarts("node { echo awaitFile('a') }").start();
        PipelineRun two = builderWithoutRestarts("node { echo awaitFile('b') }").start();
        awaitLine(one, "Awaiting a");
        awaitLine(two, "Awaiting b");

        one.restart();
        await().atMost(LIMIT).until(() -> one.restarts() == 1 && two.restarts() == 1);
        file("a");
        file("b");

        assertThat(one.await(LIMIT)).as(one.log()).isEqualTo(Result.SUCCESS);
        assertThat(two.await(LIMIT)).as(two.log()).isEqualTo(Result.SUCCESS);
    }

    private void file(String name) throws Exception {
        Path part = Files.writeString(workspace.resolve(name + ".part"), name);
        Files.move(part, workspace.resolve(name));
    }

    private static void awaitLine(PipelineRun run, String line) {
        await().atMost(LIMIT).until(() -> run.lines().contains(line));
    }

    private PipelineRun start(String script) {
        return builder("node {\n" + script + "\n}").start();
    }

    private PipelineRunner.Builder builder(String script) {
        return builderWithoutRestarts(script).saveAndRestoreDuring("awaitFile");
    }

    private PipelineRunner.Builder builderWithoutRestarts(String script) {
        return PipelineRunner.builder()
                .workspace(workspace)
                .with(AwaitFileStep.DescriptorImpl.class, KeepStep.DescriptorImpl.class)
                .script(script);
    }
}
