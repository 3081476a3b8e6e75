package io.jenkins.plugins.codecraft.invoke.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.codecraft.invoke.Expectation;
import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import org.junit.jupiter.api.Test;

class EndpointCallTest {

    private static String said(EndpointCall call) {
        Mistakes mistakes = new Mistakes("codecraftInvoke sagemakerEndpoint");
        call.check(mistakes);
        try {
            mistakes.refuse();
            return "";
        } catch (OperationFailure failure) {
            return failure.getMessage();
        }
    }

    @Test
    void a_call_that_is_right_is_not_refused() {
        assertThat(said(new EndpointCall("iris", "", "", "text/csv", "", "", new Expectation(""))))
                .isEmpty();
        assertThat(said(new EndpointCall(
                        "iris", null, "sample.csv", "", "application/json; x=1", "out.json", new Expectation(""))))
                .isEmpty();
    }

    @Test
    void a_payload_is_given_once() {
        assertThat(said(new EndpointCall("iris", null, "", "", "", "", new Expectation(""))))
                .contains("payload is missing.");
        assertThat(said(new EndpointCall("iris", "1,2", "sample.csv", "", "", "", new Expectation(""))))
                .contains("payloadFile 'sample.csv'. There is a payload as well: give one of them.");
    }

    @Test
    void a_type_can_not_smuggle_a_header() {
        assertThat(said(new EndpointCall("iris", "1", "", "text/csv\r\nX-Evil: 1", "a\nb", "", new Expectation(""))))
                .contains("2 parameters are wrong", "contentType", "accept");
    }
}
