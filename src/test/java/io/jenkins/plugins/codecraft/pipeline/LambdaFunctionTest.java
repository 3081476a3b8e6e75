package io.jenkins.plugins.codecraft.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import io.jenkins.plugins.codecraft.embedded.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions as a Pipeline deploys and invokes them. */
class LambdaFunctionTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    Path workspace;

    private final EmbeddedAws aws = EmbeddedAws.builder()
            .timeScale(1.0 / 2000)
            .role("Lambda", "lambda.amazonaws.com")
            .start();

    @BeforeEach
    void writeTheCode() throws IOException {
        code("one", "return {'answer': 1}");
        code("two", "return {'answer': 2, 'x': event['x'], 'mode': os.environ['MODE']}");
        code("bad", "raise ValueError('no sample')");
    }

    private void code(String folder, String body) throws IOException {
        Files.writeString(
                Files.createDirectories(workspace.resolve(folder)).resolve("app.py"),
                "import os\ndef handler(event, context):\n    " + body + "\n");
    }

    @AfterEach
    void stopAws() {
        Controller.stop();
        aws.close();
    }

    private PipelineRunner.Builder pipeline(String script) {
        Map<String, String> environment = new TreeMap<>(aws.environmentVariables());
        environment.put("LAMBDA_ROLE", "arn:aws:iam::123456789012:role/Lambda");
        return PipelineRunner.builder()
                .job("iris")
                .workspace(workspace)
                .env(environment)
                .script("node {\n" + script + "}");
    }

    private List<String> effects() {
        return aws.journal().effects().stream()
                .filter(call ->
                        call.service().equals("lambda") || call.service().equals("events"))
                .map(Journal.Call::operation)
                .toList();
    }

    @Test
    void a_function_is_deployed_and_invoked_with_a_restart_in_the_middle_of_each_step() throws Exception {
        PipelineRun run = pipeline("""
                        codecraftDeploy lambdaFunction(
                          name: 'features', source: 'one', handler: 'app.handler', runtime: 'python3.12',
                          role: env.LAMBDA_ROLE, alias: 'live', timeout: '30s')
                        def now = codecraftDeploy lambdaFunction(
                          name: 'features', source: 'two', handler: 'app.handler', runtime: 'python3.12',
                          role: env.LAMBDA_ROLE, alias: 'live', timeout: '30s', memory: 256,
                          environment: [MODE: 'fast'], tags: [team: 'ml'], keep: 2,
                          rollout: canary(percent: 10, bake: '1s'),
                          triggers: [onSchedule(schedule: 'rate(1 hour)'),
                                     onEvent(pattern: [source: ['aws.sagemaker']])],
                          verify: check(payload: '{"x": 1}', expect: '$.mode = fast'))
                        echo "version ${now.version} after ${now.previousVersion}"
                        def answer = codecraftInvoke lambdaFunction(
                          name: 'features', alias: 'live', payload: [x: 'y'], expect: '$.answer = 2')
                        echo "answered ${answer.json.x} by ${answer.version}"
                        """)
                .saveAndRestoreDuring("codecraftDeploy", "codecraftInvoke")
                .start();
        assertThat(run.await(LIMIT)).as(run.log()).isEqualTo(Result.SUCCESS);
        assertThat(run.lines()).contains("version 2 after 1", "answered y by 2");
        assertThat(run.restarts()).isBetween(3, 6);
        assertThat(effects())
                .containsExactly(
                        "CreateFunction",
                        "PublishVersion",
                        "CreateAlias",
                        "UpdateFunctionCode",
                        "UpdateFunctionConfiguration",
                        "TagResource",
                        "PublishVersion",
                        "UpdateAlias",
                        "UpdateAlias",
                        "AddPermission",
                        "PutRule",
                        "PutTargets",
                        "AddPermission",
                        "PutRule",
                        "PutTargets");
    }

    @Test
    void a_bad_version_fails_the_build_and_gets_no_traffic() throws Exception {
        PipelineRun run = pipeline("""
                        for (folder in ['one', 'bad']) {
                          codecraftDeploy lambdaFunction(
                            name: 'features', source: folder, handler: 'app.handler', runtime: 'python3.12',
                            role: env.LAMBDA_ROLE, alias: 'live', timeout: '30s',
                            verify: check(payload: '{}', expect: 'answer'))
                        }
                        """).start();
        assertThat(run.await(LIMIT)).as(run.log()).isEqualTo(Result.FAILURE);
        assertThat(run.log())
                .contains("The check of version 2 of function features failed: the function ended with an error")
                .contains("The alias live of function features is at version 1, as before.");
    }
}
