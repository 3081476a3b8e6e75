package io.jenkins.plugins.codecraft.embedded.lambda;

import static io.jenkins.plugins.codecraft.embedded.lambda.LambdaLab.ROLE;
import static io.jenkins.plugins.codecraft.embedded.lambda.LambdaLab.code;
import static io.jenkins.plugins.codecraft.embedded.lambda.LambdaLab.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.ProvisionedConcurrencyStatusEnum;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** Functions, versions, aliases, permissions and concurrency, as Lambda documents them. */
class LambdaTest {
    private static LambdaLab lab;
    private static LambdaClient client;

    @BeforeAll
    static void start() {
        lab = new LambdaLab();
        client = lab.client;
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    /** Changes take long enough to be met while they are under way. */
    private static void slowly(Runnable action) {
        Duration minute = Duration.ofMinutes(1);
        lab.lambda().timings(new LambdaTimings(minute, minute, minute, minute));
        try {
            action.run();
        } finally {
            lab.lambda().timings(LambdaTimings.DEFAULT);
        }
    }

    private static GetFunctionConfigurationResponse configuration(String name) {
        return client.getFunctionConfiguration(request -> request.functionName(name));
    }

    @Test
    void a_new_function_is_pending_and_then_active() {
        slowly(() -> lab.create("new", request -> request.environment(env -> env.variables(Map.of("MODE", "fast")))));

        assertThat(configuration("new").state()).isEqualTo(State.PENDING);
        lab.awaitSettled("new");
        GetFunctionConfigurationResponse active = configuration("new");
        assertThat(active.lastUpdateStatus()).isEqualTo(LastUpdateStatus.SUCCESSFUL);
        assertThat(active.functionArn()).isEqualTo("arn:aws:lambda:us-east-1:123456789012:function:new");
        assertThat(active.timeout()).isEqualTo(3);
        assertThat(active.memorySize()).isEqualTo(128);
        assertThat(active.environment().variables()).containsEntry("MODE", "fast");
        assertThat(active.version()).isEqualTo("$LATEST");
    }

    @Test
    void what_is_wrong_is_refused_with_the_documented_code() {
        assertThat(code(() -> lab.create("wrong", request -> request.role("arn:aws:iam::123456789012:role/OtherRole"))))
                .isEqualTo("InvalidParameterValueException");
        assertThat(code(() -> lab.create("wrong", request -> request.memorySize(1))))
                .isEqualTo("ValidationException");
        assertThat(code(() -> lab.create(
                        "wrong",
                        request -> request.code(code -> code.s3Bucket("none").s3Key("x")))))
                .isEqualTo("InvalidParameterValueException");
        assertThat(code(() -> lab.create(
                        "wrong", request -> request.code(code -> code.zipFile(SdkBytes.fromUtf8String("no zip"))))))
                .isEqualTo("InvalidParameterValueException");
        assertThat(code(() -> configuration("wrong"))).isEqualTo("ResourceNotFoundException");
        lab.synthetic("taken");
        assertThat(code(() -> lab.create("taken", request -> {}))).isEqualTo("ResourceConflictException");
    }

    @Test
    void a_second_change_waits_until_the_first_is_done() {
        lab.synthetic("busy");
        slowly(() -> client.updateFunctionConfiguration(
                request -> request.functionName("busy").timeout(5)));

        assertThat(code(() -> client.updateFunctionCode(
                        request -> request.functionName("busy").zipFile(zip("app.py", "1")))))
                .isEqualTo("ResourceConflictException");
        assertThat(code(() -> client.publishVersion(request -> request.functionName("busy"))))
                .isEqualTo("ResourceConflictException");
        lab.awaitSettled("busy");
        assertThat(configuration("busy").timeout()).isEqualTo(5);
    }

    @Test
    void a_change_on_an_old_revision_is_refused() {
        lab.synthetic("revised");
        String old = configuration("revised").revisionId();
        client.updateFunctionConfiguration(
                request -> request.functionName("revised").timeout(5).revisionId(old));
        lab.awaitSettled("revised");

        assertThat(code(() -> client.updateFunctionConfiguration(
                        request -> request.functionName("revised").timeout(6).revisionId(old))))
                .isEqualTo("PreconditionFailedException");
    }

    @Test
    void an_update_can_fail_and_the_old_code_serves_on() {
        lab.synthetic("failing");
        String before = configuration("failing").codeSha256();
        lab.lambda().synthetic("failing", call -> "\"" + call.codeSha256() + "\"");
        lab.lambda().failUpdates("failing", "The subnet has no addresses left");
        client.updateFunctionCode(request -> request.functionName("failing").zipFile(zip("app.py", "2")));
        lab.awaitSettled("failing");

        assertThat(configuration("failing").lastUpdateStatus()).isEqualTo(LastUpdateStatus.FAILED);
        assertThat(configuration("failing").lastUpdateStatusReason()).isEqualTo("The subnet has no addresses left");
        assertThat(lab.invoke("failing", "{}").payload().asUtf8String()).isEqualTo("\"" + before + "\"");
    }

    @Test
    void a_dry_run_of_new_code_tells_its_hash_and_changes_nothing() {
        lab.synthetic("dry");
        String before = configuration("dry").codeSha256();
        String sha = client.updateFunctionCode(request ->
                        request.functionName("dry").zipFile(zip("app.py", "3")).dryRun(true))
                .codeSha256();

        assertThat(sha).isNotEqualTo(before);
        assertThat(configuration("dry").codeSha256()).isEqualTo(before);
    }

    @Test
    void the_same_content_is_published_once() {
        lab.synthetic("published");
        String first = client.publishVersion(request -> request.functionName("published"))
                .version();

        assertThat(first).isEqualTo("1");
        assertThat(client.publishVersion(request -> request.functionName("published"))
                        .version())
                .isEqualTo("1");
        assertThat(lab.publish("published", "changed")).isEqualTo("2");
        assertThat(client.listVersionsByFunction(request -> request.functionName("published"))
                        .versions())
                .extracting(version -> version.version())
                .containsExactly("$LATEST", "1", "2");
        assertThat(code(() -> client.publishVersion(
                        request -> request.functionName("published").codeSha256("else"))))
                .isEqualTo("InvalidParameterValueException");
    }

    @Test
    void a_weighted_alias_sends_some_to_another_version() {
        lab.synthetic("weighted");
        String one = lab.publish("weighted", "1");
        String two = lab.publish("weighted", "2");
        client.createAlias(request -> request.functionName("weighted")
                .name("live")
                .functionVersion(one)
                .routingConfig(routing -> routing.additionalVersionWeights(Map.of(two, 0.5))));

        Set<String> answers = new TreeSet<>();
        for (int i = 0; i < 30; i++) {
            answers.add(lab.invoke("weighted:live", "{}").executedVersion());
        }
        assertThat(answers).containsExactly(one, two);
        client.updateAlias(request -> request.functionName("weighted")
                .name("live")
                .functionVersion(two)
                .routingConfig(routing -> routing.additionalVersionWeights(Map.of())));
        assertThat(client.getAlias(request -> request.functionName("weighted").name("live"))
                        .routingConfig())
                .isNull();
    }

    @Test
    void versions_that_differ_in_role_or_dead_letter_queue_share_no_traffic() {
        lab.aws.iam().role("NextRole", "lambda.amazonaws.com");
        lab.synthetic("unlike");
        String one = lab.publish("unlike", "1");
        client.updateFunctionConfiguration(
                request -> request.functionName("unlike").role("arn:aws:iam::123456789012:role/NextRole"));
        lab.awaitSettled("unlike");
        String two = lab.publish("unlike", "2");
        client.updateFunctionConfiguration(request -> request.functionName("unlike")
                .deadLetterConfig(queue -> queue.targetArn("arn:aws:sqs:us-east-1:123456789012:dead")));
        lab.awaitSettled("unlike");
        String three = lab.publish("unlike", "3");

        assertThatThrownBy(() -> share(one, two))
                .hasMessageContaining("must be associated with the same execution role");
        assertThatThrownBy(() -> share(two, three)).hasMessageContaining("same dead letter queue");
    }

    private static void share(String one, String other) {
        client.createAlias(request -> request.functionName("unlike")
                .name("live")
                .functionVersion(one)
                .routingConfig(routing -> routing.additionalVersionWeights(Map.of(other, 0.5))));
    }

    @Test
    void no_more_is_provisioned_than_reserved() {
        lab.synthetic("narrow");
        String version = lab.publish("narrow", "1");
        client.putFunctionConcurrency(request -> request.functionName("narrow").reservedConcurrentExecutions(2));

        assertThat(code(() -> provision("narrow", version, 3))).isEqualTo("InvalidParameterValueException");
        provision("narrow", version, 2);
        assertThat(code(() -> client.putFunctionConcurrency(
                        request -> request.functionName("narrow").reservedConcurrentExecutions(1))))
                .isEqualTo("InvalidParameterValueException");
    }

    private static void provision(String name, String version, int executions) {
        client.putProvisionedConcurrencyConfig(
                request -> request.functionName(name).qualifier(version).provisionedConcurrentExecutions(executions));
    }

    @Test
    void an_alias_is_moved_by_its_revision_and_its_version_stays() {
        lab.synthetic("moved");
        String one = lab.publish("moved", "1");
        String revision = client.createAlias(
                        request -> request.functionName("moved").name("live").functionVersion(one))
                .revisionId();
        client.updateAlias(request ->
                request.functionName("moved").name("live").description("other").revisionId(revision));

        assertThat(code(() -> client.updateAlias(
                        request -> request.functionName("moved").name("live").revisionId(revision))))
                .isEqualTo("PreconditionFailedException");
        assertThat(code(() -> client.deleteFunction(
                        request -> request.functionName("moved").qualifier(one))))
                .isEqualTo("ResourceConflictException");
        assertThat(code(() -> client.createAlias(
                        request -> request.functionName("moved").name("next").functionVersion("9"))))
                .isEqualTo("ResourceNotFoundException");
        assertThat(code(() ->
                        client.getAlias(request -> request.functionName("moved").name("none"))))
                .isEqualTo("ResourceNotFoundException");
    }

    @Test
    void a_permission_is_a_statement_of_the_policy() {
        lab.synthetic("allowed");
        client.addPermission(request -> request.functionName("allowed")
                .statementId("bucket")
                .action("lambda:InvokeFunction")
                .principal("s3.amazonaws.com")
                .sourceArn("arn:aws:s3:::lab")
                .sourceAccount("123456789012"));

        Functions functions = lab.lambda();
        assertThat(functions.permits(
                        new Functions.Source("s3.amazonaws.com", "arn:aws:s3:::lab", "123456789012"),
                        "us-east-1",
                        "allowed"))
                .isTrue();
        assertThat(functions.permits(
                        new Functions.Source("s3.amazonaws.com", "arn:aws:s3:::other", "123456789012"),
                        "us-east-1",
                        "allowed"))
                .isFalse();
        assertThat(client.getPolicy(request -> request.functionName("allowed")).policy())
                .contains("\"Sid\":\"bucket\"", "\"AWS:SourceArn\":\"arn:aws:s3:::lab\"");
        client.removePermission(request -> request.functionName("allowed").statementId("bucket"));
        assertThat(code(() -> client.getPolicy(request -> request.functionName("allowed"))))
                .isEqualTo("ResourceNotFoundException");
    }

    @Test
    void reserved_concurrency_of_none_throttles() {
        lab.synthetic("throttled");
        client.putFunctionConcurrency(
                request -> request.functionName("throttled").reservedConcurrentExecutions(0));

        assertThatThrownBy(() -> lab.invoke("throttled", "{}"))
                .isInstanceOfSatisfying(TooManyRequestsException.class, refused -> assertThat(refused.reasonAsString())
                        .isEqualTo("ReservedFunctionConcurrentInvocationLimitExceeded"));
        assertThat(client.getFunctionConcurrency(request -> request.functionName("throttled"))
                        .reservedConcurrentExecutions())
                .isZero();
    }

    @Test
    void provisioned_concurrency_of_a_version_becomes_ready() {
        lab.synthetic("provisioned");
        String version = lab.publish("provisioned", "1");
        client.putProvisionedConcurrencyConfig(request ->
                request.functionName("provisioned").qualifier(version).provisionedConcurrentExecutions(2));

        await().until(() -> client.getProvisionedConcurrencyConfig(
                                request -> request.functionName("provisioned").qualifier(version))
                        .status()
                == ProvisionedConcurrencyStatusEnum.READY);
        client.deleteProvisionedConcurrencyConfig(
                request -> request.functionName("provisioned").qualifier(version));
        assertThat(code(() -> client.getProvisionedConcurrencyConfig(
                        request -> request.functionName("provisioned").qualifier(version))))
                .isEqualTo("ProvisionedConcurrencyConfigNotFoundException");
    }

    @Test
    void tags_come_and_go() {
        lab.create("tagged", request -> request.tags(Map.of("team", "ml")));
        String arn = configuration("tagged").functionArn();
        client.tagResource(request -> request.resource(arn).tags(Map.of("stage", "prod")));
        client.untagResource(request -> request.resource(arn).tagKeys("team"));

        assertThat(client.listTags(request -> request.resource(arn)).tags())
                .containsExactly(Map.entry("stage", "prod"));
    }

    @Test
    void code_comes_from_s3_as_well() {
        lab.aws.objects().createBucket(LambdaLab.BUCKET);
        lab.aws.objects().put(LambdaLab.BUCKET, "code.zip", zip("app.py", "").asByteArray());
        lab.create(
                "stored",
                request -> request.code(code -> code.s3Bucket(LambdaLab.BUCKET).s3Key("code.zip")));
        lab.create("direct", request -> request.role(ROLE));

        assertThat(configuration("stored").codeSha256())
                .isEqualTo(configuration("direct").codeSha256());
    }

    @Test
    void an_event_is_answered_at_once_and_handled_later() {
        StringBuffer handled = new StringBuffer();
        lab.synthetic("later");
        lab.lambda().synthetic("later", call -> {
            handled.append(call.text());
            return "null";
        });
        assertThat(client.invoke(request -> request.functionName("later")
                                .invocationType(InvocationType.EVENT)
                                .payload(SdkBytes.fromUtf8String("[1]")))
                        .statusCode())
                .isEqualTo(202);

        await().untilAsserted(() -> assertThat(handled).hasToString("[1]"));
        assertThat(client.invoke(request -> request.functionName("later").invocationType(InvocationType.DRY_RUN))
                        .statusCode())
                .isEqualTo(204);
        assertThat(code(() -> lab.invoke("later", "{"))).isEqualTo("InvalidRequestContentException");
    }
}
