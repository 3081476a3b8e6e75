package io.jenkins.plugins.codecraft.deploy.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import io.jenkins.plugins.codecraft.embedded.events.EventBus;
import io.jenkins.plugins.codecraft.embedded.lambda.Lambda;
import io.jenkins.plugins.codecraft.invoke.TestBuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.LambdaFunctionConfiguration;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;

/** Functions that are invoked by buckets, schedules and events. */
@Timeout(60)
class DeployTriggersTest {
    private static final AtomicInteger REGIONS = new AtomicInteger();
    private static EmbeddedAws aws;

    @TempDir
    Path workspace;

    private final String region = "eu-test-" + REGIONS.incrementAndGet();
    private final String bucket = "inbox-" + region;
    private final String arn = "arn:aws:lambda:" + region + ":123456789012:function:features";
    private final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
    private TestBuild build;

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
        Files.writeString(Files.createDirectories(workspace.resolve("lambda")).resolve("app.py"), "one");
        aws.service(Lambda.class).synthetic("features", call -> {
            calls.add(call.text());
            return "null";
        });
        aws.objects().createBucket(bucket);
        build = new TestBuild(aws, region, workspace);
    }

    @AfterEach
    void end() {
        build.close();
    }

    private Map<String, Object> deploy(Trigger... triggers) {
        return build.run(new FunctionDeployments()
                .with(target -> target.setTriggers(List.of(triggers)))
                .operation(TestBuild.origin()));
    }

    private OnS3 objects(String prefix) {
        OnS3 trigger = new OnS3(bucket);
        trigger.setPrefix(prefix);
        return trigger;
    }

    private List<LambdaFunctionConfiguration> notifications() {
        return build.session()
                .s3()
                .getBucketNotificationConfiguration(request -> request.bucket(bucket))
                .lambdaFunctionConfigurations();
    }

    private List<Rule> rules() {
        return build.session().eventBridge().listRules(request -> {}).rules();
    }

    private String policy() {
        return build.session()
                .lambda()
                .getPolicy(request -> request.functionName("features").qualifier("live"))
                .policy();
    }

    private long changes() {
        return aws.journal()
                .calls(call -> call.mutating() && call.region().equals(region))
                .size();
    }

    @Test
    void an_object_invokes_the_alias_and_other_notifications_stay() {
        build.session().s3().putBucketNotificationConfiguration(request -> request.bucket(bucket)
                .notificationConfiguration(all -> all.queueConfigurations(QueueConfiguration.builder()
                        .id("theirs")
                        .queueArn("arn:aws:sqs:us-east-1:123456789012:queue")
                        .events(Event.S3_OBJECT_REMOVED)
                        .build())));
        deploy(objects("in/"));

        assertThat(notifications()).singleElement().satisfies(one -> assertThat(one.lambdaFunctionArn())
                .isEqualTo(arn + ":live"));
        assertThat(build.session()
                        .s3()
                        .getBucketNotificationConfiguration(request -> request.bucket(bucket))
                        .queueConfigurations())
                .extracting(QueueConfiguration::id)
                .containsExactly("theirs");
        assertThat(policy())
                .contains(
                        "\"AWS:SourceArn\":\"arn:aws:s3:::" + bucket + "\"", "\"AWS:SourceAccount\":\"123456789012\"");
        build.session().s3().putObject(request -> request.bucket(bucket).key("in/a.csv"), RequestBody.fromString("x"));
        Awaitility.await().untilAsserted(() -> assertThat(calls).anyMatch(call -> call.contains("in/a.csv")));
    }

    @Test
    void the_permission_that_an_api_has_to_invoke_the_function_is_no_trigger_and_stays() {
        deploy();
        build.session().lambda().addPermission(request -> request.functionName("features")
                .qualifier("live")
                .statementId("codecraft-apigateway-a1b2c3d4e5")
                .action("lambda:InvokeFunction")
                .principal("apigateway.amazonaws.com")
                .sourceArn("arn:aws:execute-api:" + region + ":123456789012:a1b2c3d4e5/*"));

        assertThat(deploy()).containsEntry("changed", false);
        deploy(objects("in/"));
        deploy();

        assertThat(policy()).contains("codecraft-apigateway-a1b2c3d4e5").doesNotContain("s3.amazonaws.com");
    }

    @Test
    void schedules_and_events_are_rules_that_invoke_the_alias() {
        deploy(
                new OnSchedule("rate(1 hour)"),
                new OnEvent(Map.of("source", List.of("aws.sagemaker"), "detail-type", List.of("trained"))));

        assertThat(rules()).hasSize(2).allSatisfy(rule -> assertThat(rule.name())
                .matches("codecraft-features-[0-9a-f]{12}"));
        String scheduled = rules().stream()
                .filter(rule -> rule.scheduleExpression() != null)
                .findFirst()
                .orElseThrow()
                .name();
        assertThat(policy()).contains("rule/" + scheduled);
        EventBus bus = aws.service(EventBus.class);
        bus.fire(region, scheduled);
        Awaitility.await().untilAsserted(() -> assertThat(calls).anyMatch(call -> call.contains("Scheduled Event")));
        bus.put(region, "aws.sagemaker", "trained", AwsJson.object(), List.of());
        Awaitility.await().untilAsserted(() -> assertThat(calls).anyMatch(call -> call.contains("aws.sagemaker")));
    }

    @Test
    void triggers_that_are_set_are_not_set_again() {
        deploy(objects("in/"), new OnSchedule("rate(1 hour)"));
        long before = changes();

        assertThat(deploy(objects("in/"), new OnSchedule("rate(1 hour)"))).containsEntry("changed", false);
        assertThat(changes()).isEqualTo(before);
    }

    @Test
    void triggers_that_are_not_wanted_any_more_are_removed() {
        deploy(objects("in/"), new OnSchedule("rate(1 hour)"));
        Map<String, Object> result = deploy(objects("other/"));

        assertThat(result.get("changes").toString())
                .contains("trigger: objects s3://" + bucket + "/other/* (s3:ObjectCreated:*) (new)")
                .contains("trigger: none (was arn:aws:events:" + region + ":123456789012:rule/codecraft-features-");
        assertThat(rules()).isEmpty();
        assertThat(notifications()).singleElement().satisfies(one -> assertThat(
                        one.filter().key().filterRules().get(0).value())
                .isEqualTo("other/"));
        deploy();
        assertThat(notifications()).isEmpty();
        assertThatThrownBy(this::policy).hasMessageContaining("does not exist");
    }

    @Test
    void a_trigger_that_was_removed_by_hand_comes_back() {
        deploy(new OnSchedule("rate(1 hour)"));
        build.session()
                .eventBridge()
                .disableRule(request -> request.name(rules().get(0).name()));

        assertThat(deploy(new OnSchedule("rate(1 hour)"))).containsEntry("changed", true);
        assertThat(rules()).singleElement().satisfies(rule -> assertThat(rule.stateAsString())
                .isEqualTo("ENABLED"));
    }

    @Test
    void wrong_triggers_are_said_before_anything_is_done() {
        assertThatThrownBy(() -> deploy(new OnS3("No"), new OnSchedule("rate(1 hours)"), new OnEvent("no json")))
                .hasMessageContaining("3 parameters are wrong")
                .hasMessageContaining("triggers[0].bucket 'No'")
                .hasMessageContaining("triggers[1].schedule 'rate(1 hours)'")
                .hasMessageContaining("triggers[2].pattern 'no json'");
    }
}
