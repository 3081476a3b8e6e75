package io.jenkins.plugins.codecraft.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.codecraft.jenkins.ReportedStep;
import io.jenkins.plugins.codecraft.jenkins.StepReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How the build's page words a step. */
class StepSectionTest {
    private final FakeBuild build = FakeBuild.one();

    private StepSection section() {
        return FakeBuild.onlyOf(build.report().getSections());
    }

    @Test
    void a_training_shows_its_times_and_what_spot_saved() {
        StepReport step = build.open(FakeBuild.TRAIN);
        step.fact("seconds", 113);
        step.fact("billableSeconds", 34);
        step.fact("spotSavingPercent", 70);
        step.fact("instanceType", "ml.m5.large");
        step.fact("hyperparameters", Map.of("learningRate", 0.1));
        step.fact("consoleUrl", "https://eu-central-1.console.aws.amazon.com/sagemaker");

        assertThat(section().getTitle()).isEqualTo("Train iris");
        assertThat(section().getFigures())
                .extracting(Entry::getLabel, Entry::getText)
                .containsExactly(
                        tuple("Trained for", "1 min 53 s"), tuple("Billed", "34 s"), tuple("Saved by spot", "70 %"));
        assertThat(section().getRows())
                .extracting(Entry::getLabel, Entry::getText)
                .containsExactly(tuple("Instance type", "ml.m5.large"), tuple("Hyperparameter: learningRate", "0.1"));
        assertThat(section().getLinks()).extracting(Entry::getLabel).containsExactly("AWS console");
    }

    @Test
    void a_deployment_shows_what_changed_and_the_old_and_the_new_version() {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("name", "iris-features");
        result.put("changed", true);
        result.put("changes", List.of("memory: 128 → 256"));
        result.put("version", "7");
        result.put("previousVersion", "6");
        result.put("modelName", "iris-b");
        result.put("previousModelName", "iris-a");
        result.put("previousAlias", "old");
        build.open(new ReportedStep("9", "codecraftDeploy", "LambdaFunction", ""))
                .succeeded(result);

        assertThat(section().getTitle()).isEqualTo("Deploy Lambda function iris-features");
        assertThat(section().getChanges()).containsExactly("memory: 128 → 256");
        assertThat(section().getFigures())
                .extracting(Entry::getLabel, Entry::getText)
                .containsExactly(tuple("Changed", "yes"), tuple("Version", "6 → 7"));
        assertThat(section().getRows())
                .extracting(Entry::getLabel, Entry::getText)
                .containsExactly(
                        tuple("Name", "iris-features"),
                        tuple("Model name", "iris-a → iris-b"),
                        tuple("Previous alias", "old"));
    }

    @Test
    void an_invocation_shows_its_status_and_its_time() {
        build.open(new ReportedStep("10", "codecraftInvoke", "StepFunctions", ""))
                .succeeded(Map.of("name", "flow", "status", "SUCCEEDED", "millis", 1200L, "body", "secret"));

        assertThat(section().getTitle()).isEqualTo("Invoke state machine flow");
        assertThat(section().getFigures()).extracting(Entry::getText).containsExactly("SUCCEEDED", "1200 ms");
    }

    @Test
    void only_an_https_address_becomes_a_link() {
        StepReport step = build.open(FakeBuild.TRAIN);
        step.fact("consoleUrl", "javascript:alert(1)");
        step.fact("logUrl", "https://example.com/ <script>");
        step.fact("url", "http://example.com/");

        assertThat(section().getLinks()).isEmpty();
        assertThat(section().getRows()).hasSize(3);
    }

    @Test
    void a_metric_beside_what_is_good_enough_is_bad() {
        StepReport step = build.open(FakeBuild.TRAIN);
        step.limits("accuracy", 0.9, null);
        step.fact("metrics", Map.of("accuracy", 0.85));

        MetricSection metric = FakeBuild.onlyOf(section().getMetrics());
        assertThat(metric.isBad()).isTrue();
        assertThat(metric.getLimits()).isEqualTo("at least 0.9");
        assertThat(metric.getValue()).isEqualTo("0.85");
        assertThat(metric.getChart()).isNull();
    }

    @Test
    void an_id_in_the_page_is_made_of_plain_letters_only() {
        build.open(new ReportedStep("\"><script>", "codecraftTrain", "iris", ""));

        assertThat(section().getId()).isEqualTo("step-script");
    }
}
