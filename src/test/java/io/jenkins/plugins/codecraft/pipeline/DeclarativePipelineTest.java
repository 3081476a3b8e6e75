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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclarativePipelineTest {
    @TempDir
    Path workspace;

    @Test
    void stages_run_in_order_on_the_agent() throws Exception {
        assertThat(ended(Result.SUCCESS, pipeline("", "echo 'one'", "sh 'echo two'", "")))
                .containsExactly(
                        "[Pipeline] Start of Pipeline",
                        "[Pipeline] node",
                        "Running on Jenkins in " + workspace,
                        "[Pipeline] {",
                        "[Pipeline] stage",
                        "[Pipeline] { (First)",
                        "[Pipeline] echo",
                        "one",
                        "[Pipeline] }",
                        "[Pipeline] // stage",
                        "[Pipeline] stage",
                        "[Pipeline] { (Second)",
                        "[Pipeline] sh",
                        "+ echo two",
                        "two",
                        "[Pipeline] }",
                        "[Pipeline] // stage",
                        "[Pipeline] }",
                        "[Pipeline] // node",
                        "[Pipeline] End of Pipeline",
                        "Finished: SUCCESS");
    }

    @Test
    void what_a_script_block_assigns_is_there_in_later_stages() throws Exception {
        assertThat(ended(Result.SUCCESS, pipeline("", "script { model = [name: 'iris'] }", "echo model.name", "")))
                .contains("[Pipeline] script", "iris");
    }

    @Test
    void the_environment_of_the_pipeline_and_of_a_stage_is_set() throws Exception {
        String pipeline = """
                pipeline {
                  agent any
                  environment {
                    A = 'a'
                    B = "${A}-${env.ROLE}"
                  }
                  stages {
                    stage('Inner') {
                      environment { A = 'inner' }
                      steps { sh 'echo "$A $B"' }
                    }
                    stage('Outer') {
                      steps { echo "${A} ${env.B}" }
                    }
                  }
                }
                """;
        assertThat(ended(Result.SUCCESS, pipeline)).contains("inner a-outer", "a a-outer");
    }

    @Test
    void a_failure_skips_the_later_stages() throws Exception {
        assertThat(ended(Result.FAILURE, pipeline("", "error 'broken'", "echo 'two'", "")))
                .containsSubsequence("Stage \"Second\" skipped due to earlier failure(s)", "ERROR: broken")
                .doesNotContain("two");
    }

    @ParameterizedTest
    @CsvSource({
        "echo 'fine',SUCCESS,always success cleanup",
        "error 'broken',FAILURE,always failure unsuccessful cleanup"
    })
    void post_runs_the_conditions_that_hold(String step, String result, String conditions) throws Exception {
        String post = """
                post {
                  cleanup { echo '=cleanup' }
                  success { echo '=success' }
                  failure { echo '=failure' }
                  unsuccessful { echo '=unsuccessful' }
                  aborted { echo '=aborted' }
                  always { echo '=always' }
                }
                """;
        List<String> lines = ended(
                result.equals("SUCCESS") ? Result.SUCCESS : Result.FAILURE, pipeline("", step, "echo 'two'", post));

        assertThat(lines).contains("[Pipeline] { (Declarative: Post Actions)");
        assertThat(lines.stream().filter(line -> line.startsWith("=")).map(line -> line.substring(1)))
                .containsExactly(conditions.split(" "));
    }

    @Test
    void post_of_a_stage_runs_in_the_stage() throws Exception {
        String pipeline = "pipeline { agent any\n stages { stage('A') {\n steps { error 'broken' }\n"
                + " post { failure { echo 'seen' } } } } }";
        assertThat(ended(Result.FAILURE, pipeline)).containsSubsequence("Post stage", "seen", "[Pipeline] // stage");
    }

    @Test
    void an_option_limits_the_time() throws Exception {
        String options = "options { timeout(time: 50, unit: 'MILLISECONDS') }";
        assertThat(ended(Result.ABORTED, pipeline(options, "sleep 1000", "echo 'two'", "")))
                .containsSubsequence(
                        "Cancelling nested steps due to timeout", "Timeout has been exceeded", "Finished: ABORTED");
    }

    @Test
    void without_an_agent_there_are_no_files() throws Exception {
        String pipeline = "pipeline { agent none\n stages { stage('A') { steps { sh 'pwd' } } } }";
        assertThat(String.join("\n", ended(Result.FAILURE, pipeline))).contains("hudson.FilePath is missing");
    }

    @Test
    void steps_with_a_body_hold_steps() throws Exception {
        String steps = "retry(2) { timeout(time: 1, unit: 'MINUTES') { echo 'inside' } }";
        assertThat(ended(Result.SUCCESS, pipeline("", steps, "echo 'two'", ""))).contains("inside");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    tools { maven 'x' }    | Unknown directive "tools" in pipeline
                    options { nothing() }  | Unknown directive "nothing" in options
                    post { never { echo '' } } | Unknown directive "never" in post
                    agent none             | Multiple occurrences of the agent section in pipeline
                    def x = 1              | Unknown directive in pipeline
                    environment { echo '' } | Expected name = value pairs in environment
                    """)
    void an_unknown_directive_is_refused_before_anything_runs(String directive, String message) {
        assertRefused(pipeline(directive, "echo 'one'", "echo 'two'", ""), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    def x = 1                | Expected a step
                    model = 1                | Expected a step
                    if (true) { echo 'a' }   | Expected a step
                    model.run()              | Expected a step
                    retry(2) { def y = 1 }   | Expected a step
                    script { }}; when {      | Unknown directive "when" in stage
                    """)
    void groovy_outside_of_a_script_block_is_refused(String step, String message) {
        assertRefused(pipeline("", step, "echo 'two'", ""), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    pipeline { agent any }                                  | Missing required section "stages" in pipeline
                    pipeline { agent any; stages { } }                      | No stages specified
                    pipeline { agent any; stages { stage('A') { } } }       | Missing required section "steps" in stage
                    pipeline { agent any; stages { stage('A') { steps { } } } } | No steps specified for steps
                    pipeline { stages { stage('A') { steps { echo '' } } } } | Missing required section "agent" in pipeline
                    """)
    void a_missing_section_is_refused(String pipeline, String message) {
        assertRefused(pipeline, message);
    }

    private void assertRefused(String pipeline, String message) {
        assertThatThrownBy(() -> start(pipeline))
                .isInstanceOf(CompilationFailedException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("@ line");
    }

    private static String pipeline(String directive, String first, String second, String post) {
        return """
                pipeline {
                  agent any
                  %s
                  stages {
                    stage('First') {
                      steps { %s }
                    }
                    stage('Second') {
                      steps { %s }
                    }
                  }
                  %s
                }
                """.formatted(directive, first, second, post);
    }

    private List<String> ended(Result expected, String pipeline) throws InterruptedException {
        PipelineRun run = start(pipeline);
        assertThat(run.await(Duration.ofSeconds(30))).as(run.log()).isEqualTo(expected);
        return run.lines();
    }

    private PipelineRun start(String pipeline) {
        return PipelineRunner.builder()
                .workspace(workspace)
                .env(Map.of("ROLE", "outer"))
                .script(pipeline)
                .start();
    }
}
