package io.jenkins.plugins.codecraft.deploy.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is said of wrong parameters and definitions, and what makes two configurations the same. */
class MachineRulesTest {

    private static String said(Consumer<MachineDeployments> change) {
        MachineDeployments deployment = new MachineDeployments();
        change.accept(deployment);
        Mistakes mistakes = new Mistakes("codecraftDeploy stepFunctions");
        MachineRules.check(deployment.settings(), mistakes);
        return String.join("\n", mistakes.all());
    }

    @Test
    void a_deployment_that_is_right_is_not_refused() {
        assertThat(said(deployment -> {})).isEmpty();
        assertThat(said(deployment -> deployment.canary("5m").checked("$.ok = true")))
                .isEmpty();
    }

    @Test
    void everything_wrong_is_said() {
        assertThat(said(deployment -> {
                    deployment.name = "a flow";
                    deployment.definition = "flow.txt";
                    deployment.role = "FlowRole";
                    deployment.type = "QUICK";
                    deployment.alias = "12";
                    deployment.logging = new LoggingSettings("SOME", "group", false);
                    deployment.kmsKey = "k!";
                }))
                .contains("name 'a flow'.", "definition 'flow.txt'.", "role 'FlowRole'.", "type 'QUICK'.")
                .contains("alias '12'.", "logging.level 'SOME'.", "logging.logGroupArn 'group'.", "kmsKey 'k!'.");
    }

    @Test
    void a_rollout_needs_an_alias() {
        assertThat(said(deployment -> deployment.canary("5m").alias = ""))
                .contains("rollout 'canary'. Without an alias there is no traffic to move");
    }

    @Test
    void a_key_is_named_so_that_it_can_be_compared_with_what_aws_tells() {
        String id = "1234abcd-12ab-34cd-56ef-1234567890ab";
        String arn = "arn:aws:kms:us-east-1:123456789012:key/" + id;
        assertThat(said(deployment -> deployment.kmsKey = id)).isEmpty();
        assertThat(said(deployment -> deployment.kmsKey = arn)).isEmpty();
        assertThat(said(deployment -> deployment.kmsKey = "alias/flows")).contains("not an alias of it");
        assertThat(said(deployment -> deployment.kmsKey = "arn:aws:kms:us-east-1:123456789012:alias/flows"))
                .contains("not an alias of it");
        assertThat(withKey(id).sameAs(withKey(arn))).isTrue();
        assertThat(withKey(id).sameAs(withKey(""))).isFalse();
    }

    private static MachineConfig withKey(String key) {
        return new MachineConfig("{}", "role", "STANDARD", LoggingSettings.off(), false, key);
    }

    private static MachineConfig config(String definition) {
        return new MachineConfig(definition, "role", "STANDARD", LoggingSettings.off(), false, "");
    }

    @Test
    void white_space_and_the_order_of_fields_make_no_difference_in_a_definition() {
        MachineConfig one = config("{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\", \"End\": true}}}");
        MachineConfig same = config("{\"States\":{\"A\":{\"End\":true,\"Type\":\"Pass\"}},\n \"StartAt\":\"A\"}");
        assertThat(one.sameAs(same)).isTrue();
        assertThat(one.sameAs(
                        config("{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\", \"End\": \"true\"}}}")))
                .isFalse();
    }

    @Test
    void a_log_group_is_the_same_with_and_without_its_streams() {
        MachineConfig one = new MachineConfig("{}", "r", "STANDARD", new LoggingSettings("ALL", "g", true), false, "");
        MachineConfig same =
                new MachineConfig("{}", "r", "STANDARD", new LoggingSettings("ALL", "g:*", true), false, "");
        assertThat(one.sameAs(same)).isTrue();
    }

    @Test
    void places_of_a_definition_have_lines_in_json_and_yaml() {
        DefinitionFile json = new DefinitionFile(
                "f.json", "{\n\"StartAt\": \"A\",\n\"States\": {\n\"A\": {\n\"Choices\": [\n{\"Next\":\n\"B\"}]}}}");
        assertThat(json.line("/States/A")).contains(4);
        assertThat(json.line("/States/A/Choices[0]/Next")).contains(6);
        assertThat(json.line("/States/A/Missing/Deeper")).contains(4);
        assertThat(json.line("")).isEmpty();
        DefinitionFile yaml =
                new DefinitionFile("f.yaml", "StartAt: A\nStates:\n  A:\n    Retry:\n    - x: 1\n    - y: 2\n");
        assertThat(yaml.line("/States/A/Retry[1]/y")).contains(6);
    }

    @Test
    void a_file_that_can_not_be_read_is_refused_with_its_line() {
        assertThatThrownBy(() -> new DefinitionFile("f.json", "{\n  \"a\": 1\n  \"b\": 2\n}").json())
                .isInstanceOf(OperationFailure.class)
                .hasMessageStartingWith("The file f.json line 3 is no JSON");
        assertThatThrownBy(() -> new DefinitionFile("f.json", "{\"a\": 1, \"a\": 2}").json())
                .hasMessageContaining("Duplicate field 'a'");
        assertThatThrownBy(() -> new DefinitionFile("f.yml", "a: [1\nb: 2\n").json())
                .hasMessageContaining("is no YAML");
        assertThatThrownBy(() -> new DefinitionFile("f.json", "[]").json()).hasMessageContaining("holds no definition");
    }

    @Test
    void an_alias_shares_with_the_version_that_had_most() {
        Routes before = new Routes(Map.of("m:1", 90, "m:2", 10));
        assertThat(before.sharing("m:3", 25)).isEqualTo(new Routes(Map.of("m:1", 75, "m:3", 25)));
        assertThat(before.sharing("m:3", 100)).isEqualTo(Routes.to("m:3"));
        assertThat(before.words()).isEqualTo("version 1 (90 %), version 2 (10 %)");
        assertThat(Routes.none().sharing("m:1", 10)).isEqualTo(Routes.to("m:1"));
    }
}
