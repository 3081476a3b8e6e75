package io.jenkins.plugins.codecraft.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
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
                + "\necho codecraftInvoke(stepFunctions(name: 'flow', qualifier: 'live')).body";
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

    @Test
    void a_plan_changes_nothing() throws Exception {
        write("flow.asl.json", definition(1));
        PipelineRun run = run(deploy(", plan: true, alias: 'live'"), Result.SUCCESS);
        assertThat(run.log()).contains("Would change state machine flow").contains("This is a plan");
        assertThat(count("CreateStateMachine")).isZero();
    }

    @Test
    void a_canary_is_watched_and_a_bad_version_never_gets_an_execution() throws Exception {
        write("flow.asl.json", definition(1));
        run(deploy(", alias: 'live'"), Result.SUCCESS);
        write("flow.asl.json", definition(2));
        String canary = ", alias: 'live', rollout: canary(percent: 10, bake: '1s'), verify: check(expect: '$.n < 3')";
        PipelineRun second = run(deploy(canary), Result.SUCCESS);
        assertThat(second.log())
                .contains("10 % of the executions by alias live of state machine flow run version 2, watched for 1 s")
                .contains("All executions by alias live of state machine flow run version 2");
        write("flow.asl.json", definition(3));
        PipelineRun third = run(deploy(canary), Result.FAILURE);
        assertThat(third.log())
                .contains("The check of version 3 of state machine flow failed")
                .contains("The state machine flow is as it was before.")
                .contains("leads to version 2");
        JsonNode now = flows.call("DescribeStateMachine", AwsJson.object().put("stateMachineArn", flows.arn("flow")));
        assertThat(now.path("definition").asText()).isEqualTo(definition(2));
        assertThat(flows.versions("flow")).containsExactly("2", "1");
        PipelineRun again = run(deploy(", alias: 'live', plan: true"), Result.SUCCESS);
        assertThat(again.log()).contains("definition.States.A.Result.n: 2 → 3");
    }

    @Test
    void mistakes_of_a_definition_are_shown_with_their_lines_before_anything_is_created() throws Exception {
        write(
                "flow.asl.json",
                "{\n  \"StartAt\": \"A\",\n  \"States\": {\n    \"A\": {\n      \"Type\": \"Pass\",\n      \"Next\": \"B\"\n    }\n  }\n}");
        PipelineRun run = run(deploy(""), Result.FAILURE);
        assertThat(run.log()).contains("flow.asl.json line 6 (/States/A/Next): Missing 'Next' target: 'B'");
        write("flow.asl.json", "{\n  \"StartAt\": \"${lambda:nobody}\",\n  \"States\": \"${lamda:x}\"\n}");
        PipelineRun variables = run(deploy(""), Result.FAILURE);
        assertThat(variables.log()).contains("definition, flow.asl.json line 3 '${lamda:x}'.");
        assertThat(count("CreateStateMachine")).isZero();
    }

    @Test
    void yaml_and_variables_make_a_definition() throws Exception {
        write(
                "flow.yaml",
                "StartAt: A\nStates:\n  A:\n    Type: Pass\n    Result: {where: '${region}/${account}'}\n    End: true\n");
        run(
                "codecraftDeploy stepFunctions(name: 'flow', definition: 'flow.yaml', role: env.SFN_ROLE, type: 'EXPRESS',"
                        + " tags: [team: 'ml'], verify: check(payload: '{}', expect: 'us-east-1/123456789012'))",
                Result.SUCCESS);
        assertThat(flows.tags("flow")).contains("team=ml", "codecraft:id=flow");
    }

    @Test
    void what_somebody_else_made_is_taken_over_only_when_told() throws Exception {
        flows.create("flow", "'A': {'Type': 'Succeed'}");
        write("flow.asl.json", definition(1));
        PipelineRun refused = run(deploy(""), Result.FAILURE);
        assertThat(refused.log()).contains("that CodeCraft did not create");
        PipelineRun taken = run(deploy(", adopt: true"), Result.SUCCESS);
        assertThat(taken.log()).contains("Taking over state machine flow");
        assertThat(flows.tags("flow")).contains("codecraft:id=flow");
    }

    @Test
    void old_versions_go_beyond_those_that_are_kept() throws Exception {
        for (int i = 1; i <= 4; i++) {
            write("flow.asl.json", definition(i));
            run(deploy(", keep: 1"), Result.SUCCESS);
        }
        assertThat(flows.versions("flow")).containsExactly("4", "3");
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(workspace.resolve(file), text);
    }
}
