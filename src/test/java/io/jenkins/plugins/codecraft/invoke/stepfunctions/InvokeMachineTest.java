package io.jenkins.plugins.codecraft.invoke.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import io.jenkins.plugins.codecraft.embedded.Journal;
import io.jenkins.plugins.codecraft.embedded.states.FakeFunctions;
import io.jenkins.plugins.codecraft.embedded.states.Flows;
import io.jenkins.plugins.codecraft.invoke.ShyAgent;
import io.jenkins.plugins.codecraft.invoke.TestBuild;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Executions against the embedded AWS. */
@Timeout(60)
class InvokeMachineTest {
    @TempDir
    Path workspace;

    private final FakeFunctions functions = new FakeFunctions();
    private EmbeddedAws aws;
    private Flows flows;
    private TestBuild build;

    @BeforeEach
    void begin() {
        aws = EmbeddedAws.builder()
                .timeScale(1.0 / TestBuild.SPEED)
                .role("FlowRole", "states.amazonaws.com")
                .services(environment -> List.of(functions))
                .start();
        flows = new Flows(aws);
        build = new TestBuild(aws, "us-east-1", workspace);
    }

    @AfterEach
    void end() {
        build.close();
        aws.close();
    }

    private Map<String, Object> invoke(String name, BuildOrigin origin, Consumer<StepFunctions> change) {
        StepFunctions target = new StepFunctions();
        target.setName(name);
        change.accept(target);
        return build.run(target.operation(origin));
    }

    private static BuildOrigin origin(String number) {
        return new BuildOrigin("jenkins", "team/iris", number, 1_700_000_000_000L, "1");
    }

    private long count(String operation) {
        return aws.journal().calls(operation).stream()
                .filter(Journal.Call::tookEffect)
                .count();
    }

    @Test
    void a_failure_names_the_state_and_the_reason() {
        functions.function("predict", event -> {
            throw new FakeFunctions.Thrown("ValueError", "no sample");
        });
        flows.create("bad", "'Predict': {'Type': 'Task', 'Resource': '" + Flows.FUNCTION + "predict', 'End': true}");
        assertThatThrownBy(() -> invoke("bad", origin("1"), target -> {}))
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("ended FAILED in state Predict. ValueError: no sample");
    }

    @Test
    void a_failed_execution_of_the_build_before_goes_on_where_it_failed() {
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
        Consumer<StepFunctions> redriven = target -> {
            target.setRedrive(true);
            target.setInput(Map.of("a", 1));
        };
        assertThatThrownBy(() -> invoke("long", origin("1"), redriven)).hasMessageContaining("in state Deploy");
        Map<String, Object> second = invoke("long", origin("2"), redriven);
        assertThat(second).containsEntry("redriveCount", 1).containsEntry("body", "{\"model\":1}");
        assertThat(build.console()).anyMatch(line -> line.endsWith("UTC redriven"));
        assertThat(count("StartExecution")).isEqualTo(1);
        assertThat(trainings).hasValue(1);
        Map<String, Object> third = invoke("long", origin("3"), target -> {
            redriven.accept(target);
            works.add(true);
        });
        assertThat(third).containsEntry("status", "SUCCEEDED").doesNotContainKey("redriveCount");
        assertThat(build.console()).anyMatch(line -> line.endsWith("has succeeded; nothing to redrive"));
    }

    @Test
    void another_input_is_another_execution() {
        flows.create("strict", "'A': {'Type': 'Fail', 'Error': 'No'}");
        assertThatThrownBy(() -> invoke("strict", origin("1"), target -> target.setInput("{\"a\": 1}")))
                .hasMessageContaining("in state A. No");
        assertThatThrownBy(() -> invoke("strict", origin("2"), target -> {
                    target.setInput("{\"a\": 2}");
                    target.setRedrive(true);
                }))
                .isInstanceOf(OperationFailure.class);
        assertThat(count("RedriveExecution")).isZero();
        assertThat(count("StartExecution")).isEqualTo(2);
    }

    @Test
    void an_express_machine_answers_at_once() {
        flows.create("quick", "EXPRESS", "'A': {'Type': 'Pass', 'Result': {'ok': true}, 'End': true}");
        assertThat(invoke("quick", origin("1"), target -> target.setExpect("$.ok = true")))
                .containsEntry("json", Map.of("ok", true));
        assertThatThrownBy(() -> invoke("quick", origin("1"), target -> target.setRedrive(true)))
                .hasMessageContaining("is an express one");
        assertThatThrownBy(() -> invoke("quick", origin("1"), target -> target.setExpect("$.ok = false")))
                .isInstanceOf(OperationFailure.class);
    }

