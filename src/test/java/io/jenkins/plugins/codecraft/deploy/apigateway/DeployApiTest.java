package io.jenkins.plugins.codecraft.deploy.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.AwsSessions;
import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.aws.SessionRequest;
import io.jenkins.plugins.codecraft.deploy.CheckSettings;
import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import io.jenkins.plugins.codecraft.embedded.Faults;
import io.jenkins.plugins.codecraft.embedded.Journal;
import io.jenkins.plugins.codecraft.embedded.lambda.Lambda;
import io.jenkins.plugins.codecraft.embedded.sagemaker.Answer;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SageMaker;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Walk;
import io.jenkins.plugins.codecraft.storage.LocalAgent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.apigatewayv2.model.Deployment;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.sagemaker.model.EndpointStatus;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariant;

class DeployApiTest {
    private static final String FEATURES = """
            openapi: 3.0.1
            info:
              title: Iris features
              version: '1'
              description: What a model wants to know of a flower.
            paths:
              /features:
                get:
                  x-amazon-apigateway-integration:
                    type: aws_proxy
                    httpMethod: POST
                    payloadFormatVersion: '2.0'
                    uri: ${lambda:iris-features}
            """;

    @TempDir
    Path workspace;

    private final EmbeddedAws aws = EmbeddedAws.builder()
            .timeScale(1.0 / 1000)
            .role("LambdaRole", "lambda.amazonaws.com")
            .role("SageMakerRole", "sagemaker.amazonaws.com")
            .role("ApiRole", "apigateway.amazonaws.com")
            .start();
    private final AwsSessions sessions = new AwsSessions(scope -> new ExecutionInterceptor() {});
    private final AwsSession session = sessions.open(new SessionRequest(
            "us-east-1",
            StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(EmbeddedAws.ACCESS_KEY_ID, EmbeddedAws.SECRET_ACCESS_KEY)),
            Optional.empty(),
            Optional.of(aws.endpoint())));
    private final ApiDeployments deployment = new ApiDeployments();
    private Walk walk;
    private int builds;

    @BeforeEach
    void begin() throws IOException {
        walk = new Walk(session, new LocalAgent(workspace));
        function("iris-features");
        api(FEATURES);
    }

    @AfterEach
    void end() {
        sessions.close();
        aws.close();
    }

    private void function(String name) throws IOException {
        function(name, "{\"width\": 3.5}");
    }

    private void function(String name, String answer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("app.py"));
        }
        aws.service(Lambda.class).synthetic(name, call -> answer);
        session.lambda().createFunction(request -> request.functionName(name)
                .runtime("python3.12")
                .handler("app.handler")
                .role("arn:aws:iam::123456789012:role/LambdaRole")
                .code(code -> code.zipFile(SdkBytes.fromByteArray(bytes.toByteArray()))));
        await().until(() -> session.lambda()
                        .getFunctionConfiguration(request -> request.functionName(name))
                        .state()
                == State.ACTIVE);
    }

    private void api(String document) throws IOException {
        Files.writeString(workspace.resolve("api.yaml"), document);
    }

    private Map<String, Object> deploy() throws Exception {
        return walk.run(deployment.operation(origin()));
    }

    private BuildOrigin origin() {
        return new BuildOrigin("jenkins", "team/iris", Integer.toString(++builds), 1_700_000_000_000L, "1");
    }

    private HttpResponse<String> get(String url, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private List<String> effects() {
        return aws.journal().effects().stream()
                .filter(call -> call.service().equals("apigateway"))
                .map(Journal.Call::operation)
                .toList();
    }

    @Test
    void a_file_becomes_an_api_that_calls_the_function() throws Exception {
        Map<String, Object> result = deploy();
        assertThat(result).containsEntry("changed", true).containsEntry("type", "HTTP");
        assertThat(get(result.get("url") + "/features").body()).isEqualTo("{\"width\": 3.5}");
        assertThat(session.lambda()
                        .getPolicy(request -> request.functionName("iris-features"))
                        .policy())
                .contains("arn:aws:execute-api:us-east-1:123456789012:" + result.get("id") + "/*/*");
        assertThat(session.apiGatewayV2()
                        .getApi(request -> request.apiId((String) result.get("id")))
                        .tags())
                .containsEntry("codecraft:id", "iris");
    }

    @Test
    void the_same_again_changes_nothing() throws Exception {
        Map<String, Object> first = deploy();
        aws.journal().clear();
        Map<String, Object> second = deploy();
        assertThat(second)
                .containsEntry("changed", false)
                .containsEntry("changes", List.of())
                .containsEntry("url", first.get("url"))
                .containsEntry("deploymentId", first.get("deploymentId"));
        assertThat(aws.journal().effects()).isEmpty();
        assertThat(walk.printed()).contains("Nothing to do: HTTP API iris is as it is wanted");
    }

    @Test
    void a_plan_says_what_would_change_and_changes_nothing() throws Exception {
        deployment.plan = true;
        session.apiGatewayV2().createApi(request -> request.name("iris").protocolType("HTTP"));
        deployment.adopt = true;
        aws.journal().clear();
        Map<String, Object> result = deploy();

        assertThat(result).containsEntry("changed", false).doesNotContainKey("rollback");
        assertThat(walk.printed())
                .anyMatch(line -> line.startsWith("Would take over HTTP API iris"))
                .contains("Would change HTTP API iris:")
                .contains("  stage: prod (new)")
                .anyMatch(line -> line.startsWith("  permission: lambda:InvokeFunction on arn:aws:lambda"));
        assertThat(effects()).isEmpty();
    }

    @Test
    void a_changed_file_becomes_a_new_deployment_and_what_was_before_can_be_told() throws Exception {
        Map<String, Object> first = deploy();
        api(FEATURES.replace("/features", "/measures"));
        Map<String, Object> second = deploy();
        assertThat(second)
                .containsEntry("previousDeploymentId", first.get("deploymentId"))
                .containsEntry("rollback", Map.of("stage", "prod", "deploymentId", first.get("deploymentId")));
        assertThat(get(second.get("url") + "/measures").statusCode()).isEqualTo(200);
        assertThat(get(second.get("url") + "/features").statusCode()).isEqualTo(404);
        aws.journal().clear();
        api(FEATURES);
        assertThat(deploy())
                .as("going back to what was, its deployment is used again")
                .containsEntry("deploymentId", first.get("deploymentId"));
        assertThat(effects()).containsOnlyOnce("ReimportApi", "UpdateStage").doesNotContain("CreateDeployment");
    }

    @Test
    void settings_of_the_stage_change_without_a_new_deployment() throws Exception {
        deploy();
        aws.journal().clear();
        deployment.stageVariables.put("model", "iris");
        deployment.throttling = new ApiSettings.Limits(50, 100);
        deployment.accessLog = new ApiSettings.LogTarget(
                "arn:aws:logs:us-east-1:123456789012:log-group:/api/iris", "$context.requestId");
        assertThat(deploy().get("changes"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(String.class))
                .contains("stageVariables.model: iris (new)", "throttling.rateLimit: 50 (new)");
        assertThat(effects()).contains("UpdateStage").doesNotContain("ReimportApi", "CreateDeployment");
        assertThat(deploy()).containsEntry("changed", false);
        deployment.stageVariables.clear();
        assertThat(deploy().get("changes")).isEqualTo(List.of("stageVariables.model: none (was iris)"));
        assertThat(deploy()).containsEntry("changed", false);
    }

    @Test
    void a_deployment_that_answers_wrongly_never_reaches_the_stage() throws Exception {
        Map<String, Object> first = deploy();
        api(FEATURES.replace("/features", "/measures"));
        deployment.checked("/measures", "petal");
        assertThatThrownBy(this::deploy)
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("The check of deployment")
                .hasMessageContaining("the text 'petal' is not contained in '{\"width\": 3.5}'")
                .hasMessageContaining(
                        "the stage prod of HTTP API iris goes on with deployment " + first.get("deploymentId"));
        assertThat(deployments((String) first.get("id")))
                .as("what failed its check is no version to go back to")
                .containsExactly((String) first.get("deploymentId"));
        assertThat(get(first.get("url") + "/features").statusCode()).isEqualTo(200);
        assertThat(session.apiGatewayV2()
                        .getStages(request -> request.apiId((String) first.get("id")))
                        .items())
                .hasSize(1);
        deployment.checked("/measures", "width");
        assertThat(deploy()).containsEntry("changed", true);
        assertThat(walk.printed())
                .anyMatch(line -> line.startsWith("The check of deployment") && line.contains("as expected"))
                .anyMatch(line -> line.startsWith("The check of stage prod") && line.contains("as expected"));
    }

    @Test
    void what_api_gateway_refuses_is_shown_with_its_line() throws Exception {
        Map<String, Object> first = deploy();
        api(FEATURES.replace("${lambda:iris-features}", "nonsense"));
        assertThatThrownBy(this::deploy)
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("which serves as before")
                .hasMessageContaining("'GET' for resource at path '/features': Invalid ARN specified in the request"
                        + " (api.yaml line 8)");
        assertThat(get(first.get("url") + "/features").statusCode()).isEqualTo(200);
    }

    @Test
    void mistakes_of_a_file_are_found_before_anything_is_called() throws Exception {
        api(FEATURES.replace("iris-features", "no-such"));
        assertThatThrownBy(this::deploy)
                .hasMessageContaining("openapi, api.yaml line 13 '${lambda:no-such}'. There is no Lambda function");
        api(FEATURES.replace("payloadFormatVersion: '2.0'", "x: y"));
        assertThatThrownBy(this::deploy)
                .hasMessageContaining("openapi, api.yaml line 8, GET /features: payloadFormatVersion is missing");
        api("paths: [unclosed");
        assertThatThrownBy(this::deploy).hasMessageContaining("openapi 'api.yaml' can't be read, line 1");
        assertThat(effects()).isEmpty();
    }

    @Test
    void an_api_of_somebody_else_is_left_alone_unless_it_is_to_be_taken_over() throws Exception {
        String other = session.apiGatewayV2()
                .createApi(request -> request.name("iris").protocolType("HTTP"))
                .apiId();
        assertThatThrownBy(this::deploy)
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("that CodeCraft did not create")
                .hasMessageContaining("adopt: true");
        deployment.adopt = true;
        assertThat(deploy()).containsEntry("id", other);
        deployment.adopt = false;
        assertThat(deploy()).containsEntry("changed", false);
    }

    @Test
    void a_stage_that_deploys_by_itself_stops_before_the_import() throws Exception {
        String api = session.apiGatewayV2()
                .createApi(request -> request.name("iris").protocolType("HTTP"))
                .apiId();
        session.apiGatewayV2()
                .createStage(request -> request.apiId(api).stageName("prod").autoDeploy(true));
        deployment.adopt = true;
        deploy();
        assertThat(effects().indexOf("UpdateStage")).isLessThan(effects().indexOf("ReimportApi"));
        assertThat(session.apiGatewayV2()
                        .getStage(request -> request.apiId(api).stageName("prod"))
                        .autoDeploy())
                .isFalse();
    }

    @Test
    void older_deployments_beyond_those_to_keep_are_removed() throws Exception {
        deployment.keeping(1);
        String id = "";
        for (String path : List.of("/a", "/b", "/c", "/d")) {
            api(FEATURES.replace("/features", path));
            id = (String) deploy().get("id");
        }
        assertThat(deployments(id)).hasSize(2);
    }

    private List<String> deployments(String api) {
        return session.apiGatewayV2().getDeployments(request -> request.apiId(api)).items().stream()
                .map(Deployment::deploymentId)
                .toList();
    }

    @Test
    void the_deployment_that_served_before_is_the_first_to_keep() throws Exception {
        Map<String, Object> first = deploy();
        for (String path : List.of("/b", "/c", "/features")) {
            api(FEATURES.replace("/features", path));
            deploy();
        }
        api(FEATURES.replace("/features", "/d"));
        deployment.keeping(1);
        Map<String, Object> result = deploy();
        assertThat(result)
                .containsEntry("rollback", Map.of("stage", "prod", "deploymentId", first.get("deploymentId")));
        assertThat(deployments((String) result.get("id")))
                .containsExactlyInAnyOrder((String) result.get("deploymentId"), (String) first.get("deploymentId"));
        api(FEATURES);
        deployment.keeping(0);
        assertThat(deploy()).doesNotContainKey("rollback");
    }

    @Test
    void an_api_does_not_change_its_type_behind_its_name() throws Exception {
        Map<String, Object> first = deploy();
        deployment.type = "REST";
        aws.journal().clear();
        assertThatThrownBy(this::deploy)
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("There is an HTTP API iris (" + first.get("id") + ") that CodeCraft created")
                .hasMessageContaining("give type: 'HTTP' and a file for it");
        assertThat(effects()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP", "REST"})
    void a_function_that_is_an_authorizer_may_be_asked_by_the_api(String type) throws Exception {
        function(
                "iris-auth",
                "{\"isAuthorized\": true, \"policyDocument\": {\"Statement\": [{\"Effect\": \"Allow\"}]}}");
        api(FEATURES.replace("get:\n", "get:\n      security: [{auth: []}]\n") + """
                components:
                  securitySchemes:
                    auth:
                      type: apiKey
                      name: Authorization
                      in: header
                      x-amazon-apigateway-authorizer:
                        type: request
                        identitySource: $request.header.Authorization
                        authorizerPayloadFormatVersion: '2.0'
                        enableSimpleResponses: true
                        authorizerUri: ${lambda:iris-auth}
                """);
        deployment.type = type;
        Map<String, Object> result = deploy();
        String url = result.get("url") + "/features";
        assertThat(get(url).statusCode()).isEqualTo(401);
        assertThat(get(url, "Authorization", "me").statusCode()).isNotIn(401, 403, 500);
        assertThat(session.lambda()
                        .getPolicy(request -> request.functionName("iris-auth"))
                        .policy())
                .contains(":" + result.get("id") + "/authorizers/*");
        assertThat(deploy()).containsEntry("changed", false);
    }

    @Test
    void a_permission_that_somebody_took_away_is_given_again() throws Exception {
        Map<String, Object> first = deploy();
        session.lambda().removePermission(request -> request.functionName("iris-features")
                .statementId("codecraft-apigateway-" + first.get("id")));
        assertThat(get(first.get("url") + "/features").statusCode()).isEqualTo(500);
        deploy();
        assertThat(get(first.get("url") + "/features").statusCode()).isEqualTo(200);
    }

    private void endpoint(String name) {
        String image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/species:1";
        aws.service(SageMaker.class)
                .images()
                .serving(image, call -> Answer.ok("application/json", "{\"species\": \"setosa\"}"));
        var client = session.sageMaker();
        client.createModel(request -> request.modelName(name)
                .executionRoleArn("arn:aws:iam::123456789012:role/SageMakerRole")
                .primaryContainer(container -> container.image(image)));
        client.createEndpointConfig(request -> request.endpointConfigName(name)
                .productionVariants(ProductionVariant.builder()
                        .variantName("AllTraffic")
                        .modelName(name)
                        .instanceType("ml.m5.large")
                        .initialInstanceCount(1)
                        .build()));
        client.createEndpoint(request -> request.endpointName(name).endpointConfigName(name));
        await().until(() ->
                client.describeEndpoint(request -> request.endpointName(name)).endpointStatus()
                        == EndpointStatus.IN_SERVICE);
    }

    @Test
    void a_rest_api_leads_to_an_endpoint_of_sagemaker_by_a_role() throws Exception {
        endpoint("MyIris");
        api("""
                openapi: 3.0.1
                info: {title: iris, version: '1'}
                paths:
                  /species:
                    get:
                      x-amazon-apigateway-integration:
                        type: aws
                        httpMethod: POST
                        credentials: arn:aws:iam::${account}:role/ApiRole
                        uri: ${sagemaker:MyIris}
                        responses:
                          default: {statusCode: '200'}
                """);
        deployment.checked("/species", "$.species = setosa");
        Map<String, Object> result = deploy();
        assertThat(result).containsEntry("type", "REST");
        assertThat(get(result.get("url") + "/species").body()).isEqualTo("{\"species\": \"setosa\"}");
    }

    @Test
    void a_check_that_can_not_be_made_twice_is_not_made_again_when_its_answer_is_lost() throws Exception {
        deploy();
        api(FEATURES.replace("get:", "post:"));
        deployment.verify = new CheckSettings("5.1", "", "text/csv", "width", "", "/features", "POST");
        Faults.Rule lost = aws.faults()
                .on(one -> one.service().equals("execute-api"))
                .times(9)
                .resetAfter();
        assertThatThrownBy(this::deploy)
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("The answer to POST")
                .hasMessageContaining("was lost")
                .hasMessageContaining("goes on with deployment");
        assertThat(lost.struck()).isEqualTo(1);
    }

    @Test
    void a_check_does_not_lead_out_of_the_stage() {
        deployment.checked("/../other", "");
        assertThatThrownBy(this::deploy).hasMessageContaining("verify.path '/../other'. Give a path such as");
    }
}
