package io.jenkins.plugins.codecraft.embedded.sagemaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;
import software.amazon.awssdk.services.sagemaker.model.EndpointStatus;
import software.amazon.awssdk.services.sagemaker.model.EndpointSummary;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariant;
import software.amazon.awssdk.services.sagemaker.model.ResourceLimitExceededException;
import software.amazon.awssdk.services.sagemaker.model.Tag;
import software.amazon.awssdk.services.sagemakerruntime.model.InvokeEndpointResponse;
import software.amazon.awssdk.services.sagemakerruntime.model.ModelErrorException;
import software.amazon.awssdk.services.sagemakerruntime.model.SageMakerRuntimeException;

/** Models, endpoint configurations and endpoints, with and without processes. */
class EndpointTest {
    private static SageMakerLab aws;
    private SageMakerLab lab;

    @BeforeAll
    static void start() {
        aws = new SageMakerLab(1.0 / 6000).withBucket();
    }

    @AfterAll
    static void end() {
        aws.close();
    }

    @BeforeEach
    void open() {
        lab = aws.inNewRegion();
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private void image(String name) {
        lab.sageMaker().images().serving(name, invocation -> Answer.ok("text/plain", name));
        lab.createModel(name.replace(':', '-'), name, null, Map.of());
    }

    private void endpoint(String name, String config) {
        lab.createEndpoint(name, config);
        lab.awaitEndpoint(name, EndpointStatus.IN_SERVICE, EndpointStatus.FAILED);
    }

    private InvokeEndpointResponse ask(String endpoint, String body) {
        return lab.runtime()
                .invokeEndpoint(request ->
                        request.endpointName(endpoint).contentType("text/plain").body(SdkBytes.fromUtf8String(body)));
    }

    /** A model served by a script in script mode. */
    private void scriptModel(String name, String code) {
        lab.createModel(
                name,
                SageMakerLab.SKLEARN,
                null,
                Map.of("SAGEMAKER_PROGRAM", "main.py", "SAGEMAKER_SUBMIT_DIRECTORY", lab.source("main.py", code)));
        lab.createConfig(name, name);
    }

    @Test
    void an_endpoint_comes_into_service_and_answers() {
        image("one:1");
        lab.createConfig("c1", "one-1");
        lab.createEndpoint("e", "c1");

        DescribeEndpointResponse endpoint = lab.awaitEndpoint("e", EndpointStatus.IN_SERVICE);
        assertThat(endpoint.endpointConfigName()).isEqualTo("c1");
        assertThat(endpoint.lastModifiedTime()).isAfter(endpoint.creationTime());
        assertThat(endpoint.productionVariants()).singleElement().satisfies(variant -> {
            assertThat(variant.currentWeight()).isEqualTo(1f);
            assertThat(variant.currentInstanceCount()).isEqualTo(1);
            assertThat(variant.deployedImages().get(0).specifiedImage()).isEqualTo("one:1");
        });
        assertThat(ask("e", "x").body().asUtf8String()).isEqualTo("one:1");
    }

    /** Makes endpoints take their time: they stay as they are now until the test has ended. */
    private void slowly() {
        Duration day = Duration.ofDays(1);
        lab.sageMaker().timings(new Timings(day, day, day, day, day, day, day));
    }

    @Test
    void the_old_fleet_serves_during_an_update() {
        image("one:1");
        image("two:1");
        lab.createConfig("c1", "one-1");
        lab.createConfig("c2", "two-1");
        endpoint("e", "c1");
        slowly();
        lab.client().updateEndpoint(request -> request.endpointName("e").endpointConfigName("c2"));

        DescribeEndpointResponse endpoint = describe("e");
        assertThat(endpoint.endpointStatus()).isEqualTo(EndpointStatus.UPDATING);
        assertThat(endpoint.endpointConfigName()).isEqualTo("c1");
        assertThat(endpoint.pendingDeploymentSummary().endpointConfigName()).isEqualTo("c2");
        assertThat(ask("e", "x").body().asUtf8String()).isEqualTo("one:1");
    }

    @Test
    void the_new_fleet_serves_after_an_update() {
        image("one:1");
        image("two:1");
        lab.createConfig("c1", "one-1");
        lab.createConfig("c2", "two-1");
        endpoint("e", "c1");
        lab.client().updateEndpoint(request -> request.endpointName("e").endpointConfigName("c2"));

        assertThat(lab.awaitEndpoint("e", EndpointStatus.IN_SERVICE).endpointConfigName())
                .isEqualTo("c2");
        assertThat(ask("e", "x").body().asUtf8String()).isEqualTo("two:1");
    }

    private DescribeEndpointResponse describe(String name) {
        return lab.client().describeEndpoint(request -> request.endpointName(name));
    }

    @Test
    void a_failed_update_leaves_the_old_fleet_and_says_why() {
        image("one:1");
        lab.createConfig("c1", "one-1");
        endpoint("e", "c1");
        scriptModel("sick", "raise RuntimeError('no licence')");
        lab.client().updateEndpoint(request -> request.endpointName("e").endpointConfigName("sick"));

        DescribeEndpointResponse endpoint = lab.awaitEndpoint("e", EndpointStatus.IN_SERVICE);
        assertThat(endpoint.endpointConfigName()).isEqualTo("c1");
        assertThat(endpoint.failureReason()).contains("did not pass the ping health check");
        assertThat(ask("e", "x").body().asUtf8String()).isEqualTo("one:1");
    }

    @Test
    void a_container_that_does_not_start_fails_the_endpoint() {
        List<ProcessHandle> before = lab.sageMaker().processes();
        scriptModel("sick", "raise RuntimeError('no licence')");
        endpoint("e", "sick");

        DescribeEndpointResponse endpoint = lab.client().describeEndpoint(request -> request.endpointName("e"));
        assertThat(endpoint.endpointStatus()).isEqualTo(EndpointStatus.FAILED);
        assertThat(endpoint.failureReason())
                .isEqualTo("The primary container for production variant sick did not pass the ping health check."
                        + " Please check CloudWatch logs for this endpoint.");
        String group = "/aws/sagemaker/Endpoints/e";
        String stream = lab.aws().logs().streams(lab.region(), group).get(0);
        assertThat(stream).matches("sick/i-[0-9a-f]{17}");
        assertThat(lab.aws().logs().messages(lab.region(), group, stream)).contains("RuntimeError: no licence");
        assertThat(before).containsAll(lab.sageMaker().processes());
        lab.client().deleteEndpoint(request -> request.endpointName("e"));
    }

    @Test
    void a_script_without_own_functions_gets_the_defaults() {
        String code = """
                class Doubler:
                    def predict(self, rows):
                        return [[2 * value for value in row] for row in rows]

                def model_fn(model_dir):
                    return Doubler()
                """;
        scriptModel("doubler", code);
        endpoint("e", "doubler");

        InvokeEndpointResponse answer = lab.runtime().invokeEndpoint(request -> request.endpointName("e")
                .contentType("text/csv")
                .accept("application/json")
                .body(SdkBytes.fromUtf8String("1,2\n3,4\n")));
        assertThat(answer.body().asUtf8String()).isEqualTo("[[2.0, 4.0], [6.0, 8.0]]");
    }

    @Test
    void code_inside_the_model_artifact_serves_it() {
        String code = "def model_fn(d): return open(d + '/word').read()\n"
                + "def transform_fn(model, data, content_type, accept): return model + data.decode(), 'text/plain'\n";
        lab.sageMaker().images().synthetic(SageMakerLab.FAKE, job -> SyntheticOutcome.completed()
                .modelFile("word", "hello ".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .modelFile("code/main.py", code.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        lab.client().createTrainingJob(SageMakerLab.job("packed", job -> {}));
        String artifact = lab.awaitEnd("packed").modelArtifacts().s3ModelArtifacts();
        lab.createModel(
                "packed",
                SageMakerLab.SKLEARN,
                artifact,
                Map.of("SAGEMAKER_PROGRAM", "main.py", "SAGEMAKER_SUBMIT_DIRECTORY", "/opt/ml/model/code"));
        lab.createConfig("packed", "packed");
        endpoint("e", "packed");

        assertThat(ask("e", "world").body().asUtf8String()).isEqualTo("hello world");
    }

    @Test
    void an_own_image_serves_at_the_port_it_is_given() {
        String program = """
                import http.server, os, sys
                class Handler(http.server.BaseHTTPRequestHandler):
                    def answer(self):
                        body = sys.argv[1].encode()
                        self.rfile.read(int(self.headers.get('Content-Length', '0')))
                        self.send_response(200)
                        self.send_header('Content-Length', str(len(body)))
                        self.end_headers()
                        self.wfile.write(body)
                    do_GET = do_POST = answer
                http.server.HTTPServer(('127.0.0.1', int(os.environ['SAGEMAKER_BIND_TO_PORT'])), Handler).serve_forever()
                """;
        lab.sageMaker().images().command("own:1", List.of("python3", "-c", program));
        lab.createModel("own", "own:1", null, Map.of());
        lab.createConfig("own", "own");
        endpoint("e", "own");

        assertThat(ask("e", "x").body().asUtf8String()).isEqualTo("serve");
    }

    @Test
    void an_exception_in_the_script_is_a_model_error() {
        scriptModel("picky", "def model_fn(d): return 1\ndef input_fn(data, kind): raise ValueError('bad row')\n");
        endpoint("e", "picky");

        assertThatThrownBy(() -> ask("e", "x")).isInstanceOfSatisfying(ModelErrorException.class, error -> {
            assertThat(error.statusCode()).isEqualTo(424);
            assertThat(error.originalStatusCode()).isEqualTo(500);
            assertThat(error.getMessage())
                    .startsWith("Received server error (500) from primary with message \"")
                    .contains("group=/aws/sagemaker/Endpoints/e in account 123456789012");
            assertThat(error.logStreamArn()).contains(":log-group:/aws/sagemaker/Endpoints/e:log-stream:picky/i-");
        });
    }

    @Test
    void traffic_is_split_by_weight_and_a_caller_may_name_the_variant() {
        image("one:1");
        image("two:1");
        lab.client().createEndpointConfig(config -> config.endpointConfigName("split")
                .productionVariants(variant("one-1", 9), variant("two-1", 1)));
        endpoint("e", "split");
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < 20; i++) {
            counts.merge(ask("e", "x").invokedProductionVariant(), 1, Integer::sum);
        }

        assertThat(counts).containsEntry("one-1", 18).containsEntry("two-1", 2);
        assertThat(lab.runtime()
                        .invokeEndpoint(request ->
                                request.endpointName("e").targetVariant("two-1").body(SdkBytes.fromUtf8String("x")))
                        .invokedProductionVariant())
                .isEqualTo("two-1");
    }

    private static ProductionVariant variant(String model, float weight) {
        return ProductionVariant.builder()
                .variantName(model)
                .modelName(model)
                .instanceType("ml.m5.large")
                .initialInstanceCount(1)
                .initialVariantWeight(weight)
                .build();
    }

    @Test
    void custom_attributes_reach_the_model() {
        lab.sageMaker()
                .images()
                .serving(
                        "echo:1",
                        invocation -> new Answer(200, "text/plain", invocation.customAttributes(), invocation.body()));
        lab.createModel("echo", "echo:1", null, Map.of());
        lab.createConfig("echo", "echo");
        endpoint("e", "echo");

        InvokeEndpointResponse answer = lab.runtime()
                .invokeEndpoint(request ->
                        request.endpointName("e").customAttributes("trace=1").body(SdkBytes.fromUtf8String("x")));
        assertThat(answer.customAttributes()).isEqualTo("trace=1");
    }

    @Test
    void a_body_beyond_the_limit_is_refused() {
        image("one:1");
        lab.createConfig("c1", "one-1");
        endpoint("e", "c1");

        assertThatThrownBy(() -> ask("e", "x".repeat(6 * 1024 * 1024 + 1)))
                .isInstanceOf(SageMakerRuntimeException.class)
                .hasMessageContaining("less than or equal to 6291456");
    }

    @Test
    void an_endpoint_that_is_not_there_cannot_be_asked_updated_or_deleted() {
        assertThatThrownBy(() -> ask("none", "x"))
                .isInstanceOfSatisfying(
                        SageMakerRuntimeException.class,
                        error -> assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ValidationError"))
                .hasMessageContaining("Endpoint none of account 123456789012 not found.");
        assertThatThrownBy(() -> lab.client().deleteEndpoint(request -> request.endpointName("none")))
                .hasMessageContaining("Could not find endpoint \"arn:aws:sagemaker:" + lab.region()
                        + ":123456789012:endpoint/none\".");
    }

    @Test
    void an_endpoint_in_creation_cannot_be_changed() {
        image("one:1");
        lab.createConfig("c1", "one-1");
        slowly();
        lab.createEndpoint("e", "c1");

        assertThatThrownBy(() -> lab.client()
                        .updateEndpoint(request -> request.endpointName("e").endpointConfigName("c1")))
                .hasMessageContaining("Cannot update in-progress endpoint");
        assertThatThrownBy(() -> lab.client().deleteEndpoint(request -> request.endpointName("e")))
                .hasMessageContaining("Cannot update in-progress endpoint");
    }

    @Test
    void a_deleted_endpoint_is_gone_and_so_are_its_tags() {
        image("one:1");
        lab.createConfig("c1", "one-1");
        String arn = lab.client()
                .createEndpoint(request -> request.endpointName("e")
                        .endpointConfigName("c1")
                        .tags(Tag.builder().key("a").value("b").build()))
                .endpointArn();
        lab.awaitEndpoint("e", EndpointStatus.IN_SERVICE);
        assertThat(lab.client().listTags(request -> request.resourceArn(arn)).tags())
                .containsExactly(Tag.builder().key("a").value("b").build());
        lab.client().deleteEndpoint(request -> request.endpointName("e"));

        Awaitility.await().untilAsserted(() -> assertThatThrownBy(
                        () -> lab.client().describeEndpoint(request -> request.endpointName("e")))
                .hasMessageContaining("Could not find endpoint"));
        assertThatThrownBy(() -> lab.client().listTags(request -> request.resourceArn(arn)))
                .hasMessageContaining("Could not find resource");
    }

    @Test
    void names_are_taken_once_and_must_exist() {
        image("one:1");
        lab.createConfig("c1", "one-1");

        assertThatThrownBy(() -> lab.createModel("one-1", "one:1", null, Map.of()))
                .hasMessageContaining("Cannot create already existing model");
        assertThatThrownBy(() -> lab.createConfig("c1", "one-1"))
                .hasMessageContaining("Cannot create already existing endpoint configuration");
        assertThatThrownBy(() -> lab.createConfig("c2", "none"))
                .hasMessageContaining(
                        "Could not find model \"arn:aws:sagemaker:" + lab.region() + ":123456789012:model/none\".");
        assertThatThrownBy(() -> lab.createEndpoint("e", "none"))
                .hasMessageContaining("Could not find endpoint configuration");
        lab.createEndpoint("e", "c1");
        assertThatThrownBy(() -> lab.createEndpoint("e", "c1"))
                .hasMessageContaining("Cannot create already existing endpoint");
    }

    @Test
    void a_model_needs_its_artifact_and_its_role() {
        assertThatThrownBy(() -> lab.createModel("m", SageMakerLab.SKLEARN, "s3://lab/none.tar.gz", Map.of()))
                .hasMessageContaining("Could not find model data at s3://lab/none.tar.gz");
        assertThatThrownBy(() -> lab.client().createModel(model -> model.modelName("m")
                        .executionRoleArn("arn:aws:iam::123456789012:role/Missing")
                        .primaryContainer(container -> container.image(SageMakerLab.SKLEARN))))
                .hasMessageContaining("Could not assume role arn:aws:iam::123456789012:role/Missing");
        assertThatThrownBy(() -> lab.createModel("m", "python:3", null, Map.of()))
                .hasMessageContaining("Using non-ECR image");
    }

    @Test
    void endpoints_count_against_their_quota() {
        image("one:1");
        lab.createConfig("c1", "one-1");
        lab.sageMaker().quotas().endpointInstances("ml.m5.large", 1);
        lab.createEndpoint("e1", "c1");

        assertThatThrownBy(() -> lab.createEndpoint("e2", "c1"))
                .isInstanceOf(ResourceLimitExceededException.class)
                .hasMessageContaining("'ml.m5.large for endpoint usage' is 1 Instances, with current utilization of 1");
    }

    @Test
    void endpoints_are_listed_by_status_and_change() {
        image("one:1");
        lab.createConfig("c1", "one-1");
        endpoint("a", "c1");
        endpoint("b", "c1");
        slowly();
        lab.client().updateEndpoint(request -> request.endpointName("a").endpointConfigName("c1"));

        assertThat(lab.client()
                        .listEndpoints(request -> request.statusEquals(EndpointStatus.IN_SERVICE))
                        .endpoints())
                .extracting(EndpointSummary::endpointName)
                .containsExactly("b");
        assertThat(lab.client()
                        .listEndpoints(request -> request.sortBy("Name").sortOrder("Ascending"))
                        .endpoints())
                .extracting(EndpointSummary::endpointName)
                .containsExactly("a", "b");
    }
}
