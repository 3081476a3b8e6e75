package io.jenkins.plugins.codecraft.peers;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.codecraft.pipeline.Controller;
import io.jenkins.plugins.codecraft.pipeline.PipelineRun;
import io.jenkins.plugins.codecraft.pipeline.PipelineRunner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;
import software.amazon.awssdk.services.sagemaker.model.ModelPackageContainerDefinition;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * The steps as Jenkinsfiles against {@code moto}: a server that others wrote must take the requests that the embedded
 * AWS takes. docs/peers.md says what it refuses, and why.
 */
class MotoPeer {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String ROLE = "arn:aws:iam::123456789012:role/MyRole";
    private static final String IMAGE =
            "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.2-1-cpu-py3";

    @TempDir
    static Path folder;

    private static MotoServer moto;
    private static MotoFront front;

    @TempDir
    Path workspace;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        moto = new MotoServer(System.getProperty("moto.command", "python3 -m moto.server"), folder.resolve("moto.log"));
        front = new MotoFront(moto.endpoint());
        moto.role("LambdaRole", "lambda.amazonaws.com");
        moto.role("MyRole", "states.amazonaws.com");
        try (S3Client s3 = configured(S3Client.builder().forcePathStyle(true)).build()) {
            s3.createBucket(bucket -> bucket.bucket("codecraft"));
        }
    }

    @AfterAll
    static void stop() {
        front.close();
        moto.close();
    }

    @AfterEach
    void end() {
        Controller.stop();
    }

    private static <B extends AwsClientBuilder<B, ?>> B configured(B builder) {
        return builder.endpointOverride(moto.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("testing", "testing")));
    }

    private void file(String path, String content) throws IOException {
        Path file = workspace.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private List<String> run(Result expected, String script) throws InterruptedException {
        return run(expected, moto.endpoint(), script);
    }

    private List<String> run(Result expected, URI entrance, String script) throws InterruptedException {
        PipelineRun run = PipelineRunner.builder()
                .job("peers")
                .workspace(workspace)
                .env(MotoServer.environment(entrance))
                .script("node {\n" + script + "\n}")
                .start();
        assertThat(run.await(LIMIT)).as(run.log()).isEqualTo(expected);
        return run.lines();
    }

    private List<String> succeeded(String script) throws InterruptedException {
        return run(Result.SUCCESS, script);
    }

    /** By way of the front, which answers what moto lacks. */
    private List<String> succeededInFront(String script) throws InterruptedException {
        return run(Result.SUCCESS, front.endpoint(), script);
    }

    @Test
    void a_model_is_trained_from_data_that_were_staged() throws Exception {
        file("data/a.csv", "1,2\n");
        file("data/more/b.csv", "3,4\n");
        file("train/train.py", "print('training')\n");
        String train = """
                def model = codecraftTrain name: 'iris', role: '%s', bucket: 'codecraft', image: '%s', logs: 'none',
                    source: 'train', entryPoint: 'train.py', instanceType: 'ml.m5.large',
                    channels: [channel(name: 'train', source: 'data')]
                echo "status ${model.status}"
                """.formatted(ROLE, IMAGE);
        assertThat(succeeded(train)).contains("status Completed");
        assertThat(succeeded(train)).anyMatch(line -> line.contains("already there"));
    }

    @Test
    void an_endpoint_is_deployed_found_unchanged_and_asked() throws Exception {
        moto.answers("""
                {"account_id": "123456789012", "region": "us-east-1", "results": [
                  {"Body": "setosa", "ContentType": "text/csv", "InvokedProductionVariant": "AllTraffic"}]}
                """);
        String deploy = """
                def deployed = codecraftDeploy sagemakerEndpoint(name: 'iris', model: 's3://codecraft/model.tar.gz',
                    image: '%s', role: '%s', instanceType: 'ml.m5.large')
                echo "changed ${deployed.changed}"
                """.formatted(IMAGE, ROLE);
        assertThat(succeeded(deploy)).contains("changed true");
        assertThat(succeeded(deploy)).contains("changed false");
        assertThat(succeeded("""
                                def answer = codecraftInvoke sagemakerEndpoint(name: 'iris', payload: '5.1,3.5',
                                    contentType: 'text/csv', expect: 'setosa')
                                echo "predicted ${answer.body}"
                                """)).contains("predicted setosa");
    }

    @Test
    void a_batch_job_by_a_model_of_an_archive_is_waited_for_and_its_output_missed() throws Exception {
        file("samples/a.csv", "1,2\n");
        String batch = """
                codecraftInvoke batchTransform(name: 'iris', model: 's3://codecraft/model.tar.gz', image: '%s',
                    role: '%s', instanceType: 'ml.m5.large', bucket: 'codecraft', logs: 'none',
                    input: 'samples', contentType: 'text/csv', splitType: 'Line')
                """.formatted(IMAGE, ROLE);
        assertThat(run(Result.FAILURE, batch))
                .anyMatch(line -> line.contains("Completed transform job iris-"))
                .anyMatch(line -> line.contains("completed, but there is nothing in s3://codecraft/"));
    }

    @Test
    void a_function_is_deployed_found_unchanged_changed_and_invoked() throws Exception {
        file("lambda/app.py", "def handler(event, context):\n    return event\n");
        String deploy = """
                def deployed = codecraftDeploy lambdaFunction(name: 'iris-features', source: 'lambda', handler: 'app.handler',
                    runtime: 'python3.12', role: '%s', alias: 'live')
                echo "changed ${deployed.changed} version ${deployed.version}"
                """.formatted("arn:aws:iam::123456789012:role/LambdaRole");
        assertThat(succeeded(deploy)).contains("changed true version 1");
        assertThat(succeeded(deploy)).contains("changed false version 1");
        file("lambda/app.py", "def handler(event, context):\n    return [event]\n");
        assertThat(succeeded(deploy)).contains("changed true version 2");
        assertThat(succeeded("""
                                def answer = codecraftInvoke lambdaFunction(name: 'iris-features', alias: 'live', payload: [a: 1])
                                echo "function ${answer.status}"
                                """)).contains("function 200");
    }

    private void machine(String kind) throws IOException {
        file("flow.asl.json", """
                {"StartAt": "Done", "States": {"Done": {"Type": "Pass", "Result": {"kind": "%s"}, "End": true}}}
                """.formatted(kind));
    }

    /** The only one: once moto has executed a machine, it can execute none that is created later. */
    @Test
    void a_state_machine_is_deployed_found_unchanged_changed_and_executed() throws Exception {
        String deploy = """
                def deployed = codecraftDeploy stepFunctions(name: 'iris-flow', definition: 'flow.asl.json',
                    role: '%s', alias: 'live', tags: [team: 'ml'])
                echo "changed ${deployed.changed} version ${deployed.version}"
                """.formatted(ROLE);
        machine("setosa");
        assertThat(succeededInFront(deploy)).contains("changed true version 1");
        assertThat(succeededInFront(deploy)).contains("changed false version 1");
        machine("virginica");
        assertThat(succeededInFront(deploy)).contains("changed true version 2");
        assertThat(succeededInFront("""
                                def answer = codecraftInvoke stepFunctions(name: 'iris-flow', input: [a: 1],
                                    expect: '$.kind = virginica')
                                echo "flow ${answer.status} ${answer.json.kind}"
                                """)).contains("flow SUCCEEDED virginica");
        try (SfnClient client = configured(SfnClient.builder()).build()) {
            String alias = "arn:aws:states:us-east-1:123456789012:stateMachine:iris-flow:live";
            assertThat(client.describeStateMachineAlias(request -> request.stateMachineAliasArn(alias))
                            .routingConfiguration())
                    .singleElement()
                    .satisfies(
                            route -> assertThat(route.stateMachineVersionArn()).endsWith(":iris-flow:2"));
        }
    }

    private void openApi(String path) throws IOException {
        file("api.yaml", """
                openapi: 3.0.1
                info: {title: iris, version: '1', description: Features of flowers.}
                paths:
                  %s:
                    get:
                      responses: {'200': {description: the features}}
                      x-amazon-apigateway-integration:
                        {type: aws_proxy, httpMethod: POST, payloadFormatVersion: '%s', uri: '${lambda:api-features}'}
                """.formatted(path, "2.0"));
    }

    private void functionOfApi() throws Exception {
        file("lambda/app.py", "def handler(event, context):\n    return event\n");
        succeeded("""
                codecraftDeploy lambdaFunction(name: 'api-features', source: 'lambda', handler: 'app.handler',
                    runtime: 'python3.12', role: 'arn:aws:iam::123456789012:role/LambdaRole')
                """);
    }

    @Test
    void a_rest_api_is_imported_deployed_found_unchanged_and_moved_to_a_new_deployment() throws Exception {
        functionOfApi();
        String deploy = """
                def deployed = codecraftDeploy apiGateway(name: 'iris-rest', type: 'REST', openapi: 'api.yaml',
                    stage: 'prod', stageVariables: [model: 'iris'], throttling: throttling(rateLimit: 10, burstLimit: 20),
                    usagePlan: usagePlan(name: 'iris-plan', throttling: throttling(rateLimit: 5, burstLimit: 10), quota: 100))
                echo "changed ${deployed.changed}"
                """;
        openApi("/features");
        assertThat(succeededInFront(deploy)).contains("changed true");
        assertThat(succeededInFront(deploy)).contains("changed false");
        openApi("/other");
        assertThat(succeededInFront(deploy)).contains("changed true");
    }

    @Test
    void an_http_api_is_imported_and_deployed() throws Exception {
        functionOfApi();
        openApi("/features");
        assertThat(succeededInFront("""
                                def deployed = codecraftDeploy apiGateway(name: 'iris-http', openapi: 'api.yaml',
                                    stage: 'prod', stageVariables: [model: 'iris'])
                                echo "changed ${deployed.changed}"
                                """)).contains("changed true");
    }

    @Test
    void a_serverless_endpoint_is_deployed_from_the_newest_approved_package_of_a_group() throws Exception {
        try (SageMakerClient client = configured(SageMakerClient.builder()).build()) {
            client.createModelPackageGroup(group -> group.modelPackageGroupName("iris-models"));
            for (ModelApprovalStatus status : List.of(ModelApprovalStatus.APPROVED, ModelApprovalStatus.REJECTED)) {
                ModelPackageContainerDefinition container = ModelPackageContainerDefinition.builder()
                        .image(IMAGE)
                        .modelDataUrl("s3://codecraft/" + status + ".tar.gz")
                        .build();
                client.createModelPackage(one -> one.modelPackageGroupName("iris-models")
                        .modelApprovalStatus(status)
                        .inferenceSpecification(specification -> specification
                                .containers(container)
                                .supportedContentTypes("text/csv")
                                .supportedResponseMIMETypes("text/csv")));
            }
        }
        String deploy = """
                def deployed = codecraftDeploy sagemakerEndpoint(name: 'iris-serverless', modelPackageGroup: 'iris-models',
                    role: '%s', serverless: serverless(memory: 2048, maxConcurrency: 5))
                echo "changed ${deployed.changed} model ${deployed.variants[0].model}"
                """.formatted(ROLE);
        assertThat(succeeded(deploy)).anyMatch(line -> line.matches("changed true model .*iris-models/1"));
        assertThat(succeeded(deploy)).anyMatch(line -> line.startsWith("changed false"));
    }

    @Test
    void an_asynchronous_endpoint_with_captured_data_is_deployed_scaled_and_asked() throws Exception {
        String deploy = """
                def deployed = codecraftDeploy sagemakerEndpoint(name: 'iris-async', model: 's3://codecraft/model.tar.gz',
                    image: '%s', role: '%s', instanceType: 'ml.m5.large',
                    async: async(output: 's3://codecraft/answers/', maxConcurrent: 4),
                    dataCapture: dataCapture(output: 's3://codecraft/captured/'),
                    scaling: scaling(min: 1, max: 3, invocations: 100))
                echo "changed ${deployed.changed}"
                """.formatted(IMAGE, ROLE);
        assertThat(succeeded(deploy)).contains("changed true");
        assertThat(succeeded(deploy)).contains("changed false");
        assertThat(succeeded("""
                                def answer = codecraftInvoke sagemakerEndpoint(name: 'iris-async', mode: 'asynchronous',
                                    bucket: 'codecraft', payload: '5.1,3.5', contentType: 'text/csv', expect: '$.default = response')
                                echo "answer ${answer.json.default}"
                                """)).contains("answer response");
    }

    @Test
    void a_function_gets_its_triggers_and_loses_those_that_are_not_wanted_any_more() throws Exception {
        try (S3Client s3 = configured(S3Client.builder().forcePathStyle(true)).build()) {
            s3.createBucket(bucket -> bucket.bucket("inbox"));
        }
        file("lambda/app.py", "def handler(event, context):\n    return event\n");
        String deploy = """
                def deployed = codecraftDeploy lambdaFunction(name: 'iris-triggered', source: 'lambda', handler: 'app.handler',
                    runtime: 'python3.12', role: 'arn:aws:iam::123456789012:role/LambdaRole', alias: 'live',
                    memory: 256, timeout: '1m', environment: [MODEL: 'iris'], triggers: [%s])
                echo "changed ${deployed.changed}"
                """;
        String schedule = "onSchedule(schedule: 'rate(1 hour)')";
        String all = schedule + ", onS3(bucket: 'inbox')," + " onEvent(pattern: [source: ['aws.sagemaker']])";
        assertThat(succeeded(deploy.formatted(all))).contains("changed true");
        assertThat(succeeded(deploy.formatted(all))).contains("changed false");
        assertThat(succeeded(deploy.formatted(schedule))).contains("changed true");
        try (EventBridgeClient events = configured(EventBridgeClient.builder()).build()) {
            assertThat(events.listRules(request -> {}).rules())
                    .singleElement()
                    .satisfies(rule -> assertThat(rule.scheduleExpression()).isEqualTo("rate(1 hour)"));
        }
    }

    @Test
    void a_function_is_moved_by_a_canary() throws Exception {
        String deploy = """
                def deployed = codecraftDeploy lambdaFunction(name: 'iris-canary', source: 'lambda', handler: 'app.handler',
                    runtime: 'python3.12', role: 'arn:aws:iam::123456789012:role/LambdaRole', alias: 'live',
                    rollout: canary(percent: 10, bake: '1s'))
                echo "changed ${deployed.changed} version ${deployed.version}"
                """;
        file("lambda/app.py", "def handler(event, context):\n    return event\n");
        assertThat(succeeded(deploy)).contains("changed true version 1");
        file("lambda/app.py", "def handler(event, context):\n    return [event]\n");
        assertThat(succeeded(deploy)).contains("changed true version 2").anyMatch(line -> line.contains("10 %"));
    }
}
