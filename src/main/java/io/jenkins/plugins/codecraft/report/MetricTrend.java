package io.jenkins.plugins.codecraft.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One metric of one training from build to build. */
@ExportedBean(defaultVisibility = 3)
public final class MetricTrend {
    private final String training;
    private final String name;
    private final Double min;
    private final Double max;
    private final Map<Integer, Double> values = new TreeMap<>();

    /** @param newest its limits are the trend's */
    MetricTrend(String training, Metric newest) {
        this.training = training;
        this.name = newest.getName();
        this.min = newest.getMin();
        this.max = newest.getMax();
    }

    /** Of a build that trained more than once, the last counts. */
    void add(int build, StepRecord step) {
        step.getMetrics().stream()
                .filter(metric -> metric.getName().equals(name) && metric.getLast() != null)
                .forEach(metric -> values.put(build, metric.getLast()));
    }

    boolean isThere() {
        return !values.isEmpty();
    }

    @Exported
    public String getTraining() {
        return training;
    }

    @Exported
    public String getName() {
        return name;
    }

    @Exported
    @CheckForNull
    public Double getMin() {
        return min;
    }

    @Exported
    @CheckForNull
    public Double getMax() {
        return max;
    }

    /** Oldest build first. */
    @Exported
    public List<BuildValue> getBuilds() {
        List<BuildValue> builds = new ArrayList<>();
        values.forEach((number, value) -> builds.add(new BuildValue(number, value)));
        return Collections.unmodifiableList(builds);
    }

    /** @param named whether the training's name has to be told */
    LineChart chart(boolean named) {
        List<LineChart.Value> placed = new ArrayList<>();
        values.forEach((number, value) -> placed.add(new LineChart.Value(placed.size(), value, "#" + number)));
        return LineChart.overBuilds(named ? training + ": " + name : name, placed, min, max);
    }

    /** The metric of one build. */
    @ExportedBean(defaultVisibility = 4)
    public static final class BuildValue {
        private final int number;
        private final double value;

        BuildValue(int number, double value) {
            this.number = number;
            this.value = value;
        }

        @Exported
        public int getNumber() {
            return number;
        }

        @Exported
        public double getValue() {
            return value;
        }
    }
}
