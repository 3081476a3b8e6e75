package io.jenkins.plugins.codecraft.report;

import static io.jenkins.plugins.codecraft.report.FakeBuild.TRAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.codecraft.jenkins.ReportedStep;
import io.jenkins.plugins.codecraft.jenkins.StepReport;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a build keeps of what its steps tell. */
class BuildReportTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final FakeBuild build = FakeBuild.one();

    @Test
    void facts_are_kept_by_name_and_maps_become_a_fact_for_each_entry() {
        StepReport step = build.open(TRAIN);

        step.fact("instanceType", "ml.m5.large");
        step.fact("instanceType", "ml.m5.xlarge");
        step.fact("hyperparameters", Map.of("epochs", 200));
        step.fact("changes", List.of("model: a → b"));
        step.fact("entryPoint", "");

        assertThat(build.step().getFacts())
                .extracting(Fact::getName, Fact::getValue)
                .containsExactly(
                        tuple("instanceType", "ml.m5.xlarge"),
                        tuple("hyperparameters.epochs", 200),
                        tuple("changes", List.of("model: a → b")));
    }

    @Test
    void what_is_told_again_after_a_crash_is_there_once() {
        for (int process = 0; process < 3; process++) {
            StepReport step = build.open(TRAIN);
            step.event("10 % of the traffic goes to version 7");
            step.event(NOON, "Training");
            step.event(NOON.plusSeconds(9), "Training");
            step.point("loss", NOON, 0.5);
            step.point("loss", NOON.plusMillis(1), 0.4);
            step.limits("loss", null, 1.0);
            step.fact("metrics", Map.of("loss", 0.3));
            step.saving();
            build.now = build.now.plusSeconds(60);
        }

        StepRecord record = build.step();
        assertThat(record.getEvents())
                .extracting(Happening::getText)
                .containsExactly("10 % of the traffic goes to version 7", "Training", "Training");
        Metric loss = FakeBuild.onlyOf(record.getMetrics());
        assertThat(loss.getPoints()).extracting(Point::getValue).containsExactly(0.5, 0.4);
        assertThat(loss.getMax()).isEqualTo(1.0);
        assertThat(loss.getLast()).isEqualTo(0.3);
        assertThat(record.getBegan()).isEqualTo(NOON.toEpochMilli());
    }

    @Test
    void what_happens_seldom_is_saved_before_the_operation_is_and_points_now_and_then() {
        StepReport step = build.open(TRAIN);
        step.saving();
        assertThat(build.saves).isEqualTo(1);

        step.point("loss", NOON, 0.5);
        step.saving();
        assertThat(build.saves).isEqualTo(1);

        step.event("Training");
        step.saving();
        assertThat(build.saves).isEqualTo(2);

        step.point("loss", NOON.plusSeconds(1), 0.4);
        build.now = NOON.plus(LiveStep.BETWEEN_SAVES);
        step.saving();
        step.saving();
        assertThat(build.saves).isEqualTo(3);
    }

    @Test
    void a_build_that_can_not_be_saved_does_not_stop_the_step_and_is_saved_later() {
        StepReport step = build.open(TRAIN);
        build.diskFull = true;
        step.event("Training");
        step.saving();

        build.diskFull = false;
        build.now = NOON.plus(LiveStep.BETWEEN_SAVES);
        step.saving();

        assertThat(build.saves).isEqualTo(1);
        assertThat(build.step().getEvents()).hasSize(1);
    }

    @Test
    void the_result_becomes_facts_and_its_metrics_final_values() {
        StepReport step = build.open(TRAIN);
        step.point("accuracy", NOON, 0.7);
        build.now = NOON.plusSeconds(90);

        step.succeeded(Map.of("billableSeconds", 34, "metrics", Map.of("accuracy", 0.9333)));

        StepRecord record = build.step();
        assertThat(record.getStatus()).isEqualTo(StepStatus.SUCCEEDED);
        assertThat(Duration.ofMillis(record.getEnded() - record.getBegan())).isEqualTo(Duration.ofSeconds(90));
        assertThat(record.getFacts()).extracting(Fact::getName).containsExactly("billableSeconds");
        assertThat(record.getMetrics()).extracting(Metric::getLast).containsExactly(0.9333);
    }

    @Test
    void of_an_invocation_status_and_time_are_kept_but_not_what_was_answered() {
        StepReport step = build.open(new ReportedStep("9", "codecraftInvoke", "SageMaker endpoint", ""));

        step.succeeded(Map.of(
                "name", "iris", "status", 200, "millis", 98, "body", "a patient's name", "json", Map.of("a", 1)));

        assertThat(build.step().getFacts())
                .extracting(Fact::getName)
                .containsExactlyInAnyOrder("name", "status", "millis");
    }

    @Test
    void a_failure_is_kept_with_its_words_and_an_abort_as_such() {
        build.open(TRAIN).failed(new OperationFailure("The training job iris failed: no memory"));
        assertThat(build.step().getStatus()).isEqualTo(StepStatus.FAILED);
        assertThat(build.step().getFailure()).isEqualTo("The training job iris failed: no memory");

        build.open(TRAIN).failed(new InterruptedException());
        assertThat(build.step().getStatus()).isEqualTo(StepStatus.ABORTED);
        assertThat(build.step().getFailure()).isNull();
    }

    @Test
    void secrets_of_the_build_are_masked_wherever_they_are() {
        build.masked = text -> text.replace("hunter2", "****");
        StepReport step = build.open(TRAIN);
        step.fact("hyperparameters", Map.of("token", "hunter2", "hunter2", "x"));
        step.fact("changes", List.of("password hunter2"));
        step.event("uses hunter2");
        step.point("hunter2", NOON, 1);
        step.failed(new OperationFailure("hunter2 is wrong"));

        StepRecord record = build.step();
        assertThat(record.getFacts()).allSatisfy(fact -> assertThat(fact.getName() + fact.getValue())
                .doesNotContain("hunter2")
                .contains("****"));
        assertThat(record.getEvents()).extracting(Happening::getText).containsExactly("uses ****");
        assertThat(record.getMetrics()).extracting(Metric::getName).containsExactly("****");
        assertThat(record.getFailure()).isEqualTo("**** is wrong");
    }

    @Test
    void what_is_kept_is_bounded_whatever_is_told() {
        StepReport step = build.open(TRAIN);
        for (int i = 0; i < 1000; i++) {
            step.fact("fact" + i, "x".repeat(10_000));
            step.event("event " + i);
            step.point("metric" + i, NOON, i);
        }
        step.fact("changes", Collections.nCopies(1000, "x"));
        for (int i = 0; i < 2 * BuildReport.MOST_STEPS; i++) {
            build.open(new ReportedStep("s" + i, "codecraftInvoke", "Lambda function", ""))
                    .saving();
        }

        StepRecord record = build.report().getSteps().get(0);
        assertThat(record.getFacts())
                .hasSize(LiveStep.MOST_FACTS)
                .allSatisfy(fact -> assertThat(String.valueOf(fact.getValue())).hasSizeLessThan(2100));
        assertThat(record.getEvents()).hasSize(LiveStep.MOST_EVENTS);
        assertThat(record.getMetrics()).hasSize(LiveStep.MOST_METRICS);
        assertThat(build.report().getSteps()).hasSize(BuildReport.MOST_STEPS);
    }

    @Test
    void values_that_are_no_numbers_are_left_out() {
        StepReport step = build.open(TRAIN);
        step.point("loss", NOON, Double.NaN);
        step.point("loss", NOON, Double.POSITIVE_INFINITY);

        assertThat(build.step().getMetrics()).isEmpty();
    }

    @Test
    void a_step_that_runs_in_a_build_that_is_over_was_aborted() {
        build.open(TRAIN).saving();
        assertThat(build.report().isRunning()).isTrue();

        build.building = false;

        assertThat(build.step().getStatus()).isEqualTo(StepStatus.ABORTED);
        assertThat(build.report().isRunning()).isFalse();
    }

    @Test
    void the_name_of_a_target_is_known_from_the_beginning() {
        build.open(new ReportedStep("9", "codecraftDeploy", "LambdaFunction", "iris-features"));

        assertThat(new StepSection(build.step()).getTitle()).isEqualTo("Deploy Lambda function iris-features");
    }

    @Test
    void a_build_has_one_report_for_all_its_steps() {
        build.open(TRAIN);
        build.open(new ReportedStep("9", "codecraftDeploy", "SageMaker endpoint", ""));

        assertThat(build.getActions(BuildReport.class)).hasSize(1);
        assertThat(build.report().getSteps()).extracting(StepRecord::getId).containsExactly("8", "9");
    }
}
