package io.jenkins.plugins.codecraft.invoke.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.AwsSessions;
import io.jenkins.plugins.codecraft.aws.SessionRequest;
import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import io.jenkins.plugins.codecraft.embedded.Faults;
import io.jenkins.plugins.codecraft.invoke.ShyAgent;
import io.jenkins.plugins.codecraft.invoke.TestBuild;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Walk;
import io.jenkins.plugins.codecraft.storage.LocalAgent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.PutMode;

class InvokeApiTest {
    private static final String DOCUMENT = """
            {"openapi": "3.0.1", "info": {"title": "iris", "version": "1"},
             "components": {"securitySchemes": {"key": {"type": "apiKey", "name": "x-api-key", "in": "header"}}},
             "paths": {
              "/health": {"get": {"x-amazon-apigateway-integration": INTEGRATION}},
              "/predict": {"post": {"x-amazon-apigateway-integration": INTEGRATION}},
              "/signed": {"post": {"x-amazon-apigateway-auth": {"type": "AWS_IAM"},
                                   "x-amazon-apigateway-integration": INTEGRATION}},
              "/keyed": {"get": {"security": [{"key": []}], "x-amazon-apigateway-integration": INTEGRATION}}}}
            """.replace("INTEGRATION", """
                            {"type": "mock", "requestTemplates": {"application/json": "{\\"statusCode\\": 200}"},
                             "responses": {"default": {"statusCode": "200", "responseTemplates":
                               {"application/json": "{\\"species\\": \\"setosa\\"}"}}}}""");

    @TempDir
    Path workspace;

