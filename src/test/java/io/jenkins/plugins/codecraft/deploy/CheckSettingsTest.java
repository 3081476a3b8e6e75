package io.jenkins.plugins.codecraft.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.codecraft.operation.Mistakes;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a check may be, and when an answer does not pass it. */
class CheckSettingsTest {
    private static CheckSettings check(String payload, String file, String expect, String latency, String path) {
        return new CheckSettings(payload, file, "text/csv", expect, latency, path, "");
    }

    @Test
    void a_check_that_is_right_is_not_refused() {
        Mistakes mistakes = new Mistakes("codecraftDeploy");
        check("5.1", "", "$.label = setosa", "500ms", "").check(mistakes);
        check(null, "sample.csv", "", "", "").checkThatSomethingIsSent(mistakes);
        assertThat(mistakes.all()).isEmpty();
    }

    @Test
    void everything_wrong_is_said() {
        Mistakes mistakes = new Mistakes("codecraftDeploy");
        CheckSettings wrong = new CheckSettings("5.1", "sample.csv", "é", "/(/", "soon", "predict", "SEND");
        wrong.check(mistakes);
        wrong.checkThatIsNoApi(mistakes);
        check(null, "", "", "", "").checkThatSomethingIsSent(mistakes);
        assertThat(mistakes.all())
                .extracting(text -> text.split("[ ']")[0])
                .containsExactly(
                        "verify.payloadFile",
                        "verify.contentType",
                        "verify.expect",
                        "verify.maxLatency",
                        "verify.path",
                        "verify.method",
                        "verify.path",
                        "verify.method",
                        "verify.payload");
    }

    @Test
    void a_wrong_answer_is_told_before_a_late_one() {
        CheckSettings check = check("5.1", "", "setosa", "2s", "");
        assertThat(check.unmet("setosa", Duration.ofSeconds(2))).isEmpty();
        assertThat(check.unmet("setosa", Duration.ofMillis(2001)))
                .contains("the answer took 2001 ms, more than 2000 ms");
        assertThat(check.unmet("virginica", Duration.ofHours(1)))
                .get()
                .asString()
                .contains("setosa");
    }

    @Test
    void an_empty_payload_of_a_form_is_none_and_of_a_pipeline_is_one() {
        Check check = new Check();
        check.setPayload("");
        assertThat(check.settings().payload()).isEmpty();
        assertThat(new Check().settings().payload()).isNull();
    }
}
