package io.jenkins.plugins.codecraft.deploy.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.codecraft.deploy.Check;
import io.jenkins.plugins.codecraft.deploy.rollout.Canary;
import io.jenkins.plugins.codecraft.deploy.rollout.Linear;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.CallListener;
import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import io.jenkins.plugins.codecraft.embedded.Journal;
import io.jenkins.plugins.codecraft.embedded.cloudwatch.Alarm;
import io.jenkins.plugins.codecraft.embedded.cloudwatch.CloudWatch;
import io.jenkins.plugins.codecraft.embedded.states.Flows;
import io.jenkins.plugins.codecraft.invoke.TestBuild;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Deployments of state machines against the embedded AWS. */
@Timeout(60)
class DeployMachineTest {
    private static final Consumer<StepFunctions> LIVE = target -> target.setAlias("live");

    @TempDir
    Path workspace;

    private EmbeddedAws aws;
    private Flows flows;
    private TestBuild build;

    @BeforeEach
    void begin() {
        aws = EmbeddedAws.builder()
                .timeScale(1.0 / TestBuild.SPEED)
                .role("FlowRole", "states.amazonaws.com")
                .start();
        flows = new Flows(aws);
        build = new TestBuild(aws, "us-east-1", workspace);
    }

    @AfterEach
    void end() {
        build.close();
        aws.close();
    }

    private static StepFunctions target(Consumer<StepFunctions> change) {
        StepFunctions target = new StepFunctions("flow");
        target.setDefinition("flow.asl.json");
        target.setRole(Flows.ROLE);
        change.accept(target);
        return target;
    }

    private Map<String, Object> deploy(Consumer<StepFunctions> change) {
        return build.run(target(change).operation(TestBuild.origin()));
    }

    private static Check check(String expect) {
        Check check = new Check();
        check.setExpect(expect);
        return check;
    }

    private static Consumer<StepFunctions> canary(String bake, String... alarms) {
        Canary canary = new Canary(10);
        canary.setBake(bake);
        canary.setAlarms(List.of(alarms));
        return LIVE.andThen(target -> target.setRollout(canary));
    }

