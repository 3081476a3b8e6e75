package io.jenkins.plugins.codecraft.embedded.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.model.BadRequestException;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.PutMode;

class RestApiTest {
    private static final String FUNCTION = operation(
            "{\"type\": \"AWS_PROXY\", \"httpMethod\": \"POST\", \"uri\": \"" + ApiGatewayLab.INVOCATIONS + "\"}", "");
    private static final String MOCK = operation(
            "{\"type\": \"MOCK\", \"requestTemplates\": {\"application/json\": \"{\\\"statusCode\\\": 200}\"},"
                    + " \"responses\": {\"default\": {\"statusCode\": \"200\","
                    + " \"responseTemplates\": {\"application/json\": \"{\\\"ok\\\": true}\"}}}}",
            "");

    private final ApiGatewayLab lab = new ApiGatewayLab();

    @AfterEach
    void end() {
        lab.close();
    }

    private static String operation(String integration, String more) {
        return "{\"x-amazon-apigateway-integration\": " + integration + more + "}";
    }

    private static SdkBytes document(String paths) {
        return SdkBytes.fromUtf8String("{\"openapi\": \"3.0.1\", \"info\": {\"title\": \"iris\", \"version\": \"1\"},"
                + " \"components\": {\"securitySchemes\": {\"key\":"
                + " {\"type\": \"apiKey\", \"name\": \"x-api-key\", \"in\": \"header\"}}}, \"paths\": {" + paths
                + "}}");
    }

    private String created(SdkBytes document) {
        String api = lab.v1
                .createRestApi(request -> request.name("iris").tags(Map.of("team", "ml")))
                .id();
        lab.v1.putRestApi(
                request -> request.restApiId(api).mode(PutMode.OVERWRITE).body(document));
        return api;
    }

    private void deploy(String api) {
        String deployment =
                lab.v1.createDeployment(request -> request.restApiId(api)).id();
        lab.v1.createStage(request -> request.restApiId(api)
                .stageName("prod")
                .deploymentId(deployment)
                .variables(Map.of("model", "iris")));
    }

    private static PatchOperation patch(Op op, String path, String value) {
        return PatchOperation.builder().op(op).path(path).value(value).build();
    }

    private void patch(String api, PatchOperation... operations) {
        lab.v1.updateStage(request -> request.restApiId(api).stageName("prod").patchOperations(operations));
    }

    @Test
    void a_function_gets_the_request_in_the_format_1() throws Exception {
        String api = created(document("\"/features/{name}\": {\"x-amazon-apigateway-any-method\": " + FUNCTION + "}"));
        lab.functions.permit("arn:aws:execute-api:us-east-1:123456789012:" + api + "/*/*");
        deploy(api);
        lab.functions.answer("");
        assertThat(lab.get(api, "/prod/features/x").statusCode())
                .as("an event is no answer of a REST API")
                .isEqualTo(502);
        lab.functions.answer("{\"statusCode\": 200, \"body\": \"fine\"}");
        assertThat(lab.get(api, "/prod/features/x").body()).isEqualTo("fine");
        assertThat(lab.get(api, "/prod/elsewhere").body()).contains("Missing Authentication Token");
        assertThat(lab.get(api, "/test/features/x").statusCode()).isEqualTo(403);
    }

    @Test
    void a_mock_answers_by_itself() throws Exception {
        String api = created(document("\"/health\": {\"get\": " + MOCK + "}"));
        deploy(api);
        JsonNode answer =
                new ObjectMapper().readTree(lab.get(api, "/prod/health").body());
        assertThat(answer.path("ok").asBoolean()).isTrue();
    }

    @Test
    void overwriting_replaces_the_methods_and_merging_adds_to_them() {
        String api = created(document("\"/a\": {\"get\": " + MOCK + "}"));
        lab.v1.putRestApi(request ->
                request.restApiId(api).mode(PutMode.MERGE).body(document("\"/b\": {\"get\": " + MOCK + "}")));
        assertThat(paths(api)).containsExactly("/", "/a", "/b");
        lab.v1.putRestApi(request ->
                request.restApiId(api).mode(PutMode.OVERWRITE).body(document("\"/c\": {\"get\": " + MOCK + "}")));
        assertThat(paths(api)).containsExactly("/", "/c");
        assertThat(lab.v1.getRestApis(request -> {}).items())
                .singleElement()
                .satisfies(found -> assertThat(found.tags()).containsEntry("team", "ml"));
    }

    private List<String> paths(String api) {
        return lab.v1.getResources(request -> request.restApiId(api)).items().stream()
                .map(resource -> resource.path())
                .toList();
    }

