package io.jenkins.plugins.codecraft.deploy.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.AwsSessions;
import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.aws.SessionRequest;
import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import io.jenkins.plugins.codecraft.embedded.Journal;
import io.jenkins.plugins.codecraft.invoke.apigateway.ApiCalls;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Walk;
import io.jenkins.plugins.codecraft.storage.LocalAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

class DeployRestApiTest {
    private static final String HEALTH = """
            {"openapi": "3.0.1", "info": {"title": "iris", "version": "1"},
             "components": {"securitySchemes": {"key": {"type": "apiKey", "name": "x-api-key", "in": "header"}}},
             "paths": {"/health": {"get": {"security": [SECURITY],
              "x-amazon-apigateway-integration": {"type": "mock",
                "requestTemplates": {"application/json": "{\\"statusCode\\": 200}"},
                "responses": {"default": {"statusCode": "200",
                  "responseTemplates": {"application/json": "ANSWER"}}}}}}}}
            """;
    private static final String KEY = "{\"key\": []}";

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
    private final ApiDeployments deployment = new ApiDeployments();
    private Walk walk;

    @BeforeEach
    void begin() throws IOException {
        walk = new Walk(session, new LocalAgent(workspace));
        api("", "well");
    }

    @AfterEach
    void end() {
        sessions.close();
        aws.close();
    }

    private void api(String security, String answer) throws IOException {
        Files.writeString(
                workspace.resolve("api.yaml"),
                HEALTH.replace("SECURITY", security).replace("ANSWER", answer));
    }

    private Map<String, Object> deploy() throws Exception {
        return walk.run(deployment.operation(new BuildOrigin("jenkins", "team/iris", "7", 1_700_000_000_000L, "1")));
    }

    private Object asked() throws Exception {
        return walk.run(ApiCalls.get("/health").operation()).get("body");
    }

    private List<String> effects() {
        return aws.journal().effects().stream().map(Journal.Call::operation).toList();
    }

    @Test
    void what_only_rest_apis_have_makes_a_rest_api() throws Exception {
        assertThat(deploy()).containsEntry("type", "REST").containsEntry("changed", true);
        assertThat(asked()).isEqualTo("well");
        aws.journal().clear();
        assertThat(deploy()).containsEntry("changed", false);
        assertThat(effects()).isEmpty();
    }

    @Test
    void a_changed_file_is_served_after_the_switch_only() throws Exception {
        Map<String, Object> first = deploy();
        api("", "better");
        deployment.checked("/health", "worse");
        assertThatThrownBy(this::deploy)
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("No user was served by it");
        assertThat(asked()).isEqualTo("well");
        deployment.checked("/health", "better");
        assertThat(deploy()).containsEntry("previousDeploymentId", first.get("deploymentId"));
        assertThat(asked()).isEqualTo("better");
    }

    @Test
    void settings_of_the_stage_are_patched() throws Exception {
        deploy();
        deployment.stageVariables.put("model", "iris");
        deployment.throttling = new ApiSettings.Limits(0.5, 100);
        deployment.accessLog = new ApiSettings.LogTarget(
                "arn:aws:logs:us-east-1:123456789012:log-group:/api/iris", "$context.requestId $context.status");
        assertThat(deploy().get("changes").toString())
                .contains("throttling.rateLimit: 0.5 (new)", "stageVariables.model: iris (new)");
        assertThat(deploy()).containsEntry("changed", false);
        asked();
        assertThat(aws.logs().messages("us-east-1", "/api/iris", "prod"))
                .singleElement()
                .asString()
                .endsWith(" 200");
        deployment.stageVariables.clear();
        assertThat(deploy().get("changes")).isEqualTo(List.of("stageVariables.model: none (was iris)"));
        assertThat(deploy()).containsEntry("changed", false);
    }

