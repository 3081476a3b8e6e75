package io.jenkins.plugins.codecraft.deploy.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.codecraft.embedded.events.EventBus;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.lambda.model.Architecture;
import software.amazon.awssdk.services.lambda.model.Layer;
import software.amazon.awssdk.services.lambda.model.PackageType;

/** Functions of all kinds, and what becomes of what they were before. */
@Timeout(60)
class FunctionKindsTest extends DeployedFunctions {
    private static final String ECR = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/features:";

    @Test
    void an_image_is_deployed_and_a_new_name_of_it_is_another_version() {
        deploy(features().image("1"));
        Map<String, Object> result = deploy(features().image("2").canary("5m").checked("{}", "2"));

        assertThat(function().configuration().packageType()).isEqualTo(PackageType.IMAGE);
        assertThat(function().code().imageUri()).isEqualTo(ECR + "2");
        assertThat(alias("live").functionVersion()).isEqualTo("2");
        assertThat(result.get("changes"))
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .contains("code: " + ECR + "1 → " + ECR + "2", "alias live: version 1 → the new version");
        assertThat(deploy(features().image("2")))
                .containsEntry("changed", false)
                .containsEntry("version", "2");
    }

    @Test
    void an_image_does_not_replace_an_archive() {
        deploy(features());

        assertThatThrownBy(() -> deploy(features().image("1"))).hasMessageContaining("is made of an archive");
    }

    @Test
    void layers_come_and_go() {
        String layer = "arn:aws:lambda:eu-central-1:123456789012:layer:numpy:3";
        deploy(features().with(target -> target.setLayers(List.of(layer))));
        assertThat(function().configuration().layers()).extracting(Layer::arn).containsExactly(layer);

        assertThat(deploy(features()).get("changes").toString()).contains("layers: none (was " + layer + ")");
        assertThat(function().configuration().layers()).isEmpty();
        assertThat(alias("live").functionVersion()).isEqualTo("2");
    }

    @Test
    void a_function_joins_a_vpc_and_leaves_it() {
        FunctionDeployments inside = features().with(target -> {
            target.setSubnets(List.of("subnet-2", "subnet-1"));
            target.setSecurityGroups(List.of("sg-1"));
        });
        deploy(inside);
        assertThat(function().configuration().vpcConfig().subnetIds())
                .containsExactlyInAnyOrder("subnet-1", "subnet-2");
        assertThat(deploy(inside)).containsEntry("changed", false);

        deploy(features());
        assertThat(function().configuration().vpcConfig().subnetIds()).isEmpty();
        assertThat(deploy(features())).containsEntry("changed", false);
    }

    @Test
    void another_architecture_is_another_version_of_the_same_code() {
        deploy(features());
        FunctionDeployments arm = features().with(target -> target.setArchitecture("arm64"));

        assertThat(deploy(arm).get("changes").toString()).contains("architecture: x86_64 → arm64");
        assertThat(client.getFunctionConfiguration(
                                request -> request.functionName("features").qualifier("live"))
                        .architectures())
                .containsExactly(Architecture.ARM64);
        assertThat(deploy(arm)).containsEntry("changed", false);
    }

    @Test
    void reserved_concurrency_stays_when_it_is_left_out() {
        deploy(features().with(target -> target.setReservedConcurrency(5)));
        assertThat(reserved()).isEqualTo(5);

        assertThat(deploy(features())).containsEntry("changed", false);
        assertThat(reserved()).isEqualTo(5);
    }

    @Test
    void provisioned_concurrency_goes_when_it_is_left_out() {
        deploy(features().with(target -> target.setProvisionedConcurrency(2)));

        assertThat(deploy(features()).get("changes")).isEqualTo(List.of("provisionedConcurrency: none (was 2)"));
        assertThat(provisioned()).isEmpty();
        assertThat(deploy(features())).containsEntry("changed", false);
    }

    @Test
    void credentials_that_may_not_see_provisioned_concurrency_deploy_without() {
        deploy(features());
        aws.faults()
                .on(calls("GetProvisionedConcurrencyConfig"))
                .refuse("AccessDeniedException", 403, "not authorized");

        assertThat(deploy(features())).containsEntry("changed", false);
    }

    @Test
    void provisioned_concurrency_that_is_left_out_with_other_changes_is_freed_after_the_traffic_has_moved() {
        deploy(features().with(target -> target.setProvisionedConcurrency(2)));
        deploy(features().source("other"));

        assertThat(provisioned()).isEmpty();
        assertThat(changes()).containsSubsequence("UpdateAlias", "DeleteProvisionedConcurrencyConfig");
    }

    @Test
    void a_version_with_another_role_gets_all_traffic_at_once_as_lambda_shares_none() {
        deploy(features());
        deploy(features().canary("5m").with(target -> target.setRole("arn:aws:iam::123456789012:role/OtherRole")));

        assertThat(alias("live").functionVersion()).isEqualTo("2");
        assertThat(build.console())
                .contains("Lambda shares no traffic between versions with different roles"
                        + " (arn:aws:iam::123456789012:role/LambdaRole and arn:aws:iam::123456789012:role/OtherRole);"
                        + " all of it moves at once")
                .contains("All traffic of the alias live of function features goes to version 2, watched for 5 min");
    }

