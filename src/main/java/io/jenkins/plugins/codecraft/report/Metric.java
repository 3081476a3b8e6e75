package io.jenkins.plugins.codecraft.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What is kept of a metric. Points are kept as one text, which is a tenth of what Jenkins would write for a list. */
@ExportedBean(defaultVisibility = 4)
public final class Metric {
    private final String name;
    private final boolean chosen;
    private final Double min;
    private final Double max;
    private final Double last;
    private final String points;

    /**
     * What is known of a metric at one moment.
     *
     * @param chosen whether the step asked for it, and it is not only one that the algorithm tells anyway
     * @param last what AWS says the metric was in the end; null as long as it does not
     */
    Metric(String name, boolean chosen, Double min, Double max, Double last, List<Point> points) {
        this.name = name;
        this.chosen = chosen;
        this.min = min;
        this.max = max;
        this.last = last;
        this.points = written(points);
    }

    /** Those that the step asked for, or all if it asked for none. */
    static List<Metric> chosenOf(List<Metric> metrics) {
        List<Metric> chosen = metrics.stream().filter(metric -> metric.chosen).toList();
        return chosen.isEmpty() ? metrics : chosen;
    }

    private static String written(List<Point> points) {
        StringBuilder text = new StringBuilder();
        for (Point point : points) {
            text.append(text.isEmpty() ? "" : " ")
                    .append(point.getTime())
                    .append('=')
                    .append(point.getValue());
        }
        return text.toString();
    }

    @Exported
    public String getName() {
        return name;
    }

    /** Whether the step's {@code metrics} has it. */
    @Exported
    public boolean isChosen() {
        return chosen;
    }

    /** The least that is good enough, if that was said. */
    @Exported
    @CheckForNull
    public Double getMin() {
        return min;
    }

    /** The most that is good enough, if that was said. */
    @Exported
    @CheckForNull
    public Double getMax() {
        return max;
    }

    /** The final value by SageMaker; as long as that is not known, the last of the points, if there are any. */
    @Exported
    @CheckForNull
    public Double getLast() {
        if (last != null) {
            return last;
        }
        List<Point> all = getPoints();
        return all.isEmpty() ? null : (Double) all.get(all.size() - 1).getValue();
    }

    @CheckForNull
    Double finalValue() {
        return last;
    }

    /** Not in the build's own answer unless it is asked for more depth: with many metrics they are many. */
    @Exported(visibility = 3)
    public List<Point> getPoints() {
        List<Point> read = new ArrayList<>();
        if (points != null && !points.isEmpty()) {
            for (String point : points.split(" ")) {
                String[] parts = point.split("=", 2);
                read.add(new Point(Long.parseLong(parts[0]), Double.parseDouble(parts[1])));
            }
        }
        return read;
    }

    /** Whether its last value is outside of what is good enough. */
    public boolean isBad() {
        Double value = getLast();
        return value != null && (min != null && value < min || max != null && value > max);
    }
}