    @Test
    void a_usage_plan_with_its_key_opens_the_methods_that_need_one() throws Exception {
        api(KEY, "well");
        deployment.withPlan().checked("/health", "well");
        Map<String, Object> result = deploy();
        assertThatThrownBy(this::asked).hasMessageContaining("status 403");
        Map<String, Object> answer =
                walk.run(ApiCalls.get("/health").key("iris").operation());
        assertThat(answer).containsEntry("body", "well");
        String value = session.apiGateway()
                .getApiKeys(request -> request.includeValues(true))
                .items()
                .get(0)
                .value();
        assertThat(result.toString() + walk.printed()).doesNotContain(value);
        assertThat(deploy()).containsEntry("changed", false);
        deployment.usagePlan = new ApiSettings.PlanSettings("iris", new ApiSettings.Limits(5, 10), 0, "DAY");
        assertThat(deploy().get("changes"))
                .isEqualTo(List.of(
                        "usagePlan.burstLimit: 200 → 10",
                        "usagePlan.quota: none (was 1000 a DAY)",
                        "usagePlan.rateLimit: 100 → 5"));
        assertThat(deploy()).containsEntry("changed", false);
    }

    @Test
    void a_new_stage_that_answers_wrongly_is_taken_away_again_with_its_place_in_the_plan() throws Exception {
        api(KEY, "well");
        deployment.withPlan().checked("/health", "worse");
        assertThatThrownBy(this::deploy)
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("The check of stage prod of REST API iris failed")
                .hasMessageContaining("was taken back: the stage is gone again");
        String api =
                session.apiGateway().getRestApis(request -> {}).items().get(0).id();
        assertThat(session.apiGateway()
                        .getStages(request -> request.restApiId(api))
                        .item())
                .isEmpty();
    }

    @Test
    void a_usage_plan_that_is_refused_after_the_switch_takes_the_stage_back() throws Exception {
        Map<String, Object> first = deploy();
        api("", "better");
        deployment.withPlan();
        aws.faults()
                .on("apigateway", "CreateUsagePlan")
                .refuse("AccessDeniedException", 403, "not authorized to perform: apigateway:POST");
        assertThatThrownBy(this::deploy)
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("API Gateway refused to bring usage plan iris to what is wanted")
                .hasMessageContaining("was taken back: it serves deployment " + first.get("deploymentId") + " again");
        assertThat(asked()).isEqualTo("well");
    }

    @Test
    void a_new_stage_whose_settings_are_refused_is_taken_away_again() {
        deployment.throttling = new ApiSettings.Limits(50, 100);
        aws.faults()
                .on("apigateway", "UpdateStage")
                .refuse("BadRequestException", 400, "CloudWatch Logs role ARN must be set in account settings");
        assertThatThrownBy(this::deploy)
                .hasMessageContaining("CloudWatch Logs role ARN must be set")
                .hasMessageContaining("was taken back: the stage is gone again");
    }

    @Test
    void a_check_of_a_method_that_needs_a_key_needs_a_usage_plan() throws Exception {
        api(KEY, "well");
        deployment.checked("/health", "well");
        assertThatThrownBy(this::deploy)
                .hasMessageContaining("verify.path '/health'. This method needs an API key")
                .hasMessageContaining("nothing was done in AWS");
        assertThat(effects()).isEmpty();
    }

    @Test
    void a_usage_plan_of_somebody_else_is_left_alone() {
        session.apiGateway().createUsagePlan(request -> request.name("iris"));
        deployment.withPlan();
        assertThatThrownBy(this::deploy)
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("There is a usage plan 'iris' that CodeCraft did not create");
    }

    @Test
    void a_type_that_the_file_is_not_of_is_a_mistake_with_its_line() {
        deployment.type = "HTTP";
        assertThatThrownBy(this::deploy)
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("openapi, api.yaml line 3, GET /health: type 'MOCK'")
                .hasMessageContaining("give type: 'REST'");
    }

    @Test
    void wrong_parameters_are_all_said_at_once() {
        deployment.name = "";
        deployment.stage = "codecraft-check";
        deployment.stageVariables.put("a b", "é");
        deployment.throttling = new ApiSettings.Limits(0, 0);
        deployment.accessLog = new ApiSettings.LogTarget("iris", "$context.status");
        assertThatThrownBy(this::deploy)
                .hasMessageContaining("8 parameters are wrong; nothing was done in AWS")
                .hasMessageContaining("accessLog.format '$context.status'. A format must contain $context.requestId");
    }
}
