package io.jenkins.plugins.codecraft.report;

import java.util.Objects;

/** A metric while its step runs. Not safe for use by many threads. */
final class LiveMetric {
    private final String name;
    private Course course = new Course();
    private boolean chosen;
    private Double min;
    private Double max;
    private Double last;

    LiveMetric(String name) {
        this.name = name;
    }

    static LiveMetric of(Metric kept) {
        LiveMetric metric = new LiveMetric(kept.getName());
        metric.course = Course.of(kept.getPoints());
        metric.chosen = kept.isChosen();
        metric.min = kept.getMin();
        metric.max = kept.getMax();
        metric.last = kept.finalValue();
        return metric;
    }

    /** @return whether it is new */
    boolean add(long time, double value) {
        return course.add(time, value);
    }

    /** Only what a step asks for has limits, or was asked whether it has. @return whether this is new */
    boolean limit(Double least, Double most) {
        boolean same = chosen && Objects.equals(min, least) && Objects.equals(max, most);
        chosen = true;
        min = least;
        max = most;
        return !same;
    }

    /** @return whether this is new */
    boolean end(double value) {
        boolean same = last != null && last == value;
        last = value;
        return !same;
    }

    Metric metric() {
        return new Metric(name, chosen, min, max, last, course.points());
    }
}
