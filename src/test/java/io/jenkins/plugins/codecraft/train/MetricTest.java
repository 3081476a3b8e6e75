package io.jenkins.plugins.codecraft.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.codecraft.operation.OperationFailure;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** What a form or a script says of a metric. */
class MetricTest {
    private final Metric metric = new Metric("accuracy", " acc=([0-9.]+) ");

    @Test
    void a_limit_may_be_a_number_of_a_script() {
        metric.setMin(new BigDecimal("0.9"));

        assertThat(metric.getMin()).isEqualTo(0.9);
        assertThat(metric.settings().min()).isEqualTo(0.9);
    }

    @Test
    void a_variable_stays_until_the_build_knows_its_value() {
        metric.setMin("$MIN");

        assertThat(metric.getMin()).isEqualTo("$MIN");
    }

    @Test
    void a_limit_that_is_no_number_ends_the_build_and_never_lets_a_bad_model_pass() {
        metric.setMin("0,9");

        assertThatThrownBy(metric::settings)
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("the metric 'accuracy': min is '0,9'");
    }

    @Test
    void blanks_are_part_of_an_expression() {
        assertThat(metric.getRegex()).isEqualTo(" acc=([0-9.]+) ");
        assertThat(new Metric("accuracy", "  ").getRegex()).isNull();
    }
}
