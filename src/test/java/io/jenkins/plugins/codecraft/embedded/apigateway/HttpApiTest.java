package io.jenkins.plugins.codecraft.embedded.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigatewayv2.model.ApiGatewayV2Exception;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.ConflictException;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;

class HttpApiTest {
    private final ApiGatewayLab lab = new ApiGatewayLab();

    @AfterEach
    void end() {
        lab.close();
    }

    private static String document(String path) {
        return """
                openapi: 3.0.1
                info:
                  title: iris
                  version: '1'
                tags:
                  - name: team
                    x-amazon-apigateway-tag-value: ml
                paths:
                  %s:
                    post:
                      x-amazon-apigateway-integration:
                        type: aws_proxy
                        httpMethod: POST
                        payloadFormatVersion: '2.0'
                        uri: %s
                """.formatted(path, ApiGatewayLab.FUNCTION);
    }

    private String imported(String document) {
        return lab.v2.importApi(request -> request.body(document)).apiId();
    }

    private String deployed(String api) {
        return lab.v2.createDeployment(request -> request.apiId(api)).deploymentId();
    }

    private void stage(String api, String name, String deployment) {
        lab.v2.createStage(request ->
                request.apiId(api).stageName(name).deploymentId(deployment).stageVariables(Map.of("model", "iris")));
    }

    private void permit(String api) {
        lab.functions.permit("arn:aws:execute-api:us-east-1:123456789012:" + api + "/*/*");
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }

    @Test
    void an_imported_api_has_the_routes_integrations_and_tags_of_the_document() {
        String api = imported(document("/features"));
        assertThat(lab.v2.getRoutes(request -> request.apiId(api)).items())
                .singleElement()
                .satisfies(route -> assertThat(route.routeKey()).isEqualTo("POST /features"));
        assertThat(lab.v2.getIntegrations(request -> request.apiId(api)).items())
                .singleElement()
                .satisfies(one -> assertThat(one.integrationUri()).isEqualTo(ApiGatewayLab.FUNCTION));
        assertThat(lab.v2.getApi(request -> request.apiId(api)).tags()).containsEntry("team", "ml");
        assertThat(lab.v2.getApis(request -> {}).items()).singleElement().satisfies(found -> assertThat(found.name())
                .isEqualTo("iris"));
    }

    @Test
    void a_function_gets_the_request_in_the_format_2_and_its_answer_is_the_body() throws Exception {
        String api = imported(document("/features/{name}"));
        permit(api);
        stage(api, "prod", deployed(api));
        var answer = lab.call(api, "/prod/features/a%20b?x=1&x=2", "POST", "5.1", "Content-Type", "text/csv");
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode event = json(answer.body());
        assertThat(event.path("version").asText()).isEqualTo("2.0");
        assertThat(event.path("routeKey").asText()).isEqualTo("POST /features/{name}");
        assertThat(event.path("rawPath").asText()).isEqualTo("/prod/features/a b");
        assertThat(event.at("/pathParameters/name").asText()).isEqualTo("a b");
        assertThat(event.at("/queryStringParameters/x").asText()).isEqualTo("1,2");
        assertThat(event.at("/stageVariables/model").asText()).isEqualTo("iris");
        assertThat(event.at("/headers/content-type").asText()).isEqualTo("text/csv");
        assertThat(event.path("body").asText()).isEqualTo("5.1");
    }

    @Test
    void a_stage_serves_its_deployment_and_not_the_latest_import() throws Exception {
        String api = imported(document("/features"));
        permit(api);
        stage(api, "prod", deployed(api));
        lab.v2.reimportApi(request -> request.apiId(api).body(document("/other")));
        assertThat(lab.call(api, "/prod/features", "POST", "").statusCode()).isEqualTo(200);
        assertThat(lab.call(api, "/prod/other", "POST", "").statusCode()).isEqualTo(404);
        String second = deployed(api);
        lab.v2.updateStage(request -> request.apiId(api).stageName("prod").deploymentId(second));
        assertThat(lab.call(api, "/prod/other", "POST", "").statusCode()).isEqualTo(200);
    }

    @Test
    void the_default_stage_has_no_part_of_the_path() throws Exception {
        String api = imported(document("/features"));
        permit(api);
        stage(api, "$default", deployed(api));
        assertThat(lab.call(api, "/features", "POST", "").statusCode()).isEqualTo(200);
        assertThat(lab.call(api, "/elsewhere", "POST", "").body()).contains("Not Found");
    }

    @Test
    void a_function_that_does_not_permit_the_api_is_not_called() throws Exception {
        String api = imported(document("/features"));
        stage(api, "prod", deployed(api));
        var answer = lab.call(api, "/prod/features", "POST", "");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("Internal Server Error");
    }

