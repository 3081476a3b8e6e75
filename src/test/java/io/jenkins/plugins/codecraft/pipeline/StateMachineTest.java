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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import jenkins.model.CauseOfInterruption.UserInterruption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State machines from a Jenkinsfile: deployed, invoked, followed, stopped. */
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
    void an_abort_stops_the_execution() throws Exception {
        flows.create("endless", "'A': {'Type': 'Wait', 'Seconds': 80000, 'End': true}");
        PipelineRun run = start("codecraftInvoke stepFunctions(name: 'endless')");
        await().atMost(LIMIT).until(() -> run.log().contains("entered A"));
        run.stop(new UserInterruption("alice"));
        assertThat(run.await(LIMIT)).as(run.log()).isEqualTo(Result.ABORTED);
        assertThat(run.log()).contains("Stopping execution").contains("is ABORTED");
        assertThat(count("StopExecution")).isEqualTo(1);
    }

    private String definition(int result) {
        return "{\n  \"StartAt\": \"A\",\n  \"States\": {\n    \"A\": {\"Type\": \"Pass\", \"Result\": {\"n\": "
                + result + "}, \"End\": true}\n  }\n}\n";
    }

    private static String deploy(String more) {
        return "def d = codecraftDeploy stepFunctions(name: 'flow', definition: 'flow.asl.json', role: env.SFN_ROLE"
                + more + ")\necho \"changed ${d.changed} version ${d.version} before ${d.previousVersion}\"";
    }

    @Test
    void a_machine_is_created_then_left_alone_then_changed_with_its_alias() throws Exception {
        String script = deploy(", alias: 'live', verify: check(expect: '$.n > 0')")
                + "\necho codecraftInvoke(stepFunctions(name: 'flow', alias: 'live')).body";
        write("flow.asl.json", definition(1));
        PipelineRun created = run(script, Result.SUCCESS);
        assertThat(created.lines())
                .contains("changed true version 1 before ", "{\"n\":1}")
                .anySatisfy(line -> assertThat(line).contains("definition.States: A (new)"))
                .anySatisfy(line -> assertThat(line).contains("The check of version 1 of state machine flow ended as"));
        write("flow.asl.json", definition(1).replace("\n", " "));
        PipelineRun same = run(script, Result.SUCCESS);
        assertThat(same.lines()).contains("changed false version 1 before 1");
        assertThat(same.log()).contains("Nothing to do: state machine flow is as it is wanted");
        assertThat(count("UpdateStateMachine")).isZero();
        write("flow.asl.json", definition(2));
        PipelineRun changed = run(script, Result.SUCCESS);
        assertThat(changed.lines()).contains("changed true version 2 before 1", "{\"n\":2}");
        assertThat(changed.log()).contains("definition.States.A.Result.n: 1 → 2");
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(workspace.resolve(file), text);
    }
}
