package io.jenkins.plugins.codecraft.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.Result;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import io.jenkins.plugins.codecraft.embedded.Journal;
import io.jenkins.plugins.codecraft.embedded.states.FakeFunctions;
import io.jenkins.plugins.codecraft.embedded.states.Flows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import jenkins.model.CauseOfInterruption.UserInterruption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State machines from a Jenkinsfile: invoked, followed, redriven, stopped. */
class StateMachineTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path workspace;

    private final FakeFunctions functions = new FakeFunctions();
    private EmbeddedAws aws;
    private Flows flows;

    @BeforeEach
    void startAws() {
        aws = EmbeddedAws.builder()
                .timeScale(1.0 / 600)
                .role("FlowRole", "states.amazonaws.com")
                .services(environment -> List.of(functions))
                .start();
        flows = new Flows(aws);
    }

    @AfterEach
    void stopAws() {
        Controller.stop();
        aws.close();
    }

    private PipelineRun start(String script) {
        Map<String, String> environment = new TreeMap<>(aws.environmentVariables());
        environment.put("SFN_ROLE", Flows.ROLE);
        return PipelineRunner.builder()
                .job("flows")
                .workspace(workspace)
                .env(environment)
                .script("node { " + script + " }")
                .start();
    }

    private PipelineRun run(String script, Result result) throws InterruptedException {
        PipelineRun run = start(script);
        assertThat(run.await(LIMIT)).as(run.log()).isEqualTo(result);
        return run;
    }

    private long count(String operation) {
        return aws.journal().calls(operation).stream()
                .filter(Journal.Call::tookEffect)
                .count();
    }

    @Test
    void an_execution_is_followed_state_by_state_and_its_output_returned() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        functions.function("predict", event -> {
            if (calls.incrementAndGet() == 1) {
                throw new FakeFunctions.Thrown("Busy", "try later");
            }
            return AwsJson.object().put("species", "setosa");
        });
        flows.create(
                "iris-flow",
                "'A': {'Type': 'Pass', 'Next': 'Predict'}, 'Predict': {'Type': 'Task', 'Resource': '" + Flows.FUNCTION
                        + "predict', 'Retry': [{'ErrorEquals': ['Busy']}], 'End': true}");
        PipelineRun run = run(
                "def answer = codecraftInvoke stepFunctions(name: 'iris-flow', input: [sample: [5.1, 3.5]],"
                        + " expect: '$.species = setosa', outputFile: 'out.json')\n"
                        + " echo \"predicted ${answer.json.species}, ${answer.status}\"",
                Result.SUCCESS);
        assertThat(run.lines())
                .contains("predicted setosa, SUCCEEDED")
                .anySatisfy(line -> assertThat(line).contains("UTC entered A"))
                .anySatisfy(line -> assertThat(line).contains("UTC left A after"))
                .anySatisfy(line -> assertThat(line).contains("UTC failed in Predict: Busy: try later"))
                .anySatisfy(line -> assertThat(line).contains("UTC retried Predict, attempt 2"))
                .anySatisfy(line -> assertThat(line).contains("UTC left Predict after"));
        assertThat(workspace.resolve("out.json")).hasContent("{\"species\":\"setosa\"}");
        assertThat(aws.journal()
                        .calls("StartExecution")
                        .get(0)
                        .request()
                        .path("input")
                        .asText())
                .isEqualTo("{\"sample\":[5.1,3.5]}");
    }

    @Test
    void a_failure_names_the_state_and_the_reason() throws Exception {
        functions.function("predict", event -> {
            throw new FakeFunctions.Thrown("ValueError", "no sample");
        });
        flows.create("bad", "'Predict': {'Type': 'Task', 'Resource': '" + Flows.FUNCTION + "predict', 'End': true}");
        PipelineRun run = run("codecraftInvoke stepFunctions(name: 'bad')", Result.FAILURE);
        assertThat(run.log()).contains("ended FAILED").contains("in state Predict. ValueError: no sample");
    }

    @Test
    void a_failed_execution_of_the_build_before_goes_on_where_it_failed() throws Exception {
        AtomicInteger trainings = new AtomicInteger();
        List<Boolean> works = new ArrayList<>(List.of(false, true));
        functions.function("train", event -> AwsJson.object().put("model", trainings.incrementAndGet()));
        functions.function("deploy", event -> {
            if (!works.remove(0)) {
                throw new FakeFunctions.Thrown("AccessDenied", "not allowed");
            }
            return event;
        });
        flows.create(
                "long",
                "'Train': {'Type': 'Task', 'Resource': '" + Flows.FUNCTION + "train', 'Next': 'Deploy'},"
                        + "'Deploy': {'Type': 'Task', 'Resource': '" + Flows.FUNCTION + "deploy', 'End': true}");
        String script = "def a = codecraftInvoke stepFunctions(name: 'long', redrive: true, input: '{\"a\": 1}')\n"
                + "echo \"model ${a.json.model} redriven ${a.redriveCount}\"";
        PipelineRun first = run(script, Result.FAILURE);
        assertThat(first.log()).contains("No earlier execution of this job").contains("in state Deploy");
        PipelineRun second = run(script, Result.SUCCESS);
        assertThat(second.lines())
                .contains("model 1 redriven 1")
                .anySatisfy(line -> assertThat(line).contains("UTC redriven"))
                .noneSatisfy(line -> assertThat(line).contains("entered Train"));
        assertThat(count("StartExecution")).isEqualTo(1);
        assertThat(count("RedriveExecution")).isEqualTo(1);
        assertThat(trainings).hasValue(1);
    }

    @Test
    void an_express_machine_answers_at_once() throws Exception {
        flows.create("quick", "EXPRESS", "'A': {'Type': 'Pass', 'Result': {'ok': true}, 'End': true}");
        PipelineRun run =
                run("def a = codecraftInvoke stepFunctions(name: 'quick')\necho \"ok ${a.json.ok}\"", Result.SUCCESS);
        assertThat(run.lines()).contains("ok true");
        PipelineRun refused = run("codecraftInvoke stepFunctions(name: 'quick', redrive: true)", Result.FAILURE);
        assertThat(refused.log()).contains("is an express one");
    }

    @Test
    void an_abort_stops_the_execution() throws Exception {
        flows.create("endless", "'A': {'Type': 'Wait', 'Seconds': 80000, 'End': true}");
        PipelineRun run = start("codecraftInvoke stepFunctions(name: 'endless')");
        await().atMost(LIMIT).until(() -> run.log().contains("entered A"));
        run.stop(new UserInterruption("alice"));
        assertThat(run.await(LIMIT)).as(run.log()).isEqualTo(Result.ABORTED);
        assertThat(run.log()).contains("Stopping execution").contains("is ABORTED");
        assertThat(count("StopExecution")).isEqualTo(1);
    }

    @Test
    void everything_wrong_is_said_at_once() throws Exception {
        PipelineRun run = run(
                "codecraftInvoke stepFunctions(name: 'a b', qualifier: 'x y', input: '{a', expect: '/(/')",
                Result.FAILURE);
        assertThat(run.log()).contains("4 parameters are wrong; nothing was done in AWS");
        assertThat(aws.journal().calls("StartExecution")).isEmpty();
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(workspace.resolve(file), text);
    }
}