    @Test
    void status_and_headers_are_the_functions() throws Exception {
        String api = imported(document("/features"));
        permit(api);
        stage(api, "prod", deployed(api));
        lab.functions.answer("{\"statusCode\": 418, \"headers\": {\"X-Pot\": \"tea\"}, \"body\": \"short\"}");
        var answer = lab.call(api, "/prod/features", "POST", "");
        assertThat(answer.statusCode()).isEqualTo(418);
        assertThat(answer.headers().firstValue("X-Pot")).contains("tea");
        assertThat(answer.body()).isEqualTo("short");
    }

    @Test
    void more_than_a_stage_takes_is_refused() throws Exception {
        String api = imported(document("/features"));
        permit(api);
        stage(api, "prod", deployed(api));
        lab.v2.updateStage(request -> request.apiId(api)
                .stageName("prod")
                .defaultRouteSettings(
                        settings -> settings.throttlingBurstLimit(1).throttlingRateLimit(0.001)));
        assertThat(lab.call(api, "/prod/features", "POST", "").statusCode()).isEqualTo(200);
        assertThat(lab.call(api, "/prod/features", "POST", "").statusCode()).isEqualTo(429);
    }

    @Test
    void each_request_leaves_a_line_in_the_access_log() throws Exception {
        String api = imported(document("/features"));
        permit(api);
        stage(api, "prod", deployed(api));
        lab.v2.updateStage(request -> request.apiId(api).stageName("prod").accessLogSettings(log -> log.destinationArn(
                        "arn:aws:logs:us-east-1:123456789012:log-group:/api/iris")
                .format("$context.httpMethod $context.path $context.status")));
        lab.call(api, "/prod/features", "POST", "");
        assertThat(lab.aws.logs().messages("us-east-1", "/api/iris", "prod")).containsExactly("POST /features 200");
    }

    @Test
    void everything_wrong_with_a_document_is_said_at_once_and_nothing_changes() {
        String api = imported(document("/features"));
        String bad = """
                {"openapi": "3.0.1", "info": {"title": "iris", "version": "1"}, "paths": {
                  "/a": {"get": {"x-amazon-apigateway-integration":
                     {"type": "aws_proxy", "payloadFormatVersion": "2.0", "uri": "nonsense"}}},
                  "/b": {"get": {"x-amazon-apigateway-integration":
                     {"type": "http_proxy", "payloadFormatVersion": "1.0", "uri": "ftp://x"}}}}}
                """;
        assertThatThrownBy(
                        () -> lab.v2.reimportApi(request -> request.apiId(api).body(bad)))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("Errors found during import:")
                .hasMessageContaining("'GET' for resource at path '/a': Invalid ARN specified in the request")
                .hasMessageContaining("'GET' for resource at path '/b': Invalid HTTP endpoint specified for URI");
        assertThat(lab.v2.getRoutes(request -> request.apiId(api)).items()).hasSize(1);
    }

    @Test
    void what_is_ignored_is_a_warning_and_an_error_where_that_is_wanted() {
        String document =
                "{\"openapi\": \"3.0.1\", \"info\": {\"title\": \"iris\"}, \"paths\": {\"/a\": {\"get\": {}}}}";
        assertThat(lab.v2.importApi(request -> request.body(document)).warnings())
                .singleElement()
                .asString()
                .contains("No integration defined for route 'GET /a'");
        assertThatThrownBy(
                        () -> lab.v2.importApi(request -> request.body(document).failOnWarnings(true)))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("Warnings found during import:");
    }

    @Test
    void a_deployment_that_a_stage_serves_stays() {
        String api = imported(document("/features"));
        String first = deployed(api);
        stage(api, "prod", first);
        assertThatThrownBy(() ->
                        lab.v2.deleteDeployment(request -> request.apiId(api).deploymentId(first)))
                .isInstanceOf(ApiGatewayV2Exception.class)
                .hasMessageContaining("Active stages pointing to this deployment must be moved or deleted");
        assertThatThrownBy(() -> stage(api, "prod", first)).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> lab.v2.updateStage(
                        request -> request.apiId(api).stageName("prod").deploymentId("nosuch")))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void tags_are_added_and_taken_away() {
        String api = imported(document("/features"));
        String arn = "arn:aws:apigateway:us-east-1::/apis/" + api;
        lab.v2.tagResource(request -> request.resourceArn(arn).tags(Map.of("a", "1", "b", "2")));
        lab.v2.untagResource(request -> request.resourceArn(arn).tagKeys("a", "team"));
        assertThat(lab.v2.getTags(request -> request.resourceArn(arn)).tags()).containsExactly(Map.entry("b", "2"));
    }
}
