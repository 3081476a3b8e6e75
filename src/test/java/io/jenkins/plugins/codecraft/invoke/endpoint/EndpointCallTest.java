package io.jenkins.plugins.codecraft.invoke.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.codecraft.operation.Mistakes;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndpointCallTest {
    private final Invocations call = new Invocations();

    private List<String> said() {
        Mistakes mistakes = new Mistakes("codecraftInvoke sagemakerEndpoint");
        EndpointCallRules.check(call.call(), mistakes);
        return mistakes.all();
    }

    @Test
    void a_call_that_is_right_is_not_refused() {
        assertThat(said()).isEmpty();
        call.payloadFile("sample.csv").expecting("$.predictions[0] = setosa");
        call.accept = "application/json; x=1";
        assertThat(said()).isEmpty();
    }

    @Test
    void an_empty_text_is_a_payload() {
        call.payload("");
        assertThat(said()).isEmpty();
    }

    @Test
    void a_payload_is_given_once() {
        call.payload(null);
        assertThat(said())
                .containsExactly("payload is missing. Give the text to send, or name a file of the workspace"
                        + " with payloadFile.");
        call.payload("1,2").payloadFile = "sample.csv";
        assertThat(said())
                .containsExactly("payloadFile 'sample.csv'. There is another payload as well: give one of them.");
    }

    @Test
    void a_type_can_not_smuggle_a_header() {
        call.contentType = "text/csv\r\nX-Evil: 1";
        call.accept = "a\nb";
        assertThat(said()).hasSize(2);
    }

    @Test
    void only_an_asynchronous_endpoint_reads_from_s3() {
        call.inputLocation("s3://lab/input.csv");
        assertThat(said()).singleElement().asString().startsWith("inputLocation 's3://lab/input.csv'. Only asynch");
        call.mode("asynchronous");
        assertThat(said()).isEmpty();
    }

    @Test
    void a_payload_for_an_asynchronous_endpoint_needs_a_bucket() {
        call.mode("asynchronous");
        assertThat(said()).singleElement().asString().startsWith("bucket is missing.");
        call.in("lab");
        assertThat(said()).isEmpty();
    }

    @Test
    void a_target_is_given_where_sagemaker_takes_it() {
        call.mode("stream");
        call.targetModel = "paris.tar.gz";
        assertThat(said())
                .singleElement()
                .asString()
                .startsWith("targetModel 'paris.tar.gz'. Only a call in real time");
        call.mode("asynchronous").in("lab").variant("blue").targetModel = "";
        assertThat(said())
                .singleElement()
                .asString()
                .startsWith("targetVariant 'blue'. An asynchronous endpoint has one");
    }

    @Test
    void times_of_a_queue_are_those_that_sagemaker_takes() {
        call.mode("asynchronous").in("lab");
        call.invocationTimeout = "2h";
        call.requestTtl = "30s";
        assertThat(said())
                .containsExactly(
                        "invocationTimeout '2h'. Give 1s to 1h, such as '15m'.",
                        "requestTtl '30s'. Give 1m to 6h, such as '1h'.");
    }

    @Test
    void an_expectation_that_can_not_be_meant_is_a_mistake() {
        call.expecting("/(/");
        assertThat(said()).singleElement().asString().startsWith("expect '/(/'. This is no regular expression");
    }
}
