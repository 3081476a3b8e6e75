package io.jenkins.plugins.codecraft.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Where a chart puts what it shows. */
class LineChartTest {

    private static LineChart chart(Double min, Double max, Point... points) {
        return LineChart.overTime(new Metric("loss", true, min, max, null, List.of(points)), List.of(points));
    }

    @Test
    void the_line_goes_from_the_first_value_to_the_last() {
        LineChart chart = chart(null, null, new Point(5000, 1), new Point(15_000, 0.5), new Point(25_000, 0));

        assertThat(chart.getPath()).isEqualTo("M56.0 10.0 L256.0 92.0 L456.0 174.0");
        assertThat(chart.getDots())
                .extracting(dot -> dot.getLabel() + " " + dot.getValue())
                .containsExactly("0 s 1", "10 s 0.5", "20 s 0");
        assertThat(chart.getPlaces())
                .extracting(ChartMark::getLabel)
                .containsExactly("0 s", "5 s", "10 s", "15 s", "20 s");
        assertThat(chart.getHeights()).extracting(ChartMark::getLabel).contains("0", "1");
        assertThat(chart.getDescription()).isEqualTo("3 values from 0 to 1. The last is 0.");
    }

    @Test
    void limits_are_in_the_picture_even_where_no_value_is() {
        LineChart chart = chart(0.9, null, new Point(0, 0.1), new Point(1000, 0.2));

        assertThat(chart.getLimits()).extracting(ChartMark::getLabel).containsExactly("0.9");
        assertThat(Double.parseDouble(chart.getLimits().get(0).getY()))
                .isBetween(0.0, Double.parseDouble(chart.getDots().get(1).getY()));
    }

    @Test
    void one_value_alone_is_a_dot_in_the_middle() {
        assertThat(chart(null, null, new Point(7, 3)).getPath()).isEqualTo("M256.0 92.0");
    }

    @Test
    void many_builds_get_few_names_below_the_chart_the_newest_among_them() {
        List<LineChart.Value> values = DoubleStream.iterate(0, at -> at + 1)
                .limit(50)
                .mapToObj(at -> new LineChart.Value(at, at, "#" + (int) (at + 1)))
                .toList();

        LineChart chart = LineChart.overBuilds("accuracy", values, null, null);

        assertThat(chart.getPlaces())
                .extracting(ChartMark::getLabel)
                .hasSizeLessThanOrEqualTo(8)
                .endsWith("#50");
        assertThat(chart.getDots()).hasSize(50);
    }

    @Property(tries = 300)
    void whatever_the_values_they_are_inside_of_the_picture_and_the_marks_are_few(
            @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = -1e12, max = 1e12) Double> values,
            @ForAll @LongRange(min = 0, max = 3_000_000_000L) long pause) {
        Point[] points = new Point[values.size()];
        for (int i = 0; i < points.length; i++) {
            points[i] = new Point(i * pause, values.get(i));
        }

        LineChart chart = chart(null, null, points);

        assertThat(chart.getDots()).allSatisfy(dot -> {
            assertThat(Double.parseDouble(dot.getX())).isBetween(0.0, (double) LineChart.WIDTH);
            assertThat(Double.parseDouble(dot.getY())).isBetween(0.0, (double) LineChart.HEIGHT);
        });
        assertThat(chart.getHeights()).hasSizeBetween(2, 8);
        assertThat(chart.getPlaces()).hasSizeBetween(1, 2000 / 7);
    }
}