    @Test
    void an_execution_is_not_run_again_because_the_agent_is_away() throws Exception {
        flows.create("quick", "EXPRESS", "'A': {'Type': 'Pass', 'Result': {'ok': true}, 'End': true}");
        ShyAgent agent = new ShyAgent(build.agent(), 2);
        build.agent(agent);
        invoke("quick", origin("1"), target -> target.setOutputFile("out.json"));
        assertThat(agent.writes()).isEqualTo(3);
        assertThat(aws.journal().count("StartSyncExecution")).isEqualTo(1);
        assertThat(workspace.resolve("out.json")).hasContent("{\"ok\":true}");
    }

    @Test
    void an_express_execution_whose_answer_is_lost_is_not_run_again() {
        flows.create("quick", "EXPRESS", "'A': {'Type': 'Succeed'}");
        aws.faults().on("states", "StartSyncExecution").resetAfter();
        assertThatThrownBy(() -> invoke("quick", origin("1"), target -> {}))
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("The answer to StartSyncExecution was lost")
                .hasMessageContaining("It may have taken effect, so it was not called again.");
        assertThat(aws.journal().count("StartSyncExecution")).isEqualTo(1);
    }

    @Test
    void an_execution_that_aws_shows_a_moment_later_is_followed() {
        flows.create("slow", "'A': {'Type': 'Pass', 'Result': {'n': 1}, 'End': true}");
        flows.lag(4);
        assertThat(invoke("slow", origin("1"), target -> {})).containsEntry("json", Map.of("n", 1));
        assertThat(build.console()).anyMatch(line -> line.endsWith("UTC entered A"));
        assertThat(count("StartExecution")).isEqualTo(1);
    }

    @Test
    void that_an_execution_was_redriven_may_be_shown_a_moment_later() {
        List<Boolean> works = new ArrayList<>(List.of(false, true));
        functions.function("deploy", event -> {
            if (!works.remove(0)) {
                throw new FakeFunctions.Thrown("AccessDenied", "not allowed");
            }
            return event;
        });
        flows.create("long", "'D': {'Type': 'Task', 'Resource': '" + Flows.FUNCTION + "deploy', 'End': true}");
        assertThatThrownBy(() -> invoke("long", origin("1"), target -> {})).hasMessageContaining("in state D");
        flows.lag(3);
        assertThat(invoke("long", origin("2"), target -> target.setRedrive(true)))
                .containsEntry("redriveCount", 1);
    }

    @Test
    void an_abort_right_after_a_redrive_stops_what_aws_still_shows_as_failed() {
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch never = new CountDownLatch(1);
        functions.function("deploy", event -> {
            if (calls.incrementAndGet() == 1) {
                throw new FakeFunctions.Thrown("AccessDenied", "not allowed");
            }
            try {
                never.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return event;
        });
        flows.create("long", "'D': {'Type': 'Task', 'Resource': '" + Flows.FUNCTION + "deploy', 'End': true}");
        assertThatThrownBy(() -> invoke("long", origin("1"), target -> {})).hasMessageContaining("in state D");
        flows.lag(1);
        StepFunctions again = new StepFunctions();
        again.setName("long");
        again.setRedrive(true);
        TestBuild.Under way = build.start(again.operation(origin("2")));
        Awaitility.await().until(() -> count("RedriveExecution") == 1);
        way.run().stop(new IllegalStateException("aborted"));
        assertThatThrownBy(() -> way.end().orTimeout(30, TimeUnit.SECONDS).join())
                .hasRootCauseMessage("aborted");
        never.countDown();
        assertThat(count("StopExecution")).isEqualTo(1);
    }

    @Test
    void an_execution_that_never_shows_is_given_up() {
        flows.create("lost", "'A': {'Type': 'Succeed'}");
        flows.lag(Integer.MAX_VALUE);
        assertThatThrownBy(() -> invoke("lost", origin("1"), target -> {}))
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("is gone: somebody deleted the state machine");
    }

    @Test
    void what_is_not_there_is_named() {
        assertThatThrownBy(() -> invoke("nobody", origin("1"), target -> {}))
                .hasMessageContaining(
                        "There is no state machine arn:aws:states:us-east-1:123456789012:stateMachine:nobody");
    }

    @Test
    void everything_wrong_is_said_at_once() {
        assertThatThrownBy(() -> invoke("a b", origin("1"), target -> {
                    target.setAlias("x y");
                    target.setInput("{a");
                    target.setExpect("/(/");
                }))
                .hasMessageContaining("4 parameters are wrong; nothing was done in AWS");
    }

    @Test
    void the_cause_of_an_error_is_what_people_can_read_of_it() {
        assertThat(ErrorCause.words("E", "{\"errorMessage\": \"no\", \"stackTrace\": [\"  at x\\n\"]}"))
                .isEqualTo("E: no\n    at x");
        assertThat(ErrorCause.words("States.TaskFailed", "{\"FailureReason\": \"AlgorithmError\"}"))
                .isEqualTo("States.TaskFailed: AlgorithmError");
        assertThat(ErrorCause.words(null, null)).isEqualTo("no error given");
    }
}