    @Test
    void a_method_without_an_integration_can_not_be_deployed() {
        String api = created(document("\"/a\": {\"get\": {}}"));
        assertThatThrownBy(() -> lab.v1.createDeployment(request -> request.restApiId(api)))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("No integration defined for method");
        String empty = created(document(""));
        assertThatThrownBy(() -> lab.v1.createDeployment(request -> request.restApiId(empty)))
                .hasMessageContaining("The REST API doesn't contain any methods");
    }

    @Test
    void a_stage_is_patched() throws Exception {
        String api = created(document("\"/health\": {\"get\": " + MOCK + "}"));
        deploy(api);
        patch(
                api,
                patch(Op.REPLACE, "/variables/model", "other"),
                patch(Op.REPLACE, "/*/*/throttling/rateLimit", "0.001"),
                patch(Op.REPLACE, "/*/*/throttling/burstLimit", "1"),
                patch(
                        Op.REPLACE,
                        "/accessLogSettings/destinationArn",
                        "arn:aws:logs:us-east-1:123456789012:log-group:iris"),
                patch(Op.REPLACE, "/accessLogSettings/format", "$context.status"));
        var stage = lab.v1.getStage(request -> request.restApiId(api).stageName("prod"));
        assertThat(stage.variables()).containsEntry("model", "other");
        assertThat(stage.methodSettings().get("*/*").throttlingBurstLimit()).isEqualTo(1);
        assertThat(lab.get(api, "/prod/health").statusCode()).isEqualTo(200);
        assertThat(lab.get(api, "/prod/health").statusCode()).isEqualTo(429);
        assertThat(lab.aws.logs().messages("us-east-1", "iris", "prod")).containsExactly("200", "429");
        assertThatThrownBy(() -> patch(api, patch(Op.REPLACE, "/deploymentId", "nosuch")))
                .isInstanceOf(BadRequestException.class);
    }

    @Test
    void a_method_that_needs_a_key_wants_one_of_a_usage_plan_of_the_stage() throws Exception {
        String secured = operation(
                "{\"type\": \"MOCK\", \"requestTemplates\": {\"application/json\": \"{\\\"statusCode\\\": 200}\"}}",
                ", \"security\": [{\"key\": []}]");
        String api = created(document("\"/health\": {\"get\": " + secured + "}"));
        deploy(api);
        var key = lab.v1.createApiKey(request -> request.name("iris").enabled(true));
        var plan = lab.v1.createUsagePlan(request -> request.name("iris")
                .throttle(throttle -> throttle.rateLimit(0.001).burstLimit(1)));
        lab.v1.createUsagePlanKey(
                request -> request.usagePlanId(plan.id()).keyId(key.id()).keyType("API_KEY"));
        assertThat(lab.get(api, "/prod/health").statusCode()).isEqualTo(403);
        assertThat(lab.get(api, "/prod/health", "x-api-key", key.value()).statusCode())
                .isEqualTo(403);
        lab.v1.updateUsagePlan(
                request -> request.usagePlanId(plan.id()).patchOperations(patch(Op.ADD, "/apiStages", api + ":prod")));
        assertThat(lab.get(api, "/prod/health", "x-api-key", key.value()).statusCode())
                .isEqualTo(200);
        assertThat(lab.get(api, "/prod/health", "x-api-key", key.value()).statusCode())
                .isEqualTo(429);
        assertThat(lab.v1.getApiKey(request -> request.apiKey(key.id())).value())
                .isNull();
        assertThat(lab.v1
                        .getApiKey(request -> request.apiKey(key.id()).includeValue(true))
                        .value())
                .isEqualTo(key.value());
        assertThatThrownBy(() ->
                        lab.v1.deleteStage(request -> request.restApiId(api).stageName("prod")))
                .hasMessageContaining("referenced in one or more usage plans");
    }

    @Test
    void a_method_with_iam_authorization_wants_a_signature() throws Exception {
        String signed = operation(
                "{\"type\": \"MOCK\", \"requestTemplates\": {\"application/json\": \"{\\\"statusCode\\\": 200}\"}}",
                ", \"x-amazon-apigateway-auth\": {\"type\": \"AWS_IAM\"}");
        String api = created(document("\"/health\": {\"get\": " + signed + "}"));
        deploy(api);
        assertThat(lab.get(api, "/prod/health").statusCode()).isEqualTo(403);
    }

    @Test
    void two_variables_in_one_place_are_refused() {
        assertThatThrownBy(() ->
                        created(document("\"/a/{x}\": {\"get\": " + MOCK + "}, \"/a/{y}\": {\"get\": " + MOCK + "}")))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("A sibling ({x}) of this resource already has a variable path part");
        assertThatThrownBy(() -> lab.v1.getRestApi(request -> request.restApiId("nosuch")))
                .isInstanceOf(NotFoundException.class);
    }
}
