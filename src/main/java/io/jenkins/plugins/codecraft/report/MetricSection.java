package io.jenkins.plugins.codecraft.report;

import io.jenkins.plugins.codecraft.jenkins.Words;
import java.util.List;

/** A metric as the build's page shows it: its last value, its limits, and its course over the training. */
public final class MetricSection {
    private final Metric metric;

    MetricSection(Metric metric) {
        this.metric = metric;
    }

    public String getName() {
        return metric.getName();
    }

    /** The last value; a dash as long as there is none. */
    public String getValue() {
        Double last = metric.getLast();
        return last == null ? "–" : FactWords.number(last);
    }

    public boolean isBad() {
        return metric.isBad();
    }

    /** What is good enough, in words; "" if nothing was said. */
    public String getLimits() {
        if (metric.getMin() != null && metric.getMax() != null) {
            return Words.of("Report.between", FactWords.number(metric.getMin()), FactWords.number(metric.getMax()));
        }
        if (metric.getMin() != null) {
            return Words.of("Report.atLeast", FactWords.number(metric.getMin()));
        }
        return metric.getMax() == null ? "" : Words.of("Report.atMost", FactWords.number(metric.getMax()));
    }

    /** Null if there is nothing to draw. */
    public LineChart getChart() {
        List<Point> points = metric.getPoints();
        return points.isEmpty() ? null : LineChart.overTime(metric, points);
    }
}
