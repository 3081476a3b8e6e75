package io.jenkins.plugins.codecraft.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.control.CompilationFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptedPipelineTest {
    @TempDir
    Path workspace;

    @Test
    void the_console_shows_what_jenkins_would_show() throws Exception {
        assertThat(succeeded("node { stage('Build') { echo 'Hello' } }"))
                .containsExactly(
                        "[Pipeline] Start of Pipeline",
                        "[Pipeline] node",
                        "Running on Jenkins in " + workspace,
                        "[Pipeline] {",
                        "[Pipeline] stage",
                        "[Pipeline] { (Build)",
                        "[Pipeline] echo",
                        "Hello",
                        "[Pipeline] }",
                        "[Pipeline] // stage",
                        "[Pipeline] }",
                        "[Pipeline] // node",
                        "[Pipeline] End of Pipeline",
                        "Finished: SUCCESS");
    }

    @Test
    void variables_functions_loops_and_closures_work() throws Exception {
        String script = """
                def twice(x) { return x * 2 }
                def seen = []
                for (i in [1, 2]) { seen << twice(i) }
                [a: 5, b: 6].each { key, value -> seen << "${key}${value}" }
                (0..<2).each { seen << it }
                for (int i = 0; i < 2; i++) { seen << i }
                global = seen.collect { "<${it}>" }.join(' ')
                println global
                """;
        assertThat(succeeded(script)).contains("<2> <4> <a5> <b6> <0> <1> <0> <1>");
    }

    @Test
    void the_environment_of_the_build_is_read_and_written() throws Exception {
        String script = """
                echo "role ${env.ROLE}, none ${env.NONE}, bare ${ROLE}"
                env.ADDED = 5
                withEnv(['ROLE=inner', 'PATH+TOOL=/tool']) {
                  echo "inside ${env.ROLE} ${env.ADDED} ${env.PATH}"
                }
                echo "after ${env.ROLE} ${env.ADDED} ${env.BUILD_NUMBER} ${env.WORKSPACE}"
                """;
        assertThat(succeeded(script))
                .contains("role outer, none null, bare outer", "inside inner 5 /tool:/bin", "after outer 5 1 null");
    }

    @Test
    void a_shell_runs_in_the_workspace_with_the_environment() throws Exception {
        String script = """
                node {
                  writeFile file: 'sub/a.txt', text: 'from a file'
                  dir('sub') {
                    withEnv(['NAME=iris']) { sh 'echo "$(cat a.txt) for $NAME"' }
                    echo readFile('a.txt').toUpperCase()
                  }
                  echo 'out ' + sh(script: 'echo text; echo no >&2', returnStdout: true).trim()
                  echo 'status ' + sh(script: 'exit 3', returnStatus: true)
                }
                """;
        assertThat(succeeded(script))
                .contains("+ cat a.txt", "from a file for iris", "FROM A FILE", "no", "out text", "status 3");
    }

    @Test
    void a_shell_that_fails_fails_the_run() throws Exception {
        assertThat(failed("node { sh 'exit 3' }")).contains("ERROR: script returned exit code 3", "Finished: FAILURE");
    }

    @Test
    void an_error_can_be_caught() throws Exception {
        String script = """
                try { error 'broken' } catch (e) { echo "caught ${e.message}" } finally { echo 'finally' }
                catchError(message: 'noted') { error 'broken again' }
                echo 'on'
                """;
        assertThat(failed(script)).contains("caught broken", "finally", "noted", "ERROR: broken again", "on");
    }

    @Test
    void an_error_that_nobody_catches_is_printed_at_the_end() throws Exception {
        assertThat(failed("stage('A') { error 'broken' }"))
                .containsSubsequence(
                        "[Pipeline] // stage", "[Pipeline] End of Pipeline", "ERROR: broken", "Finished: FAILURE");
    }

    @Test
    void retry_tries_again_until_it_works() throws Exception {
        String script = "def n = 0; retry(3) { n++; if (n < 3) { error \"try ${n}\" } }; echo \"${n} tries\"";
        assertThat(succeeded(script)).contains("ERROR: try 1", "ERROR: try 2", "Retrying", "3 tries");
    }

    @Test
    void parallel_runs_its_branches_and_has_their_values() throws Exception {
        String script = "def r = parallel(a: { sleep 0; 1 }, b: { 2 }); echo \"${r}\"";
        assertThat(succeeded(script)).contains("[Pipeline] { (Branch: a)", "[Pipeline] { (Branch: b)", "[a:1, b:2]");
    }

    @Test
    void a_branch_that_fails_fails_parallel_after_the_others_have_ended() throws Exception {
        assertThat(failed("parallel(a: { error 'broken' }, b: { sleep 0; echo 'b ends' })"))
                .containsSubsequence("b ends", "ERROR: broken");
    }

    @Test
    void fail_fast_stops_the_other_branches() throws Exception {
        assertThat(failed("parallel(a: { sleep 0; error 'broken' }, b: { sleep 1000; echo 'no' }, failFast: true)"))
                .contains("ERROR: broken")
                .doesNotContain("no");
    }

    @Test
    void a_step_that_needs_files_needs_a_node() throws Exception {
        assertThat(String.join("\n", failed("sh 'pwd'")))
                .contains("Required context class hudson.FilePath is missing")
                .contains("such as: node");
    }

    @Test
    void a_script_that_does_not_compile_is_refused() {
        assertThatThrownBy(() -> start("node { echo 'a' "))
                .isInstanceOf(CompilationFailedException.class)
                .hasMessageContaining("Jenkinsfile: 1");
    }

    @Test
    void sleep_is_the_step_in_closures_too() throws Exception {
        assertThat(succeeded("[1].each { sleep 0 }")).contains("[Pipeline] sleep");
    }

    private List<String> succeeded(String script) throws InterruptedException {
        return ended(script, Result.SUCCESS);
    }

    private List<String> failed(String script) throws InterruptedException {
        return ended(script, Result.FAILURE);
    }

    private List<String> ended(String script, Result expected) throws InterruptedException {
        PipelineRun run = start(script);
        assertThat(run.await(Duration.ofSeconds(30))).as(run.log()).isEqualTo(expected);
        return run.lines();
    }

    private PipelineRun start(String script) {
        return PipelineRunner.builder()
                .workspace(workspace)
                .env(Map.of("ROLE", "outer", "PATH", "/bin"))
                .script(script)
                .start();
    }
}
