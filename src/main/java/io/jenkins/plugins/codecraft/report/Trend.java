package io.jenkins.plugins.codecraft.report;

import hudson.model.Action;
import hudson.model.Api;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.codecraft.jenkins.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The metrics of a job's trainings from build to build. Only the newest builds are looked at, one after another. */
@ExportedBean(defaultVisibility = 2)
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

    /** One for each metric of each training, in the order in which the newest build has them. */
    @Exported
    public List<MetricTrend> getMetrics() {
        Map<String, MetricTrend> trends = new LinkedHashMap<>();
        for (Run<?, ?> build : newestBuilds()) {
            BuildReport report = build.getAction(BuildReport.class);
            if (report != null) {
                report.getSteps().forEach(step -> add(build.getNumber(), step, trends));
            }
        }
        return List.copyOf(trends.values());
    }

    private static void add(int build, StepRecord step, Map<String, MetricTrend> trends) {
        if (step.getStatus() == StepStatus.RUNNING) {
            return;
        }
        for (Metric metric : step.getMetrics()) {
            trends.computeIfAbsent(
                            step.getSubject() + "\n" + metric.getName(),
                            any -> new MetricTrend(step.getSubject(), metric))
                    .add(build, metric.getLast());
        }
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
