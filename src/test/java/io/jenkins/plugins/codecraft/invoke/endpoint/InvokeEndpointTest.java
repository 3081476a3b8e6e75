package io.jenkins.plugins.codecraft.invoke.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import io.jenkins.plugins.codecraft.embedded.Faults;
import io.jenkins.plugins.codecraft.embedded.sagemaker.Answer;
import io.jenkins.plugins.codecraft.embedded.sagemaker.Invocation;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SageMaker;
import io.jenkins.plugins.codecraft.invoke.ShyAgent;
import io.jenkins.plugins.codecraft.invoke.TestBuild;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.AsyncInferenceConfig;
import software.amazon.awssdk.services.sagemaker.model.EndpointStatus;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariant;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariantInstanceType;

/** Calls of endpoints that answer in real time, as a stream, and asynchronously. */
class InvokeEndpointTest {
    private static final String IMAGE = "123456789012.dkr.ecr.us-east-1.amazonaws.com/answering:1";
    private static final String ROLE = "arn:aws:iam::123456789012:role/SageMakerRole";

    private static EmbeddedAws aws;

    @TempDir
    Path workspace;

    private TestBuild build;

    @BeforeAll
    static void start() {
        aws = EmbeddedAws.builder()
                .timeScale(1.0 / TestBuild.SPEED)
                .role("SageMakerRole", "sagemaker.amazonaws.com")
                .start();
        aws.service(SageMaker.class).images().serving(IMAGE, InvokeEndpointTest::answer);
        aws.objects().createBucket("answers");
        aws.objects().put("answers", "in/sample.csv", "5.1,3.5".getBytes(StandardCharsets.UTF_8));
        Path nowhere = Path.of(".");
        try (TestBuild setup = new TestBuild(aws, "us-east-1", nowhere)) {
            SageMakerClient client = setup.session().sageMaker();
            client.createModel(model ->
                    model.modelName("m").executionRoleArn(ROLE).primaryContainer(container -> container.image(IMAGE)));
            endpoint(client, "iris", null, "blue", "green");
            endpoint(
                    client,
                    "iris-queue",
                    AsyncInferenceConfig.builder()
                            .outputConfig(output ->
                                    output.s3OutputPath("s3://answers/out").s3FailurePath("s3://answers/failed"))
                            .build(),
                    "AllTraffic");
        }
    }

    private static void endpoint(SageMakerClient client, String name, AsyncInferenceConfig queue, String... variants) {
        client.createEndpointConfig(config -> config.endpointConfigName(name)
                .asyncInferenceConfig(queue)
                .productionVariants(Stream.of(variants)
                        .map(variant -> ProductionVariant.builder()
                                .variantName(variant)
                                .modelName("m")
                                .instanceType(ProductionVariantInstanceType.ML_M5_LARGE)
                                .initialInstanceCount(1)
                                .build())
                        .toList()));
        client.createEndpoint(endpoint -> endpoint.endpointName(name).endpointConfigName(name));
        Awaitility.await()
                .until(() ->
                        client.describeEndpoint(one -> one.endpointName(name)).endpointStatus()
                                == EndpointStatus.IN_SERVICE);
    }

