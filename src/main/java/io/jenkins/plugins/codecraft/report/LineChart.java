package io.jenkins.plugins.codecraft.report;

import io.jenkins.plugins.codecraft.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;

/** The geometry of a line chart, in the units of its own view box, and its words; a page draws it. */
public final class LineChart {
    static final int WIDTH = 480;
    static final int HEIGHT = 200;
    private static final int LEFT = 56;
    private static final int RIGHT = 24;
    private static final int TOP = 10;
    private static final int BOTTOM = 26;
    /** Dots closer than this can't be told apart. */
    private static final int ROOM_OF_A_DOT = 8;

    private final String title;
    private final String column;
    private final List<Value> values;
    private final List<Double> limits;
    private final Axis across;
    private final Axis up;
    private final DoubleFunction<String> places;

    /** @param label what its place is called */
    record Value(double place, double value, String label) {}

    private LineChart(
            String title,
            String column,
            List<Value> values,
            List<Double> limits,
            List<Double> ticks,
            DoubleFunction<String> places) {
        this.title = title;
        this.column = column;
        this.values = values;
        this.limits = limits;
        this.places = places;
        this.across =
                new Axis(values.get(0).place(), values.get(values.size() - 1).place(), ticks);
        this.up = Axis.around(DoubleStream.concat(
                        values.stream().mapToDouble(Value::value),
                        limits.stream().mapToDouble(limit -> limit))
                .toArray());
    }

    /** A metric in the course of a training, from its first value on. */
    static LineChart overTime(Metric metric, List<Point> points) {
        long start = points.get(0).getTime();
        List<Value> values = points.stream()
                .map(point ->
                        new Value(point.getTime() - start, point.getValue(), Elapsed.words(point.getTime() - start)))
                .toList();
        return new LineChart(
                metric.getName(),
                Words.of("Report.time"),
                values,
                limits(metric.getMin(), metric.getMax()),
                Elapsed.ticks(values.get(values.size() - 1).place()),
                Elapsed::words);
    }

    /**
     * A metric from build to build.
     *
     * @param values their places are the builds' places in the row
     */
    static LineChart overBuilds(String title, List<Value> values, Double min, Double max) {
        List<Double> ticks = new ArrayList<>();
        int every = (values.size() + 7) / 8;
        for (int i = values.size() - 1; i >= 0; i -= every) {
            ticks.add(0, values.get(i).place());
        }
        DoubleFunction<String> names = place -> values.stream()
                .filter(value -> value.place() == place)
                .map(Value::label)
                .findFirst()
                .orElse("");
        return new LineChart(title, Words.of("Report.build"), values, limits(min, max), ticks, names);
    }

    private static List<Double> limits(Double min, Double max) {
        List<Double> limits = new ArrayList<>();
        if (min != null) {
            limits.add(min);
        }
        if (max != null) {
            limits.add(max);
        }
        return limits;
    }

    public String getTitle() {
        return title;
    }

    /** For who cannot see it. */
    public String getDescription() {
        double lowest = values.stream().mapToDouble(Value::value).min().orElse(0);
        double highest = values.stream().mapToDouble(Value::value).max().orElse(0);
        return Words.of(
                "Report.chart",
                values.size(),
                FactWords.number(lowest),
                FactWords.number(highest),
                FactWords.number(values.get(values.size() - 1).value()));
    }

    /** What the first column of its table is. */
    public String getColumn() {
        return column;
    }

    public String getViewBox() {
        return "0 0 " + WIDTH + " " + HEIGHT;
    }

    public String getLeft() {
        return Integer.toString(LEFT);
    }

    public String getRight() {
        return Integer.toString(WIDTH - RIGHT);
    }

    public String getBottom() {
        return Integer.toString(HEIGHT - BOTTOM);
    }

    /** Where what is written below the chart stands. */
    public String getFoot() {
        return Integer.toString(HEIGHT - 8);
    }

    /** The line, as the data of an SVG path. */
    public String getPath() {
        StringBuilder path = new StringBuilder();
        for (Value value : values) {
            path.append(path.isEmpty() ? "M" : " L")
                    .append(x(value.place()))
                    .append(' ')
                    .append(y(value.value()));
        }
        return path.toString();
    }

    public List<ChartMark> getDots() {
        return values.stream()
                .map(value -> new ChartMark(
                        x(value.place()), y(value.value()), value.label(), FactWords.number(value.value())))
                .toList();
    }

    /** Whether the dots are too close to be shown all. */
    public boolean isDense() {
        return values.size() * ROOM_OF_A_DOT > WIDTH - LEFT - RIGHT;
    }

    public List<ChartMark> getHeights() {
        return marks(up.ticks());
    }

    /** What is good enough. */
    public List<ChartMark> getLimits() {
        return marks(limits);
    }

    private List<ChartMark> marks(List<Double> heights) {
        return heights.stream()
                .map(height -> new ChartMark("", y(height), FactWords.number(height), ""))
                .toList();
    }

    public List<ChartMark> getPlaces() {
        return across.ticks().stream()
                .map(place -> new ChartMark(x(place), "", places.apply(place), ""))
                .toList();
    }

    private String x(double place) {
        return coordinate(LEFT + across.place(place) * (WIDTH - LEFT - RIGHT));
    }

    private String y(double value) {
        return coordinate(HEIGHT - BOTTOM - up.place(value) * (HEIGHT - BOTTOM - TOP));
    }

    private static String coordinate(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