    @Test
    void an_alias_of_what_the_function_is_gets_a_version() {
        deploy(features().with(target -> target.setAlias("")));
        client.createAlias(
                request -> request.functionName("features").name("live").functionVersion("$LATEST"));

        Map<String, Object> result = deploy(features().canary("5m"));
        assertThat(result).containsEntry("changed", true).containsEntry("version", "1");
        assertThat(alias("live").functionVersion()).isEqualTo("1");
        assertThat(build.console()).contains("Lambda shares no traffic with $LATEST; all of it moves at once");
    }

    @Test
    void without_an_alias_what_was_not_published_yet_is_published_by_the_next_deployment() {
        FunctionDeployments bare = features().with(target -> target.setAlias(""));
        deploy(bare);
        aws.faults().on(calls("PublishVersion")).times(1).refuse("AccessDeniedException", 403, "not authorized");
        assertThatThrownBy(() -> deploy(bare.source("other"))).hasMessageContaining("Lambda refused to publish");

        Map<String, Object> result = deploy(bare.source("other"));
        assertThat(result)
                .containsEntry("changed", true)
                .containsEntry("version", "2")
                .containsEntry("previousVersion", "1")
                .containsEntry("rollback", Map.of());
        assertThat(deploy(bare.source("other"))).containsEntry("changed", false).containsEntry("version", "2");
    }

    @Test
    void what_a_rollback_would_restore_is_always_a_map() {
        assertThat(deploy(features())).containsEntry("rollback", Map.of("delete", "features"));
        assertThat(deploy(features())).containsEntry("rollback", Map.of());
        assertThat(deploy(features().source("other")))
                .containsEntry("rollback", Map.of("alias", "live", "version", "1"));
    }

    @Test
    void the_version_that_served_before_is_kept_and_those_whose_check_failed_are_not() throws IOException {
        deploy(features());
        for (int i = 0; i < 3; i++) {
            code("lambda", "bad " + i);
            assertThatThrownBy(() -> deploy(features().checked("{}", "never"))).hasMessageContaining("The check of");
        }
        code("lambda", "good");
        Map<String, Object> result = deploy(features().keep(3));

        assertThat(result).containsEntry("rollback", Map.of("alias", "live", "version", "1"));
        assertThat(versions()).containsExactly("$LATEST", "1", "5");
    }

    private EventBridgeClient events() {
        return build.session().eventBridge();
    }

    private static FunctionDeployments hourly(String alias) {
        return features().with(target -> {
            target.setAlias(alias);
            target.setTriggers(List.of(new OnSchedule("rate(1 hour)")));
        });
    }

    private List<String> targets() {
        return events().listRules(request -> {}).rules().stream()
                .map(Rule::name)
                .flatMap(rule -> events().listTargetsByRule(request -> request.rule(rule)).targets().stream())
                .map(Target::arn)
                .toList();
    }

    @Test
    void a_trigger_leaves_the_alias_that_the_function_was_deployed_with_before() {
        deploy(hourly("live"));
        deploy(hourly("prod"));
        assertThat(targets()).containsExactly(arn + ":prod");
        assertThatThrownBy(() -> client.getPolicy(
                        request -> request.functionName("features").qualifier("live")))
                .hasMessageContaining("does not exist");

        deploy(hourly(""));
        assertThat(targets()).containsExactly(arn);
        assertThat(deploy(hourly(""))).containsEntry("changed", false);
    }

    @Test
    void another_alias_keeps_what_only_it_is_triggered_by() {
        deploy(hourly("live"));
        deploy(features().with(target -> target.setAlias("next")));

        assertThat(targets()).containsExactly(arn + ":live");
    }

    @Test
    void a_target_that_eventbridge_does_not_take_now_is_put_again() {
        aws.service(EventBus.class)
                .failEntries(region, 2, "ConcurrentModificationException", "too many requests at once");
        deploy(hourly("live"));

        assertThat(targets()).containsExactly(arn + ":live");
    }

    @Test
    void a_target_that_eventbridge_does_not_take_fails_the_build_with_its_reason() {
        aws.service(EventBus.class).failEntries(region, 1, "LimitExceededException", "too many targets");
        assertThatThrownBy(() -> deploy(hourly("live")))
                .hasMessageContaining("EventBridge did not let rule codecraft-features-")
                .hasMessageContaining("LimitExceededException: too many targets");

        deploy(hourly("live"));
        aws.service(EventBus.class).failEntries(region, 1, "ManagedRuleException", "it is somebody's");
        assertThatThrownBy(() -> deploy(features()))
                .hasMessageContaining("EventBridge did not remove the target of rule codecraft-features-")
                .hasMessageContaining("ManagedRuleException: it is somebody's");
    }
}