    private static Answer answer(Invocation asked) {
        String text = new String(asked.body(), StandardCharsets.UTF_8);
        if (text.equals("bad")) {
            return Answer.error(400, "four numbers are wanted");
        }
        if (text.equals("break")) {
            return Answer.ok("text/plain", "this far and ModelStreamError:MODEL_TIMED_OUT");
        }
        return Answer.ok(
                "application/json",
                "{\"predictions\": [\"setosa\"], \"of\": \"" + text + "\", \"variant\": \"" + asked.variant() + "\"}");
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    @BeforeEach
    void begin() {
        aws.journal().clear();
        build = new TestBuild(aws, "us-east-1", workspace);
    }

    @AfterEach
    void end() {
        build.close();
    }

    private Map<String, Object> run(Invocations call) {
        return build.run(call.operation(TestBuild.origin()));
    }

    private static Invocations queued() {
        Invocations call = new Invocations().mode("asynchronous").in("answers");
        call.name = "iris-queue";
        return call;
    }

    @Test
    void an_answer_has_status_body_json_headers_and_times() {
        Map<String, Object> answer = run(new Invocations().payload("1,2"));
        assertThat(answer)
                .containsEntry("name", "iris")
                .containsEntry("status", 200)
                .containsEntry("contentType", "application/json")
                .containsKeys("headers", "startTime", "endTime", "millis", "variant");
        assertThat(answer.get("body")).asString().contains("\"of\": \"1,2\"");
        assertThat(answer).extracting("json.predictions").isEqualTo(List.of("setosa"));
    }

    @Test
    void a_variant_can_be_asked_by_its_name() {
        for (String variant : List.of("green", "green", "blue")) {
            assertThat(run(new Invocations().variant(variant)))
                    .containsEntry("variant", variant)
                    .extracting("json.variant")
                    .isEqualTo(variant);
        }
    }

    @Test
    void an_answer_that_is_not_what_was_expected_fails_the_step() {
        assertThat(run(new Invocations().expecting("$.predictions[0] = setosa")))
                .containsEntry("status", 200);
        assertThatThrownBy(() -> run(new Invocations().expecting("virginica")))
                .isInstanceOf(OperationFailure.class)
                .hasMessageStartingWith("Endpoint iris answered, but not as expected: the text 'virginica'");
    }

    @Test
    void an_answer_is_not_asked_for_again_because_the_agent_is_away() throws IOException {
        ShyAgent agent = new ShyAgent(build.agent(), 2);
        build.agent(agent);
        run(new Invocations().outputFile("out/answer.json"));
        assertThat(agent.writes()).isEqualTo(3);
        assertThat(aws.journal().count("InvokeEndpoint")).isEqualTo(1);
        assertThat(Files.readString(workspace.resolve("out/answer.json"))).contains("setosa");
    }

    @Test
    void a_model_whose_answer_is_lost_is_not_asked_again() {
        Map<String, String> calls = Map.of("realTime", "InvokeEndpoint", "stream", "InvokeEndpointWithResponseStream");
        calls.forEach((mode, call) -> {
            Faults.Rule lost = aws.faults().on("sagemaker", call).resetAfter();
            assertThatThrownBy(() -> run(new Invocations().mode(mode)))
                    .isInstanceOf(OperationFailure.class)
                    .hasMessageContaining("The answer to " + call + " was lost");
            assertThat(aws.journal().count(call)).isEqualTo(1);
            lost.remove();
        });
    }

    @Test
    void a_model_that_can_not_be_asked_now_is_asked_later() {
        Faults.Rule busy =
                aws.faults().on("sagemaker", "InvokeEndpoint").times(2).serverError(503);
        assertThat(run(new Invocations())).containsEntry("status", 200);
        busy.remove();
    }

    @Test
    void a_long_answer_that_is_in_a_file_is_not_kept_in_the_build_too() {
        assertThat(run(new Invocations().payload("x".repeat(100_000)).outputFile("long.json")))
                .containsEntry("outputFile", "long.json")
                .doesNotContainKeys("body", "json");
        assertThat(workspace.resolve("long.json")).exists();
    }

    @Test
    void a_stream_is_gathered_to_one_answer() {
        Map<String, Object> answer = run(new Invocations().mode("stream").variant("blue"));
        assertThat(answer).containsEntry("contentType", "application/json").containsEntry("variant", "blue");
        assertThat(answer).extracting("json.predictions").isEqualTo(List.of("setosa"));
        assertThat(aws.journal().count("InvokeEndpointWithResponseStream")).isEqualTo(1);
    }

    @Test
    void a_stream_that_the_model_breaks_off_fails_the_step() {
        assertThatThrownBy(() -> run(new Invocations().mode("stream").payload("break")))
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("The model of endpoint iris broke its answer off (MODEL_TIMED_OUT)");
    }

    @Test
    void an_error_of_the_model_is_told_with_its_own_words() {
        for (String mode : List.of("realTime", "stream")) {
            assertThatThrownBy(() -> run(new Invocations().mode(mode).payload("bad")))
                    .isInstanceOf(OperationFailure.class)
                    .hasMessageStartingWith(
                            "The model of endpoint iris answered with status 400: four numbers are wanted\nIts log: ");
        }
    }

    @Test
    void an_asynchronous_endpoint_answers_by_s3() {
        Map<String, Object> answer = run(queued().payload("3,4").expecting("setosa"));
        assertThat(answer).extracting("json.of").isEqualTo("3,4");
        assertThat(answer.get("outputLocation")).asString().startsWith("s3://answers/out/");
        assertThat(answer)
                .containsEntry("inferenceId", "codecraft-" + TestBuild.origin().id());
        assertThat(build.console()).anyMatch(line -> line.contains("looking about every"));
    }

    @Test
    void a_file_goes_to_an_asynchronous_endpoint_and_its_answer_into_a_file() throws IOException {
        Files.writeString(workspace.resolve("sample.csv"), "7,8");
        Map<String, Object> answer = run(queued().payloadFile("sample.csv").outputFile("answers/one.json"));
        assertThat(answer).containsEntry("outputFile", "answers/one.json");
        assertThat(Files.readString(workspace.resolve("answers/one.json"))).contains("\"of\": \"7,8\"");
    }

    @Test
    void what_is_in_s3_is_not_staged_again() {
        assertThat(run(queued().inputLocation("s3://answers/in/sample.csv")))
                .extracting("json.of")
                .isEqualTo("5.1,3.5");
        assertThat(aws.journal().count("PutObject")).isZero();
    }

    @Test
    void a_failure_of_an_asynchronous_endpoint_is_read_from_its_place() {
        assertThatThrownBy(() -> run(queued().payload("bad")))
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("of endpoint iris-queue failed: Received error (400)")
                .hasMessageContaining("four numbers are wanted");
    }

    @Test
    void a_request_that_is_never_answered_is_given_up_after_its_time() {
        AwaitAnswer late = new AwaitAnswer(
                queued().call(),
                "id-1",
                "s3://answers/out/never.out",
                "",
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2026-01-01T06:20:00Z"));
        assertThatThrownBy(() -> build.run(late))
                .isInstanceOf(OperationFailure.class)
                .hasMessageStartingWith("There is no answer to request id-1 of endpoint iris-queue after ");
    }

    @Test
    void an_aborted_request_is_left_in_the_queue_and_the_console_says_where_its_answer_will_be() {
        AwaitAnswer waiting = new AwaitAnswer(
                queued().call(),
                "id-2",
                "s3://answers/out/never.out",
                "",
                Instant.now(),
                Instant.now().plusSeconds(3600));
        TestBuild.Under way = build.start(waiting);
        way.run().stop(new IllegalStateException("aborted"));
        assertThatThrownBy(() -> way.end().join()).hasRootCauseMessage("aborted");
        assertThat(build.console())
                .anyMatch(line -> line.startsWith("Left in the queue, as SageMaker takes none back: request id-2"));
    }

    @Test
    void an_endpoint_of_another_kind_is_told_by_its_mode() {
        assertThatThrownBy(() -> run(new Invocations().mode("asynchronous").in("answers")))
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("is not an asynchronous inference endpoint")
                .hasMessageEndingWith("and that it answers in this mode: asynchronous.");
    }
}