    private final EmbeddedAws aws = EmbeddedAws.start();
    private final AwsSessions sessions = new AwsSessions(scope -> new ExecutionInterceptor() {});
    private final AwsSession session = sessions.open(new SessionRequest(
            "us-east-1",
            StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(EmbeddedAws.ACCESS_KEY_ID, EmbeddedAws.SECRET_ACCESS_KEY)),
            Optional.empty(),
            Optional.of(aws.endpoint())));
    private Walk walk;
    private String api;

    @BeforeEach
    void begin() throws Exception {
        walk = new Walk(session, new LocalAgent(workspace));
        var client = session.apiGateway();
        api = client.createRestApi(request -> request.name("iris")).id();
        client.putRestApi(
                request -> request.restApiId(api).mode(PutMode.OVERWRITE).body(SdkBytes.fromUtf8String(DOCUMENT)));
        String deployment =
                client.createDeployment(request -> request.restApiId(api)).id();
        client.createStage(request -> request.restApiId(api).stageName("prod").deploymentId(deployment));
    }

    @AfterEach
    void end() {
        sessions.close();
        aws.close();
    }

    @Test
    void an_api_is_found_by_its_name_and_its_answer_returned() throws Exception {
        Map<String, Object> answer =
                walk.run(ApiCalls.get("/health").expecting("$.species = setosa").operation());
        assertThat(answer)
                .containsEntry("status", 200)
                .containsEntry("json", Map.of("species", "setosa"))
                .containsEntry("url", aws.endpoint() + "/_aws/execute-api/" + api + "/prod/health")
                .containsKeys("headers", "millis", "startTime");
    }

    @Test
    void a_method_with_iam_authorization_takes_a_signed_request_only() throws Exception {
        assertThatThrownBy(() -> walk.run(ApiCalls.post("/signed", "5.1").operation()))
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("with status 403")
                .hasMessageContaining("signed: true");
        Map<String, Object> answer =
                walk.run(ApiCalls.post("/signed?b=2&a=1%202", "5.1").signed().operation());
        assertThat(answer).containsEntry("status", 200);
    }

    @Test
    void the_value_of_an_api_key_is_read_and_shown_nowhere() throws Exception {
        var client = session.apiGateway();
        var key = client.createApiKey(request -> request.name("partners").enabled(true));
        var plan = client.createUsagePlan(request -> request.name("partners"));
        client.createUsagePlanKey(
                request -> request.usagePlanId(plan.id()).keyId(key.id()).keyType("API_KEY"));
        client.updateUsagePlan(request -> request.usagePlanId(plan.id())
                .patchOperations(PatchOperation.builder()
                        .op(Op.ADD)
                        .path("/apiStages")
                        .value(api + ":prod")
                        .build()));
        assertThatThrownBy(() -> walk.run(ApiCalls.get("/keyed").operation()))
                .hasMessageContaining("give its name with apiKey");
        Map<String, Object> answer =
                walk.run(ApiCalls.get("/keyed").key("partners").operation());
        assertThat(answer).containsEntry("status", 200);
        assertThat(answer.toString() + walk.printed()).doesNotContain(key.value());
        assertThatThrownBy(() -> walk.run(ApiCalls.get("/keyed").key("nobody").operation()))
                .hasMessageContaining("there is no API key of this name");
    }

    @Test
    void only_apis_of_the_region_are_called() {
        for (String url : new String[] {
            "http://169.254.169.254/latest",
            "https://example.com/prod",
            "https://abcdef1234.execute-api.us-east-1.amazonaws.com.example.com/prod",
            aws.endpoint() + "/restapis"
        }) {
            assertThatThrownBy(() -> walk.run(ApiCalls.get("/x").at(url).operation()))
                    .as(url)
                    .isInstanceOf(OperationFailure.class)
                    .hasMessageContaining("is no URL of an API of API Gateway");
        }
    }

    @Test
    void an_api_of_somebody_else_gets_no_signature() {
        String url = aws.endpoint() + "/_aws/execute-api/abcdef1234/prod";
        assertThatThrownBy(() -> walk.run(ApiCalls.get("/x").at(url).signed().operation()))
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("There is no API with the id abcdef1234 in this account and region");
    }

    @Test
    void two_apis_of_one_name_are_not_guessed_between() {
        String other = session.apiGateway()
                .createRestApi(request -> request.name("iris"))
                .id();
        assertThatThrownBy(() -> walk.run(ApiCalls.get("/health").operation()))
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("There are 2 APIs 'iris'")
                .hasMessageContaining(other);
    }

    @Test
    void an_answer_is_written_to_a_file_of_the_workspace() throws Exception {
        ApiCalls call = ApiCalls.get("/health");
        call.outputFile = "out/answer.json";
        walk.run(call.operation());
        assertThat(Files.readString(workspace.resolve("out/answer.json"))).contains("setosa");
    }

    @Test
    void an_api_is_not_called_again_because_the_agent_is_away() throws Exception {
        try (TestBuild build = new TestBuild(aws, "us-east-1", workspace)) {
            ShyAgent agent = new ShyAgent(build.agent(), 2);
            build.agent(agent);
            ApiCalls call = ApiCalls.post("/predict", "5.1");
            call.outputFile = "out/answer.json";
            aws.journal().clear();
            build.run(call.operation());
            assertThat(agent.writes()).isEqualTo(3);
            assertThat(calls()).isEqualTo(1);
        }
    }

    @Test
    void what_can_not_be_asked_twice_is_not_asked_again_when_its_answer_is_lost() {
        try (TestBuild build = new TestBuild(aws, "us-east-1", workspace)) {
            Faults.Rule lost = aws.faults()
                    .on(one -> one.service().equals("execute-api"))
                    .times(1)
                    .resetAfter();
            aws.journal().clear();
            assertThatThrownBy(() -> build.run(ApiCalls.post("/predict", "5.1").operation()))
                    .isInstanceOf(OperationFailure.class)
                    .hasMessageContaining("The answer to POST /_aws/execute-api/" + api + "/prod/predict was lost");
            assertThat(lost.struck()).isEqualTo(1);
            assertThat(calls()).isEqualTo(1);
            aws.faults().on(one -> one.service().equals("execute-api")).times(1).resetAfter();
            assertThat(build.run(ApiCalls.get("/health").operation())).containsEntry("status", 200);
        }
    }

    private long calls() {
        return aws.journal().calls(call -> call.service().equals("execute-api")).size();
    }

    @Test
    void an_unexpected_answer_fails_the_step() {
        assertThatThrownBy(() ->
                        walk.run(ApiCalls.get("/health").expecting("virginica").operation()))
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("'virginica' is not contained");
        assertThatThrownBy(() -> walk.run(ApiCalls.get("/nowhere").operation())).hasMessageContaining("not 2xx");
    }
}
