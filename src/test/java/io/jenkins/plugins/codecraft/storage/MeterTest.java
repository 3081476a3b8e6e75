package io.jenkins.plugins.codecraft.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What the console hears of a transfer. */
class MeterTest {

    private static final long MIB = 1 << 20;

    private final List<String> lines = new ArrayList<>();
    private Duration now = Duration.ZERO;

    private Meter meter(long files, long bytes) {
        return new Meter(Progress.lines(lines::add), "Staged", files, bytes, () -> now.toNanos());
    }

    private void after(long seconds) {
        now = now.plusSeconds(seconds);
    }

    @Test
    void what_is_over_within_five_seconds_is_not_told_about() {
        Meter meter = meter(10, 100 * MIB);
        after(4);
        meter.add(5, 50 * MIB);
        meter.add(5, 50 * MIB);

        assertThat(lines).isEmpty();
    }

    @Test
    void the_end_is_not_told_about_however_long_it_took() {
        Meter small = meter(1, 3072);
        after(6);
        small.add(1, 0);
        small.add(0, 3072);

        assertThat(lines).isEmpty();
    }

    @Test
    void a_line_tells_amounts_rate_and_time_left() {
        Meter meter = meter(4000, 400 * MIB);
        after(10);
        meter.add(1000, 100 * MIB);

        assertThat(lines)
                .containsExactly("Staged 100.0 MiB of 400.0 MiB (25%), 1,000 of 4,000 files, 10.0 MiB/s, 30.0 s left");
    }

    @Test
    void there_is_a_line_for_each_ten_percent_and_else_for_five_seconds() {
        Meter meter = meter(1000, 1000 * MIB);
        after(5);
        meter.add(1, 10 * MIB);
        after(1);
        meter.add(1, 10 * MIB);
        meter.add(1, 90 * MIB);
        after(4);
        meter.add(1, MIB);
        after(1);
        meter.add(1, MIB);

        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).startsWith("Staged 110.0 MiB of 1000.0 MiB (11%)");
        assertThat(lines.get(2)).startsWith("Staged 112.0 MiB");
    }

    @Test
    void a_single_file_is_not_counted() {
        Meter meter = meter(1, 100 * MIB);
        after(5);
        meter.add(0, 50 * MIB);

        assertThat(lines).containsExactly("Staged 50.0 MiB of 100.0 MiB (50%), 10.0 MiB/s, 5.0 s left");
    }

    @Test
    void files_are_counted_while_their_number_is_not_known() {
        Meter meter = meter(0, 0);
        after(5);
        meter.set(1, 5 * MIB);
        after(5);
        meter.set(1200, 10 * MIB);

        assertThat(lines)
                .containsExactly("Staged 5.0 MiB, 1 file, 1.0 MiB/s", "Staged 10.0 MiB, 1,200 files, 1.0 MiB/s");
    }

    @Test
    void numbers_look_the_same_in_every_country() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(new Summary(1, 1536, 1, 1536, 0, 0, Duration.ofMillis(1500)).describe())
                    .isEqualTo("1 file, 1.5 KiB: 1 sent (1.5 KiB), 0 copied in S3, 0 already there, 1.5 s");
            assertThat(new Summary(12_000, 0, 0, 0, 0, 12_000, Duration.ofSeconds(90)).describe())
                    .isEqualTo("12,000 files, 0 B: 0 sent (0 B), 0 copied in S3, 12,000 already there, 1 min 30 s");
        } finally {
            Locale.setDefault(before);
        }
    }
}
