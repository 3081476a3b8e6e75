package io.jenkins.plugins.codecraft.deploy.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.codecraft.deploy.rollout.Linear;
import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import io.jenkins.plugins.codecraft.embedded.Faults;
import io.jenkins.plugins.codecraft.embedded.Journal;
import io.jenkins.plugins.codecraft.embedded.cloudwatch.Alarm;
import io.jenkins.plugins.codecraft.embedded.cloudwatch.CloudWatch;
import io.jenkins.plugins.codecraft.embedded.lambda.Lambda;
import io.jenkins.plugins.codecraft.invoke.TestBuild;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;

/** Deployments against the embedded AWS. */
@Timeout(60)
class DeployFunctionTest {
    private static final AtomicInteger REGIONS = new AtomicInteger();
    private static EmbeddedAws aws;

    @TempDir
    Path workspace;

    private final String region = "eu-test-" + REGIONS.incrementAndGet();
    private final String arn = "arn:aws:lambda:" + region + ":123456789012:function:features";
    private TestBuild build;
    private LambdaClient client;

    @BeforeAll
    static void startAws() {
        aws = EmbeddedAws.builder()
                .timeScale(1.0 / TestBuild.SPEED)
                .role("LambdaRole", "lambda.amazonaws.com")
                .start();
    }

    @AfterAll
    static void stopAws() {
        aws.close();
    }

    @BeforeEach
    void begin() throws IOException {
        code("lambda", "one");
        code("other", "two");
        aws.service(Lambda.class).synthetic("features", call -> "\"" + call.version() + "\"");
        build = new TestBuild(aws, region, workspace);
        client = build.session().lambda();
    }

    private void code(String folder, String content) throws IOException {
        Files.writeString(Files.createDirectories(workspace.resolve(folder)).resolve("app.py"), content);
    }

    @AfterEach
    void end() {
        build.close();
        aws.service(Lambda.class).failUpdates("features", "");
    }

    private static FunctionDeployments features() {
        return new FunctionDeployments();
    }

    private Map<String, Object> deploy(FunctionDeployments deployment) {
        return build.run(deployment.operation(TestBuild.origin()));
    }

    private GetAliasResponse live() {
        return client.getAlias(request -> request.functionName("features").name("live"));
    }

    private List<String> versions() {
        return client.listVersionsByFunction(request -> request.functionName("features")).versions().stream()
                .map(FunctionConfiguration::version)
                .toList();
    }

    private List<String> changes() {
        return aws
                .journal()
                .calls(call -> call.service().equals("lambda") && call.region().equals(region))
                .stream()
                .filter(Journal.Call::mutating)
                .map(Journal.Call::operation)
                .toList();
    }

    @Test
    void a_new_function_gets_a_version_and_an_alias() {
        Map<String, Object> result = deploy(features().with(target -> {
            target.setEnvironment(Map.of("MODE", "fast"));
            target.setTags(Map.of("team", "ml"));
        }));

        assertThat(result)
                .containsEntry("arn", arn)
                .containsEntry("changed", true)
                .containsEntry("version", "1")
                .containsEntry("previousVersion", "")
                .containsEntry("aliasArn", arn + ":live");
        assertThat(live().functionVersion()).isEqualTo("1");
        assertThat(changes()).containsExactly("CreateFunction", "PublishVersion", "CreateAlias");
        var function = client.getFunction(request -> request.functionName("features"));
        assertThat(function.tags())
                .containsEntry("team", "ml")
                .containsEntry("codecraft:id", "features")
                .containsEntry("codecraft:job", "team/iris");
        assertThat(function.configuration().environment().variables()).containsExactly(Map.entry("MODE", "fast"));
        assertThat(function.configuration().codeSha256()).isEqualTo(result.get("codeSha256"));
    }

    @Test
    void nothing_is_changed_where_nothing_differs() {
        deploy(features());
        int before = changes().size();

        assertThat(deploy(features())).containsEntry("changed", false).containsEntry("version", "1");
        assertThat(changes()).hasSize(before);
        assertThat(build.console()).contains("Nothing to do: function features is as it is wanted");
    }

    @Test
    void a_plan_tells_the_difference_in_words_and_changes_nothing() {
        deploy(features().with(target -> target.setEnvironment(Map.of("TOKEN", "secret-1", "OLD", "x"))));
        int before = changes().size();

        Map<String, Object> result = deploy(features().source("other").with(target -> {
            target.setPlan(true);
            target.setMemory(256);
            target.setEnvironment(Map.of("TOKEN", "secret-2"));
        }));

        assertThat(changes()).hasSize(before);
        assertThat(result).containsEntry("changed", false);
        assertThat(result.get("changes"))
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .contains("memory: 128 MB → 256 MB", "environment.TOKEN: set → another value")
                .contains("environment.OLD: none (was set)", "alias live: version 1 → the new version")
                .anyMatch(change -> change.startsWith("code: SHA-256 "));
        assertThat(String.join("\n", build.console()))
                .contains("This is a plan: nothing was changed")
                .doesNotContain("secret-");
    }

