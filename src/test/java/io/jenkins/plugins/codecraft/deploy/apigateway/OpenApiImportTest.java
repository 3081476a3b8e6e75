package io.jenkins.plugins.codecraft.deploy.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenApiImportTest {
    private static final String FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:features:live";
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
        OpenApiImport.complete(root, "iris", http, "aws", "eu-west-1");
        return root.at(URI).asText();
    }

    @Test
    void a_rest_api_gets_the_uri_that_it_wants() {
        assertThat(uri(FUNCTION, false))
                .isEqualTo(
                        "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/" + FUNCTION + "/invocations");
        assertThat(uri("arn:aws:sagemaker:eu-west-1:123456789012:endpoint/iris", false))
                .isEqualTo("arn:aws:apigateway:eu-west-1:runtime.sagemaker:path/endpoints/iris/invocations");
        assertThat(uri("https://example.com/{proxy}", false)).isEqualTo("https://example.com/{proxy}");
    }

    @Test
    void an_http_api_takes_the_function_as_it_is() {
        assertThat(uri(FUNCTION, true)).isEqualTo(FUNCTION);
    }

    @Test
    void functions_are_found_in_both_ways_of_writing() {
        assertThat(OpenApiImport.functions(document(FUNCTION))).containsExactly(FUNCTION);
        assertThat(OpenApiImport.functions(document(
                        "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/" + FUNCTION + "/invocations")))
                .containsExactly(FUNCTION);
        assertThat(OpenApiImport.functions(document("https://example.com"))).isEmpty();
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
