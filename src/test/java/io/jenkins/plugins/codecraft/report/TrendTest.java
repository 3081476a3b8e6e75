package io.jenkins.plugins.codecraft.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.codecraft.jenkins.ReportedStep;
import io.jenkins.plugins.codecraft.jenkins.StepReport;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kohsuke.stapler.export.ExportedBean;

/** A job's metrics from build to build. */
class TrendTest {
    private final FakeJob job = new FakeJob();
    private final Trend trend = new Trend(job);

    private void trained(String name, double accuracy) {
        FakeBuild build = job.build();
        build.open(new ReportedStep("8", "codecraftTrain", name, ""))
                .succeeded(Map.of("metrics", Map.of("accuracy", accuracy)));
        build.building = false;
    }

    @Test
    void a_metric_is_shown_from_the_oldest_build_to_the_newest() {
        trained("iris", 0.8);
        job.build();
        trained("iris", 0.9);

        MetricTrend accuracy = FakeBuild.onlyOf(trend.getMetrics());
        assertThat(accuracy.getBuilds())
                .extracting(MetricTrend.BuildValue::getNumber)
                .containsExactly(1, 3);
        assertThat(accuracy.getBuilds())
                .extracting(MetricTrend.BuildValue::getValue)
                .containsExactly(0.8, 0.9);
        assertThat(FakeBuild.onlyOf(trend.getCharts()).getTitle()).isEqualTo("accuracy");
    }

    @Test
    void trainings_of_two_names_have_a_chart_each_and_say_their_names() {
        trained("iris", 0.8);
        trained("rose", 0.9);

        assertThat(trend.getCharts())
                .extracting(LineChart::getTitle)
                .containsExactly("rose: accuracy", "iris: accuracy");
    }

    @Test
    void a_training_that_runs_is_not_in_it_yet() {
        job.build().open(FakeBuild.TRAIN).fact("metrics", Map.of("accuracy", 0.5));

        assertThat(trend.getMetrics()).isEmpty();
    }

    @Test
    void only_the_metrics_that_a_training_asked_for_are_shown_if_it_asked_for_any() {
        trained("iris", 0.8);
        FakeBuild build = job.build();
        StepReport report = build.open(new ReportedStep("8", "codecraftTrain", "iris", ""));
        report.limits("accuracy", null, null);
        report.succeeded(Map.of("metrics", Map.of("accuracy", 0.9, "train:time", 12.0)));
        build.building = false;

        assertThat(FakeBuild.onlyOf(trend.getMetrics()).getName()).isEqualTo("accuracy");
        assertThat(FakeBuild.onlyOf(trend.getMetrics()).getBuilds()).hasSize(2);
    }

    @Test
    void all_metrics_are_shown_of_a_training_that_asked_for_none() {
        FakeBuild build = job.build();
        build.open(new ReportedStep("8", "codecraftTrain", "iris", ""))
                .succeeded(Map.of("metrics", Map.of("train:loss", 0.1, "validation:loss", 0.2)));
        build.building = false;

        assertThat(trend.getMetrics())
                .extracting(MetricTrend::getName)
                .containsExactlyInAnyOrder("train:loss", "validation:loss");
    }

    /** The remote API tells of an action of a job what has visibility 2 and more, unless it is asked for more. */
    @Test
    void an_answer_about_the_job_does_not_read_its_builds() {
        assertThat(Trend.class.getAnnotation(ExportedBean.class).defaultVisibility())
                .isEqualTo(1);
    }

    @Test
    void no_more_builds_are_read_than_it_shows_however_many_there_are() {
        for (int i = 0; i < 3 * Trend.MOST_BUILDS; i++) {
            trained("iris", i);
        }
        job.looks = 0;

        assertThat(FakeBuild.onlyOf(trend.getMetrics()).getBuilds()).hasSize(Trend.MOST_BUILDS);
        assertThat(job.looks).isLessThanOrEqualTo(Trend.MOST_BUILDS + 1);
    }

    @Test
    void a_job_whose_builds_used_no_step_has_no_trend() {
        job.build();
        assertThat(new TrendFactory().createFor(job)).isEmpty();

        trained("iris", 0.9);
        assertThat(new TrendFactory().createFor(job)).hasSize(1);
    }
}
