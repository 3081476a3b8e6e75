package io.jenkins.plugins.codecraft.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.codecraft.invoke.InvokePublisher;
import io.jenkins.plugins.codecraft.invoke.InvokeStep;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a post-build action has its turn. */
class OperationPublisherTest {
    @ParameterizedTest
    @CsvSource({
        ",SUCCESS,true", ",UNSTABLE,false", ",FAILURE,false",
        "success,SUCCESS,true", "success,UNSTABLE,false", "success,ABORTED,false",
        "unstable,SUCCESS,true", "unstable,UNSTABLE,true", "unstable,FAILURE,false",
        "always,FAILURE,true", "always,ABORTED,true", "always,SUCCESS,true",
        "nonsense,UNSTABLE,false"
    })
    void it_runs_if_the_build_is_good_enough(String runIf, String result, boolean runs) {
        OperationPublisher<InvokeStep> publisher = new InvokePublisher(new InvokeStep(null));
        publisher.setRunIf(runIf);

        assertThat(publisher.isGoodEnough(Result.fromString(result))).isEqualTo(runs);
    }
}
