package io.jenkins.plugins.codecraft.deploy.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenApiImportTest {
    private static final String FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:features:live";
    private static final String ENDPOINT = "arn:aws:sagemaker:eu-west-1:123456789012:endpoint/iris";
    private static final String INVOCATIONS =
            "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/" + FUNCTION + "/invocations";
    private static final String URI = "/paths/~1a/get/x-amazon-apigateway-integration/uri";

    private static ObjectNode document(String uri) {
        return OpenApiFile.read("api.yaml", """
                        openapi: 3.0.1
                        info: {title: x, version: '1', description: Flowers.}
                        tags:
                          - {name: team, x-amazon-apigateway-tag-value: old}
                          - {name: docs}
                        paths:
                          /a:
                            get:
                              x-amazon-apigateway-integration: {type: aws_proxy, httpMethod: POST, uri: '%s'}
                        """.formatted(uri)).root();
    }

    private static String uri(String written, boolean http) {
        ObjectNode root = document(written);
        OpenApiImport.complete(root, "iris", http, "aws", "eu-west-1", Map.of(ENDPOINT, "Iris"));
        return root.at(URI).asText();
    }

    @Test
    void a_rest_api_gets_the_uri_that_it_wants() {
        assertThat(uri(FUNCTION, false)).isEqualTo(INVOCATIONS);
        assertThat(uri(ENDPOINT, false))
                .as("the name as it was written, as InvokeEndpoint wants it")
                .isEqualTo("arn:aws:apigateway:eu-west-1:runtime.sagemaker:path/endpoints/Iris/invocations");
        assertThat(uri("arn:aws:sagemaker:eu-west-1:123456789012:endpoint/other", false))
                .isEqualTo("arn:aws:apigateway:eu-west-1:runtime.sagemaker:path/endpoints/other/invocations");
        assertThat(uri("https://example.com/{proxy}", false)).isEqualTo("https://example.com/{proxy}");
    }

    @Test
    void an_http_api_takes_the_function_as_it_is() {
        assertThat(uri(FUNCTION, true)).isEqualTo(FUNCTION);
    }

    @Test
    void functions_are_found_in_both_ways_of_writing() {
        Invoked invoked = new Invoked(FUNCTION, false);
        assertThat(OpenApiImport.functions(document(FUNCTION))).containsExactly(invoked);
        assertThat(OpenApiImport.functions(document(INVOCATIONS))).containsExactly(invoked);
        assertThat(OpenApiImport.functions(document("https://example.com"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"components: {securitySchemes: {auth: SCHEME}}", "securityDefinitions: {auth: SCHEME}"})
    void the_function_of_an_authorizer_is_found_and_named_as_both_types_of_api_want_it(String schemes) {
        String scheme = "{x-amazon-apigateway-authorizer: {type: request, authorizerUri: '" + FUNCTION + "'}}";
        ObjectNode root =
                OpenApiFile.read("api.yaml", schemes.replace("SCHEME", scheme)).root();
        OpenApiImport.complete(root, "iris", true, "aws", "eu-west-1", Map.of());
        assertThat(OpenApiAuthorizers.of(root))
                .extracting(OpenApiAuthorizers::uri)
                .containsExactly(INVOCATIONS);
        assertThat(OpenApiImport.functions(root)).containsExactly(new Invoked(FUNCTION, true));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /flowers/new, get /flowers/new",
        "GET, /flowers/iris?limit=5, get /flowers/{name}",
        "PUT, /flowers/iris, x-amazon-apigateway-any-method /flowers/{name}",
        "GET, /flowers/iris/petals, get /{rest+}",
        "POST, /elsewhere, none"
    })
    void the_method_that_is_called_is_the_most_particular(String method, String path, String called) {
        ObjectNode root = OpenApiFile.read(
                        "api.yaml",
                        "paths: {'/{rest+}': {get: {}}, '/flowers/{name}': {get: {},"
                                + " x-amazon-apigateway-any-method: {}}, '/flowers/new': {get: {}}}")
                .root();
        assertThat(OpenApiMethods.called(root, method, path)
                        .map(found -> found.method() + " " + found.path())
                        .orElse("none"))
                .isEqualTo(called);
    }

    @Test
    void the_mark_is_at_the_end_of_the_description_and_tags_of_ours_replace_those_of_the_file() throws Exception {
        ObjectNode root = document(FUNCTION);
        JsonNode marked =
                new ObjectMapper().readTree(OpenApiImport.marked(root, "0123456789abcdef", true, Map.of("team", "ml")));
        assertThat(marked.at("/info/description").asText()).isEqualTo("Flowers. codecraft:content=0123456789abcdef");
        assertThat(Content.in(marked.at("/info/description").asText())).isEqualTo("0123456789abcdef");
        assertThat(marked.path("tags").toString())
                .isEqualTo("[{\"name\":\"docs\"},{\"name\":\"team\",\"x-amazon-apigateway-tag-value\":\"ml\"}]");
    }

    @Test
    void a_long_description_is_cut_for_the_mark() {
        String marked = Content.marked("x".repeat(2000), "0123456789abcdef");
        assertThat(marked).hasSize(1024);
        assertThat(Content.in(marked)).isEqualTo("0123456789abcdef");
    }
}
