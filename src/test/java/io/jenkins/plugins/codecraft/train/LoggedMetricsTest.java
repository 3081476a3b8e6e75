package io.jenkins.plugins.codecraft.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.codecraft.logs.LogLine;
import io.jenkins.plugins.codecraft.operation.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Metrics read out of the lines of a log. */
class LoggedMetricsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final List<String> points = new ArrayList<>();
    private final Report report = new Report() {
        @Override
        public void fact(String name, Object value) {}

        @Override
        public void event(String text) {}

        @Override
        public void event(Instant time, String text) {}

        @Override
        public void point(String metric, Instant time, double value) {
            points.add(metric + "=" + value + " after "
                    + Duration.between(NOON, time).toSeconds());
        }

        @Override
        public void limits(String metric, Double min, Double max) {}
    };

    private void read(String regex, String... lines) {
        LoggedMetrics metrics = new LoggedMetrics(List.of(new MetricSettings("loss", regex, null, null)), report);
        for (int i = 0; i < lines.length; i++) {
            metrics.read(new LogLine("iris/algo-1-1", NOON.plusSeconds(i), lines[i]));
        }
    }

    @Test
    void the_first_group_of_the_expression_is_the_value_at_the_time_of_its_line() {
        read("loss=([0-9.e-]+)", "epoch=1 loss=0.5", "nothing", "epoch=2 loss=2e-3");

        assertThat(points).containsExactly("loss=0.5 after 0", "loss=0.002 after 2");
    }

    @Test
    void what_is_no_number_is_left_out() {
        read("loss=(\\S+)?", "loss=high", "loss=", "loss=0.1");

        assertThat(points).containsExactly("loss=0.1 after 2");
    }

    @Test
    void an_expression_that_takes_too_long_gives_up_on_that_line_only() {
        read("(?:a+)+b([0-9.]+)", "a".repeat(60) + "c", "aab0.5");

        assertThat(points).containsExactly("loss=0.5 after 1");
    }
}