    @Test
    void a_plan_of_a_new_function_creates_nothing() {
        deploy(features().with(target -> target.setPlan(true)));

        assertThat(changes()).isEmpty();
        assertThat(build.console()).contains("Would change function features:", "  function: features (new)");
    }

    @Test
    void only_what_differs_is_changed() {
        deploy(features());
        int before = changes().size();
        deploy(features().with(target -> target.setTimeout("1m")));

        assertThat(changes().subList(before, changes().size()))
                .containsExactly("UpdateFunctionConfiguration", "PublishVersion", "UpdateAlias");
        assertThat(live().functionVersion()).isEqualTo("2");
    }

    @Test
    void a_canary_gets_its_share_first_and_then_all() {
        deploy(features());
        Map<String, Object> result = deploy(features().source("other").canary("5m"));

        assertThat(result).containsEntry("version", "2").containsEntry("previousVersion", "1");
        assertThat(result.get("rollback")).isEqualTo(Map.of("alias", "live", "version", "1"));
        assertThat(build.console())
                .containsSubsequence(
                        "10 % of the traffic of the alias live of function features goes to version 2, watched for 5 min",
                        "All traffic of the alias live of function features goes to version 2");
        assertThat(changes().subList(3, changes().size()))
                .containsExactly("UpdateFunctionCode", "PublishVersion", "UpdateAlias", "UpdateAlias");
        assertThat(live().functionVersion()).isEqualTo("2");
        assertThat(live().routingConfig()).isNull();
    }

    @Test
    void a_linear_rollout_goes_step_by_step() {
        deploy(features());
        Linear linear = new Linear(40);
        linear.setEvery("1m");
        deploy(features().source("other").rollout(linear));

        assertThat(build.console().stream()
                        .filter(line -> line.contains("traffic"))
                        .map(line -> line.split(" of")[0]))
                .containsSubsequence("40 %", "80 %", "All traffic");
    }

    @Test
    void a_check_that_fails_moves_no_traffic_and_fails_the_build() {
        deploy(features().checked("{}", "1"));

        assertThatThrownBy(() -> deploy(features().source("other").canary("5m").checked("{}", "1")))
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining(
                        "The check of version 2 of function features failed: the text '1' is not contained")
                .hasMessageContaining("The alias live of function features is at version 1, as before.");
        assertThat(changes()).doesNotContain("UpdateAlias");
        assertThat(live().functionVersion()).isEqualTo("1");
    }

    @Test
    void a_check_whose_answer_is_lost_is_not_made_again_and_has_failed() {
        deploy(features());
        Faults.Rule lost = aws.faults()
                .on(call -> call.operation().equals("Invoke") && call.region().equals(region))
                .resetAfter();

        assertThatThrownBy(() -> deploy(features().source("other").checked("{}", "1")))
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining(
                        "The check of version 2 of function features failed: The answer to Invoke was lost")
                .hasMessageContaining("The alias live of function features is at version 1, as before.");
        assertThat(lost.struck()).isEqualTo(1);
    }

    @Test
    void a_new_function_whose_check_fails_is_gone_again() {
        assertThatThrownBy(() -> deploy(features().checked("{}", "never")))
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("did not exist before and was deleted again");
        assertThat(client.listFunctions().functions()).isEmpty();
    }

    @Test
    void an_alarm_during_the_canary_takes_the_traffic_back() {
        CloudWatch alarms = aws.service(CloudWatch.class);
        alarms.alarm(region, "errors", Alarm.State.OK);
        deploy(features());
        aws.service(Lambda.class).synthetic("features", call -> {
            alarms.alarm(region, "errors", Alarm.State.ALARM);
            return "1";
        });

        assertThatThrownBy(() ->
                        deploy(features().source("other").canary("5m", "errors").checked("{}", "1")))
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("While traffic moved to version 2 of function features, the alarm errors was on")
                .hasMessageContaining("is at version 1, as before");
        assertThat(live().functionVersion()).isEqualTo("1");
        assertThat(live().routingConfig()).isNull();
    }

