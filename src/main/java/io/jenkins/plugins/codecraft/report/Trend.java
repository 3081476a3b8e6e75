package io.jenkins.plugins.codecraft.report;

import hudson.model.Action;
import hudson.model.Api;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The metrics of a job's trainings from build to build. Only the newest builds are looked at, one after another. */
@ExportedBean(defaultVisibility = 1) // not in every answer about the job: it reads many builds
public final class Trend implements Action {
    /** About as many as the job's page lists anyway. */
    static final int MOST_BUILDS = 50;

    static final int CHARTS_ON_THE_JOBS_PAGE = 4;

    private final Job<?, ?> job;

    Trend(Job<?, ?> job) {
        this.job = job;
    }

    public Job<?, ?> getJob() {
        return job;
    }

    @Override
    public String getIconFileName() {
        return "symbol-analytics";
    }

    @Override
    public String getDisplayName() {
        return Words.of("Report.displayName");
    }

    @Override
    public String getUrlName() {
        return BuildReport.URL;
    }

    public Api getApi() {
        return new Api(this);
    }

    /**
     * One for each metric that the newest build of a training asked for, or for each that it has if it asked for none,
     * in its order.
     */
    @Exported
    public List<MetricTrend> getMetrics() {
        Map<String, Map<String, MetricTrend>> trainings = new LinkedHashMap<>();
        for (Run<?, ?> build : newestBuilds()) {
            BuildReport report = build.getAction(BuildReport.class);
            if (report != null) {
                report.getSteps().stream()
                        .filter(step -> step.getStatus() != StepStatus.RUNNING)
                        .filter(step -> !step.getMetrics().isEmpty())
                        .forEach(step -> trainings
                                .computeIfAbsent(step.getSubject(), any -> trends(step))
                                .forEach((name, trend) -> trend.add(build.getNumber(), step)));
            }
        }
        return trainings.values().stream()
                .flatMap(trends -> trends.values().stream())
                .toList();
    }

    private static Map<String, MetricTrend> trends(StepRecord newest) {
        Map<String, MetricTrend> trends = new LinkedHashMap<>();
        Metric.chosenOf(newest.getMetrics())
                .forEach(metric -> trends.put(metric.getName(), new MetricTrend(newest.getSubject(), metric)));
        return trends;
    }

    private List<Run<?, ?>> newestBuilds() {
        List<Run<?, ?>> builds = new ArrayList<>();
        Run<?, ?> build = job.getLastBuild();
        while (build != null && builds.size() < MOST_BUILDS) {
            builds.add(build);
            build = build.getPreviousBuild();
        }
        return builds;
    }

    /** For the job's page. */
    public List<LineChart> getFirstCharts() {
        return getCharts().stream().limit(CHARTS_ON_THE_JOBS_PAGE).toList();
    }

    public List<LineChart> getCharts() {
        List<MetricTrend> trends =
                getMetrics().stream().filter(MetricTrend::isThere).toList();
        boolean several =
                trends.stream().map(MetricTrend::getTraining).distinct().count() > 1;
        return trends.stream().map(trend -> trend.chart(several)).toList();
    }
}
