package io.jenkins.plugins.codecraft.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.codecraft.jenkins.ReportedStep;
import io.jenkins.plugins.codecraft.jenkins.StepReport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a build's description gets to hear of its steps. */
class ResultLineTest {
    private final FakeBuild build = FakeBuild.one();

    private StepReport open(String function, String subject, String name) {
        return build.open(new ReportedStep("8", function, subject, name).describing(true));
    }

    @Test
    void a_training_is_described_by_the_metrics_that_it_asked_for() {
        StepReport training = open("codecraftTrain", "iris", "");
        training.limits("accuracy", 0.9, null);
        training.succeeded(Map.of("metrics", Map.of("accuracy", 0.96666664, "loss", 0.1), "seconds", 90));

        assertThat(build.description).isEqualTo("Train iris: accuracy 0.9667");
    }

    @Test
    void a_training_without_metrics_is_described_by_its_time() {
        open("codecraftTrain", "iris", "").succeeded(Map.of("seconds", 90));

        assertThat(build.description).isEqualTo("Train iris: Trained for 1 min 30 s");
    }

    @Test
    void a_deployment_is_described_by_its_version() {
        open("codecraftDeploy", "LambdaFunction", "features").succeeded(Map.of("changed", true, "version", "7"));

        assertThat(build.description).isEqualTo("Deploy Lambda function features: Version 7");
    }

    @Test
    void a_deployment_that_changed_nothing_says_so() {
        open("codecraftDeploy", "LambdaFunction", "features").succeeded(Map.of("changed", false, "version", "7"));

        assertThat(build.description).isEqualTo("Deploy Lambda function features: no change");
    }

    @Test
    void a_plan_is_told_from_a_deployment() {
        open("codecraftDeploy", "LambdaFunction", "features")
                .succeeded(Map.of("changed", false, "changes", List.of("memory: 128 → 256")));

        assertThat(build.description).isEqualTo("Deploy Lambda function features: only planned");
    }

    @Test
    void an_invocation_is_described_by_its_status_and_never_by_its_answer() {
        open("codecraftInvoke", "StepFunctions", "flow").succeeded(Map.of("status", "SUCCEEDED", "output", "secret"));

        assertThat(build.description).isEqualTo("Invoke state machine flow: Status SUCCEEDED");
    }

    @Test
    void what_the_description_has_already_stays() {
        build.description = "by hand";
        open("codecraftTrain", "iris", "").succeeded(Map.of());

        assertThat(build.description).isEqualTo("by hand\nTrain iris");
    }

    @Test
    void a_step_that_ends_again_after_a_crash_is_described_once() {
        open("codecraftTrain", "iris", "").succeeded(Map.of());
        open("codecraftTrain", "iris", "").succeeded(Map.of());

        assertThat(build.description).isEqualTo("Train iris");
    }

    @Test
    void a_description_is_not_touched_unless_that_is_wanted() {
        build.open(FakeBuild.TRAIN).succeeded(Map.of());

        assertThat(build.description).isNull();
    }

    @Test
    void a_failure_is_not_described() {
        open("codecraftTrain", "iris", "").failed(new IllegalStateException());

        assertThat(build.description).isNull();
    }

    @Test
    void secrets_are_masked() {
        build.masked = text -> text.replace("hidden", "****");
        open("codecraftDeploy", "LambdaFunction", "hidden").succeeded(Map.of());

        assertThat(build.description).isEqualTo("Deploy Lambda function ****");
    }
}
