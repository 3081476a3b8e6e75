package io.jenkins.plugins.codecraft.invoke.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.codecraft.operation.Mistakes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiCallTest {
    private final ApiCalls calls = new ApiCalls();

    private String mistakes() {
        Mistakes mistakes = new Mistakes("codecraftInvoke apiGateway");
        calls.call().check(mistakes);
        return String.join("\n", mistakes.all());
    }

    @Test
    void a_name_is_enough() {
        assertThat(mistakes()).isEmpty();
    }

    @Test
    void an_api_is_named_in_one_way() {
        calls.url = "https://abcdef1234.execute-api.us-east-1.amazonaws.com/prod";
        assertThat(mistakes()).contains("There is a url as well");
        calls.name = "";
        assertThat(mistakes()).isEmpty();
        calls.url = "";
        assertThat(mistakes()).contains("name is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../admin", "/a/./b", "/%2e%2e/x", "/..%2fx", "x", "/a b", "/a#b", "/a\\..\\b", "/%zz"})
    void a_path_does_not_lead_out_of_the_stage(String path) {
        calls.path = path;
        assertThat(mistakes()).contains("Give a path such as");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/flowers?limit=5", "/flowers/a%20b", "/a..b"})
    void other_paths_are_right(String path) {
        calls.path = path;
        assertThat(mistakes()).isEmpty();
    }

    @Test
    void what_the_client_sets_can_not_be_set() {
        calls.headers.put("Host", "example.com");
        calls.headers.put("X-Token", "secret\r\nX: y");
        assertThat(mistakes())
                .contains("headers 'Host'. This header is set by the step itself.")
                .contains("headers.X-Token")
                .doesNotContain("secret");
    }

    @Test
    void statuses_are_single_ones_or_hundreds() {
        assertThat(calls.call().expects(204)).isTrue();
        assertThat(calls.call().expects(302)).isFalse();
        calls.expectStatus = "200, 404";
        assertThat(calls.call().expects(404)).isTrue();
        assertThat(calls.call().expects(204)).isFalse();
        calls.expectStatus = "fine";
        assertThat(mistakes()).contains("Give statuses of HTTP");
    }
}