    private void write(String file, String text) {
        try {
            Files.writeString(workspace.resolve(file), text);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    private static String definition(int result) {
        return "{\n \"StartAt\": \"A\",\n \"States\": {\"A\": {\"Type\": \"Pass\", \"Result\": {\"n\": " + result
                + "}, \"End\": true}}}";
    }

    private void have(int result, Consumer<StepFunctions> change) {
        write("flow.asl.json", definition(result));
        deploy(change);
    }

    private String definitionNow() {
        JsonNode now = flows.call("DescribeStateMachine", AwsJson.object().put("stateMachineArn", flows.arn("flow")));
        return now.path("definition").asText();
    }

    private Map<String, Integer> routes() {
        Map<String, Integer> routes = new TreeMap<>();
        flows.call(
                        "DescribeStateMachineAlias",
                        AwsJson.object().put("stateMachineAliasArn", flows.arn("flow") + ":live"))
                .path("routingConfiguration")
                .forEach(route -> routes.put(
                        Routes.number(route.path("stateMachineVersionArn").asText()),
                        route.path("weight").asInt()));
        return routes;
    }

    private long count(String operation) {
        return aws.journal().calls(operation).stream()
                .filter(Journal.Call::tookEffect)
                .count();
    }

    @Test
    void what_is_as_it_is_wanted_is_left_alone() {
        have(1, LIVE);
        write("flow.asl.json", definition(1).replace("\n", "  "));
        assertThat(deploy(LIVE)).containsEntry("changed", false).containsEntry("version", "1");
        assertThat(build.console()).contains("Nothing to do: state machine flow is as it is wanted");
        assertThat(count("UpdateStateMachine")).isZero();
    }

    @Test
    void a_plan_changes_nothing() {
        have(1, LIVE);
        write("flow.asl.json", definition(2));
        assertThat(deploy(LIVE.andThen(target -> target.setPlan(true))))
                .containsEntry(
                        "changes",
                        List.of(
                                "definition.States.A.Result.n: 1 → 2",
                                "alias live: version 1 → the version of this definition"));
        assertThat(definitionNow()).isEqualTo(definition(1));
    }

    @Test
    void a_canary_is_watched_before_all_executions_move() {
        have(1, LIVE);
        write("flow.asl.json", definition(2));
        assertThat(deploy(canary("5m")))
                .containsEntry("version", "2")
                .containsEntry("previousVersion", "1")
                .containsEntry("rollback", Map.of("alias", "live", "version", "1"));
        assertThat(build.console())
                .containsSubsequence(
                        "10 % of the executions by alias live of state machine flow run version 2, watched for 5 min",
                        "All executions by alias live of state machine flow run version 2");
        assertThat(routes()).isEqualTo(Map.of("2", 100));
    }

    @Test
    void a_bad_version_never_gets_an_execution_and_all_is_as_before() {
        have(1, LIVE);
        write("flow.asl.json", definition(2));
        assertThatThrownBy(() -> deploy(LIVE.andThen(target -> target.setVerify(check("$.n = 1")))))
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("The check of version 2 of state machine flow failed")
                .hasMessageContaining(
                        "The state machine flow is as it was before. The alias live of state machine flow leads to version 1.");
        assertThat(definitionNow()).isEqualTo(definition(1));
        assertThat(flows.versions("flow")).containsExactly("1");
        assertThat(count("UpdateStateMachineAlias")).isZero();
        assertThat(deploy(LIVE.andThen(target -> target.setPlan(true))).get("changes"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains("definition.States.A.Result.n: 1 → 2");
    }

    @Test
    void an_alarm_during_the_canary_takes_everything_back() {
        CloudWatch alarms = aws.service(CloudWatch.class);
        alarms.alarm("us-east-1", "failed", Alarm.State.OK);
        have(1, LIVE);
        write("flow.asl.json", definition(2));
        aws.faults().listen(new CallListener() {
            @Override
            public void afterEffect(Journal.Call call) {
                if (call.operation().equals("UpdateStateMachineAlias")) {
                    alarms.alarm("us-east-1", "failed", Alarm.State.ALARM);
                }
            }
        });
        assertThatThrownBy(() -> deploy(canary("5m", "failed")))
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining(
                        "While executions moved to version 2 of state machine flow, the alarm failed was on");
        assertThat(routes()).isEqualTo(Map.of("1", 100));
        assertThat(definitionNow()).isEqualTo(definition(1));
    }

    @Test
    void a_new_machine_whose_check_fails_is_gone_again() {
        write("flow.asl.json", definition(1));
        assertThatThrownBy(() -> deploy(target -> target.setVerify(check("never"))))
                .hasMessageContaining("did not exist before and was deleted again");
        assertThat(flows.call("ListStateMachines", AwsJson.object()).path("stateMachines"))
                .isEmpty();
    }

    @Test
    void mistakes_of_a_definition_are_shown_with_their_lines_before_anything_is_created() {
        write(
                "flow.asl.json",
                "{\n\"StartAt\": \"A\",\n\"States\": {\n\"A\": {\n\"Type\": \"Pass\",\n\"Next\": \"B\"}}}");
        assertThatThrownBy(() -> deploy(target -> {}))
                .hasMessageContaining("flow.asl.json line 6 (/States/A/Next): Missing 'Next' target: 'B'");
        write("flow.asl.json", "{\n\"StartAt\": \"${lambda:nobody}\",\n\"States\": \"${lamda:x}\"}");
        assertThatThrownBy(() -> deploy(target -> {}))
                .hasMessageContaining("flow.asl.json line 2 '${lambda:nobody}'. There is no Lambda function nobody.")
                .hasMessageContaining("flow.asl.json line 3 '${lamda:x}'.");
        assertThat(count("CreateStateMachine")).isZero();
    }

    @Test
    void credentials_that_may_not_check_definitions_deploy_all_the_same() {
        aws.faults().on("states", "ValidateStateMachineDefinition").refuse("AccessDeniedException", 400, "not allowed");
        write("flow.asl.json", definition(1));
        assertThat(deploy(target -> {})).containsEntry("changed", true);
        assertThat(build.console())
                .anyMatch(line -> line.startsWith("The definition is not checked before it is deployed"));
    }

    @Test
    void yaml_and_variables_make_a_definition() {
        write(
                "flow.yaml",
                "StartAt: A\nStates:\n  A:\n    Type: Pass\n    Result: {where: '${region}/${account}'}\n    End: true\n");
        deploy(target -> {
            target.setDefinition("flow.yaml");
            target.setType("EXPRESS");
            target.setTags(Map.of("team", "ml"));
            target.setVerify(check("us-east-1/123456789012"));
        });
        assertThat(flows.tags("flow")).contains("team=ml", "codecraft:id=flow");
    }

    @Test
    void what_somebody_else_made_is_taken_over_only_when_told() {
        flows.create("flow", "'A': {'Type': 'Succeed'}");
        write("flow.asl.json", definition(1));
        assertThatThrownBy(() -> deploy(target -> {})).hasMessageContaining("that CodeCraft did not create");
        deploy(target -> target.setAdopt(true));
        assertThat(build.console()).contains("Taking over state machine flow, which CodeCraft did not create");
        assertThat(flows.tags("flow")).contains("codecraft:id=flow");
    }

    @Test
    void the_type_of_a_machine_stays() {
        have(1, target -> {});
        assertThatThrownBy(() -> deploy(target -> target.setType("EXPRESS")))
                .hasMessageContaining("is of type STANDARD, and AWS can't change that");
    }

    @Test
    void a_plan_takes_nothing_over() {
        flows.create("flow", "'A': {'Type': 'Succeed'}");
        write("flow.asl.json", definition(1));
        deploy(target -> {
            target.setAdopt(true);
            target.setPlan(true);
        });
        assertThat(build.console()).contains("Would take over state machine flow, which CodeCraft did not create");
        assertThat(flows.tags("flow")).isEmpty();
    }

    @Test
    void a_check_that_aws_refuses_takes_everything_back() {
        have(1, target -> {});
        write("flow.asl.json", definition(2));
        aws.faults().on("states", "StartExecution").refuse("AccessDeniedException", 400, "not allowed");
        assertThatThrownBy(() -> deploy(target -> target.setVerify(check("$.n = 2"))))
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("refused to start an execution of version 2 of state machine flow")
                .hasMessageContaining("The state machine flow is as it was before.");
        assertThat(definitionNow()).isEqualTo(definition(1));
        assertThat(flows.versions("flow")).containsExactly("1");
    }

    @Test
    void a_check_whose_input_is_not_there_takes_everything_back() {
        have(1, LIVE);
        write("flow.asl.json", definition(2));
        Check missing = new Check();
        missing.setPayloadFile("nowhere.json");
        missing.setExpect("1");
        assertThatThrownBy(() -> deploy(LIVE.andThen(target -> target.setVerify(missing))))
                .hasMessageContaining("The check of version 2 of state machine flow failed: its input can't be read")
                .hasMessageContaining("The state machine flow is as it was before.");
        assertThat(definitionNow()).isEqualTo(definition(1));
    }

    @Test
    void an_alias_that_aws_does_not_move_takes_everything_back() {
        have(1, LIVE);
        write("flow.asl.json", definition(2));
        aws.faults().on("states", "UpdateStateMachineAlias").refuse("AccessDeniedException", 400, "not allowed");
        assertThatThrownBy(() -> deploy(LIVE))
                .hasMessageContaining("refused to move the alias live of state machine flow")
                .hasMessageContaining("The state machine flow is as it was before.");
        assertThat(definitionNow()).isEqualTo(definition(1));
        assertThat(flows.versions("flow")).containsExactly("1");
    }

    @Test
    void a_version_that_aws_does_not_publish_takes_everything_back() {
        have(1, target -> {});
        write("flow.asl.json", definition(2));
        aws.faults().on("states", "PublishStateMachineVersion").refuse("AccessDeniedException", 400, "not allowed");
        assertThatThrownBy(() -> deploy(target -> {}))
                .hasMessageContaining("refused to publish a version of state machine flow")
                .hasMessageContaining("The state machine flow is as it was before.");
        assertThat(definitionNow()).isEqualTo(definition(1));
    }

    @Test
    void going_back_that_aws_refuses_too_says_why_it_was_to_go_back() {
        have(1, LIVE);
        write("flow.asl.json", definition(2));
        aws.faults().on("states", "UpdateStateMachine").nth(2).refuse("AccessDeniedException", 400, "not allowed");
        assertThatThrownBy(() -> deploy(LIVE.andThen(target -> target.setVerify(check("never")))))
                .hasMessageContaining("The check of version 2 of state machine flow failed")
                .hasMessageContaining("Step Functions refused to go back with state machine flow");
    }

    @Test
    void an_express_check_whose_answer_is_lost_has_failed() {
        Consumer<StepFunctions> express = LIVE.andThen(target -> target.setType("EXPRESS"));
        have(1, express);
        write("flow.asl.json", definition(2));
        aws.faults().on("states", "StartSyncExecution").resetAfter();
        assertThatThrownBy(() -> deploy(express.andThen(target -> target.setVerify(check("$.n = 2")))))
                .hasMessageContaining("The check of version 2 of state machine flow failed: The answer to"
                        + " StartSyncExecution was lost")
                .hasMessageContaining("The state machine flow is as it was before.");
        assertThat(aws.journal().count("StartSyncExecution")).isEqualTo(1);
        assertThat(routes()).isEqualTo(Map.of("1", 100));
    }

    @Test
    void what_aws_shows_a_moment_later_is_waited_for() {
        flows.lag(3);
        Consumer<StepFunctions> checked = LIVE.andThen(target -> target.setVerify(check("$.n > 0")));
        have(1, checked);
        flows.lag(0);
        assertThat(count("StartExecution")).isEqualTo(1);
        flows.lag(3);
        write("flow.asl.json", definition(2));
        assertThat(deploy(checked)).containsEntry("changed", true).containsEntry("version", "2");
        assertThat(count("UpdateStateMachine")).isEqualTo(1);
    }

    @Test
    void what_is_not_shown_yet_goes_back_all_the_same() {
        have(1, LIVE);
        flows.lag(1);
        write("flow.asl.json", definition(2));
        assertThatThrownBy(() -> deploy(LIVE.andThen(target -> target.setVerify(check("never")))))
                .hasMessageContaining("The state machine flow is as it was before.");
        flows.lag(0);
        definitionNow(); // the last one that is late
        assertThat(definitionNow()).isEqualTo(definition(1));
        assertThat(flows.versions("flow")).containsExactly("1");
    }

    @Test
    void without_an_alias_a_definition_that_got_no_version_gets_one() {
        have(1, target -> {});
        write("flow.asl.json", definition(2));
        flows.call(
                "UpdateStateMachine",
                AwsJson.object().put("stateMachineArn", flows.arn("flow")).put("definition", definition(2)));
        assertThat(deploy(target -> target.setPlan(true)))
                .containsEntry("changes", List.of("newest version: version 1 → the version of this definition"));
        assertThat(deploy(target -> {})).containsEntry("changed", true).containsEntry("version", "2");
        assertThat(deploy(target -> {})).containsEntry("changed", false).containsEntry("version", "2");
        assertThat(flows.versions("flow")).containsExactly("2", "1");
    }

    @Test
    void without_an_alias_the_result_names_the_newest_versions() {
        have(1, target -> {});
        write("flow.asl.json", definition(2));
        assertThat(deploy(target -> {}))
                .containsEntry("version", "2")
                .containsEntry("previousVersion", "1")
                .containsEntry("rollback", Map.of("version", "1"))
                .doesNotContainKeys("alias", "aliasArn");
    }

    @Test
    void executions_move_in_equal_steps() {
        have(1, LIVE);
        write("flow.asl.json", definition(2));
        Linear linear = new Linear(40);
        linear.setEvery("1m");
        deploy(LIVE.andThen(target -> target.setRollout(linear)));
        assertThat(build.console())
                .containsSubsequence(
                        "40 % of the executions by alias live of state machine flow run version 2, watched for 1 min",
                        "80 % of the executions by alias live of state machine flow run version 2, watched for 1 min",
                        "All executions by alias live of state machine flow run version 2");
        assertThat(routes()).isEqualTo(Map.of("2", 100));
    }

    @Test
    void logging_tracing_and_a_key_are_set_and_then_left_alone() {
        String group = "arn:aws:logs:us-east-1:123456789012:log-group:flows";
        Consumer<StepFunctions> all = target -> {
            Logging logging = new Logging(group);
            logging.setLevel("ALL");
            logging.setIncludeExecutionData(true);
            target.setLogging(logging);
            target.setTracing(true);
            target.setKmsKey("1234abcd-12ab-34cd-56ef-1234567890ab");
        };
        have(1, target -> {});
        assertThat(deploy(all).get("changes"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains("tracing: false → true", "logging.level: OFF → ALL")
                .contains("kmsKey: 1234abcd-12ab-34cd-56ef-1234567890ab (new)");
        JsonNode now = flows.call("DescribeStateMachine", AwsJson.object().put("stateMachineArn", flows.arn("flow")));
        assertThat(now.path("tracingConfiguration").path("enabled").asBoolean()).isTrue();
        assertThat(now.path("loggingConfiguration").path("includeExecutionData").asBoolean())
                .isTrue();
        assertThat(now.path("loggingConfiguration").toString()).contains(group + ":*");
        assertThat(now.path("encryptionConfiguration").path("type").asText()).isEqualTo("CUSTOMER_MANAGED_KMS_KEY");
        assertThat(deploy(all)).containsEntry("changed", false);
        assertThat(deploy(target -> {}).get("changes"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains("tracing: true → false", "logging.level: ALL → OFF");
        assertThat(deploy(target -> {})).containsEntry("changed", false);
    }

    @Test
    void versions_of_somebody_else_are_no_versions_to_keep() {
        have(1, target -> target.setKeep(1));
        have(2, target -> target.setKeep(1));
        flows.call(
                "UpdateStateMachine",
                AwsJson.object().put("stateMachineArn", flows.arn("flow")).put("definition", definition(3)));
        flows.call(
                "PublishStateMachineVersion",
                AwsJson.object().put("stateMachineArn", flows.arn("flow")).put("description", "by hand"));
        have(4, target -> target.setKeep(1));
        assertThat(flows.versions("flow")).containsExactly("4", "3", "2");
    }

    @Test
    void old_versions_go_beyond_those_that_are_kept() {
        for (int i = 1; i <= 4; i++) {
            have(i, target -> target.setKeep(1));
        }
        assertThat(flows.versions("flow")).containsExactly("4", "3");
    }
}
