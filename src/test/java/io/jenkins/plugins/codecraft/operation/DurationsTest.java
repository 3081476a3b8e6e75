package io.jenkins.plugins.codecraft.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "90, PT1M30S",
        "90s, PT1M30S",
        "30m, PT30M",
        "30min, PT30M",
        "1h, PT1H",
        "1h30m, PT1H30M",
        "1h 30m, PT1H30M",
        "2d, PT48H",
        "1d2h3m4s, PT26H3M4S",
        "' 5m ', PT5M",
        "0, PT0S"
    })
    void times_are_read_as_people_write_them(String text, Duration time) {
        assertThat(Durations.parse(text)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "m", "-1m", "1.5h", "1m1h", "an hour", "1h30", "PT1H", "99999999999999s"})
    void what_is_no_time_or_may_mean_two_is_not_read(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT0.4S, 0 s",
        "PT3S, 3 s",
        "PT59.6S, 1 min",
        "PT4M10S, 4 min 10 s",
        "PT1H, 1 h",
        "PT2H5M30S, 2 h 5 min"
    })
    void times_are_said_in_words(Duration time, String words) {
        assertThat(Durations.words(time)).isEqualTo(words);
    }

    @Property
    void what_is_written_with_units_is_read_back(
            @ForAll @IntRange(max = 99) int days,
            @ForAll @IntRange(max = 23) int hours,
            @ForAll @IntRange(max = 59) int minutes,
            @ForAll @IntRange(max = 59) int seconds) {
        assertThat(Durations.parse(days + "d" + hours + "h" + minutes + "m" + seconds + "s"))
                .contains(Duration.ofDays(days)
                        .plusHours(hours)
                        .plusMinutes(minutes)
                        .plusSeconds(seconds));
    }
}
