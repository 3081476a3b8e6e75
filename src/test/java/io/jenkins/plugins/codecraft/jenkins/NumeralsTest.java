package io.jenkins.plugins.codecraft.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.codecraft.operation.OperationFailure;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers that are kept as they were written. */
class NumeralsTest {
    @Test
    void a_number_of_a_script_is_kept_as_its_text() {
        assertThat(Numerals.written(new BigDecimal("0.9"))).isEqualTo("0.9");
        assertThat(Numerals.written(4)).isEqualTo("4");
        assertThat(Numerals.written(" $MIN ")).isEqualTo("$MIN");
        assertThat(Numerals.written(" ")).isNull();
    }

    @Test
    void a_script_gets_a_number_where_it_is_one() {
        assertThat(Numerals.shown("0.9")).isEqualTo(0.9);
        assertThat(Numerals.shown("4")).isEqualTo(4);
        assertThat(Numerals.shown("-1.5")).isEqualTo(-1.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$MIN", "${MIN}", "0,9", "abc", "0.90", ".5", "007", "1e3", "12345678901234567890"})
    void what_would_be_written_in_another_way_stays_a_text(String text) {
        assertThat(Numerals.shown(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$MIN", "0,9", "abc", "NaN", "Infinity", "1e999", "0x1p3", "1d", "0.9 or so"})
    void what_is_no_number_is_refused_and_not_taken_for_none(String text) {
        assertThatThrownBy(() -> Numerals.decimal("min", text))
                .isInstanceOf(OperationFailure.class)
                .hasMessage("min is '" + text + "'. Give a number, such as 0.9. Nothing was done in AWS.");
        assertThat(Numerals.decimal(text)).isEmpty();
    }

    @Test
    void a_number_is_read_however_it_is_written() {
        assertThat(Numerals.decimal("min", "1e-3")).isEqualTo(0.001);
        assertThat(Numerals.decimal("min", ".5")).isEqualTo(0.5);
        assertThat(Numerals.decimal("min", null)).isNull();
        assertThat(Numerals.whole("steps", "7")).isEqualTo(7);
        assertThat(Numerals.whole("steps", null)).isNull();
    }

    @Test
    void a_part_of_a_whole_is_refused() {
        assertThatThrownBy(() -> Numerals.whole("maxPayload", "1.5"))
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("maxPayload is '1.5'. Give a whole number.");
    }
}
