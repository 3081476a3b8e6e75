package io.jenkins.plugins.codecraft.report;

import io.jenkins.plugins.codecraft.words.Words;
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
        Double min = metric.getMin();
        Double max = metric.getMax();
        if (min != null && max != null) {
            return Words.of("Report.between", FactWords.number(min), FactWords.number(max));
        }
        if (min != null) {
            return Words.of("Report.atLeast", FactWords.number(min));
        }
        return max == null ? "" : Words.of("Report.atMost", FactWords.number(max));
    }

    /** Null if there is nothing to draw. */
    public LineChart getChart() {
        List<Point> points = metric.getPoints();
        return points.isEmpty() ? null : LineChart.overTime(metric, points);
    }
}