    @Test
    void an_abort_in_the_middle_of_a_canary_takes_the_traffic_back() throws Exception {
        deploy(features());
        var under = build.start(features()
                .source("other")
                .with(target -> {
                    Linear slow = new Linear(10);
                    slow.setEvery("1h");
                    target.setRollout(slow);
                })
                .operation(TestBuild.origin()));
        Awaitility.await().until(() -> live().routingConfig() != null);

        under.run().stop(new IllegalStateException("aborted"));

        assertThatThrownBy(() -> under.end().get(30, TimeUnit.SECONDS)).hasMessageContaining("aborted");
        assertThat(live().functionVersion()).isEqualTo("1");
        assertThat(live().routingConfig()).isNull();
    }

    @Test
    void what_codecraft_did_not_create_is_left_alone_unless_it_is_adopted() {
        deploy(features());
        client.untagResource(request -> request.resource(arn).tagKeys("codecraft:id"));

        assertThatThrownBy(() -> deploy(features().source("other")))
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("that CodeCraft did not create");
        assertThat(deploy(features().source("other").with(target -> target.setAdopt(true))))
                .containsEntry("version", "2");
        assertThat(client.listTags(request -> request.resource(arn)).tags()).containsEntry("codecraft:id", "features");
        assertThat(build.console()).contains("  owner: not CodeCraft → CodeCraft, as adopt says");
    }

    @Test
    void older_versions_beyond_those_kept_are_removed_but_none_in_use() throws IOException {
        deploy(features());
        client.createAlias(
                request -> request.functionName("features").name("pinned").functionVersion("1"));
        for (int i = 0; i < 4; i++) {
            code("lambda", "more " + i);
            deploy(features().keep(1));
        }

        assertThat(versions()).containsExactly("$LATEST", "1", "4", "5");
        assertThat(live().functionVersion()).isEqualTo("5");
    }

    @Test
    void the_new_version_has_its_provisioned_concurrency_before_its_traffic() {
        FunctionDeployments ready = features().with(target -> target.setProvisionedConcurrency(2));
        deploy(ready);
        deploy(ready.source("other"));

        assertThat(client.listProvisionedConcurrencyConfigs(request -> request.functionName("features"))
                        .provisionedConcurrencyConfigs())
                .singleElement()
                .satisfies(config -> assertThat(config.functionArn()).endsWith(":2"));
        assertThat(changes())
                .containsSubsequence(
                        "PublishVersion",
                        "PutProvisionedConcurrencyConfig",
                        "UpdateAlias",
                        "DeleteProvisionedConcurrencyConfig");
        assertThat(deploy(ready)).containsEntry("changed", false);
    }

    @Test
    void code_is_staged_where_there_is_a_bucket() {
        aws.objects().createBucket("stage");
        deploy(features().bucket("stage"));

        assertThat(aws.objects().list("stage", "codecraft/objects/"))
                .singleElement()
                .satisfies(object -> assertThat(object.key()).endsWith("/package.zip"));
        assertThat(live().functionVersion()).isEqualTo("1");
    }

    @Test
    void an_update_that_lambda_gives_up_fails_the_build() {
        deploy(features());
        aws.service(Lambda.class).failUpdates("features", "The subnet has no addresses left");

        assertThatThrownBy(() -> deploy(features().source("other")))
                .hasMessageContaining(
                        "Lambda could not update the code of function features: The subnet has no addresses left.");
        assertThat(live().functionVersion()).isEqualTo("1");
    }

    @Test
    void without_an_alias_a_version_is_published_all_the_same() {
        Map<String, Object> result = deploy(features().with(target -> target.setAlias("")));

        assertThat(result).containsEntry("version", "1").doesNotContainKey("alias");
        assertThat(changes()).containsExactly("CreateFunction", "PublishVersion");
    }

    @Test
    void everything_wrong_is_said_in_one_message() {
        assertThatThrownBy(() -> deploy(features().with(target -> {
                    target.setRole("admin");
                    target.setMemory(1);
                    target.setTimeout("1h");
                    target.setAlias("7");
                    target.setEnvironment(Map.of("AWS_REGION", "x"));
                    target.setSubnets(List.of("subnet-1"));
                })))
                .hasMessageContaining("6 parameters are wrong; nothing was done in AWS.")
                .hasMessageContaining("AWS_REGION'. Lambda sets this variable itself.");
        assertThat(aws.journal().calls())
                .noneMatch(
                        call -> call.region().equals(region) && call.service().equals("lambda"));
    }

    @Test
    void a_rollout_needs_an_alias() {
        assertThatThrownBy(() -> deploy(features().canary("5m").with(target -> target.setAlias(""))))
                .hasMessageContaining("alias is missing. A rollout needs an alias");
    }
}
