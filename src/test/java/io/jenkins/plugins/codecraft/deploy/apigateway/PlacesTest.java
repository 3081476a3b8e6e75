package io.jenkins.plugins.codecraft.deploy.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlacesTest {
    private final Places places = Places.of(OpenApiFile.read("api.yaml", """
            openapi: 3.0.1
            paths:
              /flowers/{name}:
                get:
                  responses: {}
                x-amazon-apigateway-any-method:
                  responses: {}
            """));

    @Test
    void a_finding_about_a_method_has_its_line() {
        assertThat(places.in("Errors found during import:\n\tUnable to put integration on 'GET' for resource at path"
                        + " '/flowers/{name}': Invalid ARN"))
                .isEqualTo("Errors found during import:\n\tUnable to put integration on 'GET' for resource at path"
                        + " '/flowers/{name}': Invalid ARN (api.yaml line 4)");
    }

    @Test
    void a_finding_about_a_path_has_its_line() {
        assertThat(places.in("Unable to create resource at path '/flowers/{name}': no"))
                .endsWith("(api.yaml line 3)");
    }

    @Test
    void a_finding_about_something_else_stays_as_it_is() {
        assertThat(places.in("Info title is required")).isEqualTo("Info title is required");
        assertThat(places.in("resource at path '/elsewhere': no")).isEqualTo("resource at path '/elsewhere': no");
    }
}
