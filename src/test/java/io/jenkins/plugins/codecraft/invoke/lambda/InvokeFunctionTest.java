package io.jenkins.plugins.codecraft.invoke.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import io.jenkins.plugins.codecraft.embedded.Faults;
import io.jenkins.plugins.codecraft.embedded.lambda.Lambda;
import io.jenkins.plugins.codecraft.invoke.TestBuild;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.State;

class InvokeFunctionTest {
    private static final String REGION = "us-east-1";
    private static EmbeddedAws aws;

    @TempDir
    Path workspace;

    private TestBuild build;

    @BeforeAll
    static void startAws(@TempDir Path folder) throws Exception {
        aws = EmbeddedAws.builder()
                .timeScale(1.0 / TestBuild.SPEED)
                .role("LambdaRole", "lambda.amazonaws.com")
                .start();
        try (TestBuild build = new TestBuild(aws, REGION, folder)) {
            create(build.session().lambda(), "python", """
                    def handler(event, context):
                        print('got', event)
                        if event.get('fail'):
                            raise ValueError('no sample')
                        return {'twice': event['x'] * 2}
                    """);
            create(build.session().lambda(), "synthetic", "");
        }
    }

    private static void create(LambdaClient client, String name, String source) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("app.py"));
            zip.write(source.getBytes(StandardCharsets.UTF_8));
        }
        client.createFunction(request -> request.functionName(name)
                .runtime("python3.12")
                .handler("app.handler")
                .timeout(30)
                .role("arn:aws:iam::123456789012:role/LambdaRole")
                .code(code -> code.zipFile(SdkBytes.fromByteArray(bytes.toByteArray()))));
        Awaitility.await()
                .until(() -> client.getFunctionConfiguration(request -> request.functionName(name))
                                .state()
                        == State.ACTIVE);
    }

    @AfterAll
    static void stopAws() {
        aws.close();
    }

    @BeforeEach
    void begin() {
        build = new TestBuild(aws, REGION, workspace);
    }

    @AfterEach
    void end() {
        build.close();
    }

    private Map<String, Object> invoke(String name, Consumer<LambdaFunction> change) {
        LambdaFunction target = new LambdaFunction(name);
        change.accept(target);
        return build.run(target.operation(TestBuild.origin()));
    }

    @Test
    void a_map_is_sent_as_json_and_the_answer_is_parsed() {
        Map<String, Object> result = invoke("python", target -> {
            target.setPayload(Map.of("x", 21));
            target.setExpect("$.twice = 42");
        });

        assertThat(result)
                .containsEntry("status", 200)
                .containsEntry("version", "$LATEST")
                .containsEntry("body", "{\"twice\": 42}")
                .containsEntry("json", Map.of("twice", 42))
                .containsKeys("startTime", "endTime", "millis");
        assertThat(build.console())
                .anyMatch(line -> line.startsWith("| START RequestId: "))
                .contains("| got {'x': 21}")
                .anyMatch(line -> line.startsWith("The function python (version $LATEST) answered in "));
    }

    @Test
    void an_error_of_the_function_fails_the_step_with_type_message_and_stack() {
        assertThatThrownBy(() -> invoke("python", target -> target.setPayload("{\"fail\": true}")))
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining(
                        "The function python (version $LATEST) ended with an error. ValueError: no sample")
                .hasMessageContaining("app.py\", line 4, in handler")
                .hasMessageContaining("Its log: https://");
        assertThat(build.console()).contains("| [ERROR] ValueError: no sample");
    }

    @Test
    void an_answer_that_is_not_expected_fails_the_step() {
        assertThatThrownBy(() -> invoke("python", target -> {
                    target.setPayload("{\"x\": 1}");
                    target.setExpect("$.twice = 3");
                }))
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("The function python answered, but not as expected");
    }

    @Test
    void a_file_is_sent_and_the_answer_written_to_one() throws Exception {
        Files.writeString(workspace.resolve("event.json"), "{\"x\": 4}");
        Map<String, Object> result = invoke("python", target -> {
            target.setPayloadFile("event.json");
            target.setOutputFile("out/answer.json");
        });

        assertThat(workspace.resolve("out/answer.json")).hasContent("{\"twice\": 8}");
        assertThat(result).containsEntry("outputFile", "out/answer.json").containsEntry("json", Map.of("twice", 8));
    }

    @Test
    void an_asynchronous_call_does_not_wait() {
        ConcurrentLinkedQueue<String> events = new ConcurrentLinkedQueue<>();
        aws.service(Lambda.class).synthetic("synthetic", call -> {
            events.add(call.text());
            return "null";
        });
        Map<String, Object> result = invoke("synthetic", target -> {
            target.setAsync(true);
            target.setPayload(List.of(1, 2));
        });

        assertThat(result).containsEntry("status", 202).doesNotContainKey("body");
        Awaitility.await().untilAsserted(() -> assertThat(events).containsExactly("[1,2]"));
    }

    @Test
    void a_function_whose_answer_is_lost_is_not_invoked_again() {
        int before = aws.journal().count("Invoke");
        Faults.Rule lost = aws.faults().on("lambda", "Invoke").resetAfter();
        assertThatThrownBy(() -> invoke("python", target -> target.setPayload("{\"x\": 1}")))
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("The answer to Invoke was lost")
                .hasMessageContaining("Look whether it has before you run the build again.");
        lost.remove();
        assertThat(aws.journal().count("Invoke") - before).isEqualTo(1);
    }

    @Test
    void an_abort_does_not_wait_for_the_function() {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        aws.service(Lambda.class).synthetic("synthetic", call -> {
            asked.countDown();
            try {
                released.await();
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
            return "null";
        });
        TestBuild.Under way = build.start(new LambdaFunction("synthetic").operation(TestBuild.origin()));
        try {
            Awaitility.await().until(() -> asked.getCount() == 0);
            way.run().stop(new IllegalStateException("aborted"));
            assertThatThrownBy(() -> way.end().orTimeout(20, TimeUnit.SECONDS).join())
                    .hasRootCauseMessage("aborted");
        } finally {
            released.countDown();
        }
    }

    @Test
    void what_keeps_a_function_from_running_is_waited_out() {
        Faults.Rule throttled = aws.faults().on("lambda", "Invoke").times(2).throttle();
        assertThat(invoke("python", target -> target.setPayload("{\"x\": 1}"))).containsEntry("status", 200);
        throttled.remove();
    }

    @Test
    void a_function_that_is_missing_is_named() {
        assertThatThrownBy(() -> invoke("nowhere", target -> target.setAlias("live")))
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("There is no function nowhere:live in region us-east-1.");
    }

    @Test
    void everything_wrong_is_said_in_one_message() {
        assertThatThrownBy(() -> invoke("no name", target -> {
                    target.setPayload("no json");
                    target.setPayloadFile("x");
                    target.setAsync(true);
                    target.setExpect("x");
                }))
                .hasMessageContaining("4 parameters are wrong; nothing was done in AWS.");
    }
}
