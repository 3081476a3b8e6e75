package io.jenkins.plugins.codecraft.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.codecraft.aws.CallPostponed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;

/** How the streams of one job are read, against a CloudWatch Logs with small pages. */
class LogTailTest {
    private static final String ONE = "job/algo-1-1700000000";
    private static final String TWO = "job/algo-2-1700000000";

    private final FakeLogs logs = new FakeLogs();

    private LogTail tail(int streams) {
        return new LogTail(logs, "/aws/sagemaker/TrainingJobs", "job/", streams);
    }

    private static List<String> texts(List<LogLine> lines) {
        return lines.stream().map(LogLine::text).toList();
    }

    private List<LogLine> readAll(LogTail tail) {
        List<LogLine> all = new ArrayList<>();
        LogCursor cursor = LogCursor.start();
        LogTail.Batch batch;
        do {
            batch = tail.read(cursor);
            all.addAll(batch.lines());
            cursor = batch.cursor();
        } while (batch.more());
        return all;
    }

    @Test
    void before_the_first_line_there_is_no_group_and_nothing_to_read() {
        LogTail.Batch batch = tail(1).read(LogCursor.start());
        assertThat(batch.lines()).isEmpty();
        assertThat(batch.more()).isFalse();
        assertThat(batch.cursor()).isEqualTo(LogCursor.start());
    }

    @Test
    void each_line_comes_once_however_often_is_read() {
        logs.put(ONE, 1, "a");
        logs.put(ONE, 2, "b");
        LogTail.Batch first = tail(1).read(LogCursor.start());
        assertThat(texts(first.lines())).containsExactly("a", "b");
        LogTail.Batch second = tail(1).read(first.cursor());
        assertThat(second.lines()).isEmpty();
        logs.put(ONE, 3, "c");
        assertThat(texts(tail(1).read(second.cursor()).lines())).containsExactly("c");
    }

    @Test
    void several_streams_come_merged_by_time() {
        logs.put(ONE, 1, "1");
        logs.put(TWO, 2, "2");
        logs.put(ONE, 3, "3");
        logs.put(TWO, 4, "4");
        assertThat(texts(tail(2).read(LogCursor.start()).lines())).containsExactly("1", "2", "3", "4");
    }

    @Test
    void a_streams_own_order_stays_even_against_its_times() {
        logs.put(ONE, 5, "first");
        logs.put(ONE, 3, "second");
        logs.put(TWO, 4, "other");
        assertThat(texts(tail(2).read(LogCursor.start()).lines())).containsExactly("other", "first", "second");
    }

    @Test
    void a_stream_that_begins_later_is_found() {
        logs.put(ONE, 1, "a");
        LogCursor cursor = tail(2).read(LogCursor.start()).cursor();
        logs.put(TWO, 2, "b");
        assertThat(texts(tail(2).read(cursor).lines())).containsExactly("b");
    }

    @Test
    void once_all_streams_are_known_they_are_not_listed_again() {
        logs.put(ONE, 1, "a");
        LogCursor cursor = tail(1).read(LogCursor.start()).cursor();
        int before = logs.described;
        tail(1).read(cursor);
        assertThat(logs.described).isEqualTo(before);
    }

    @Test
    void streams_of_another_job_are_left_alone() {
        logs.put("job-2/algo-1-1700000000", 1, "not mine");
        logs.put(ONE, 2, "mine");
        assertThat(texts(tail(1).read(LogCursor.start()).lines())).containsExactly("mine");
    }

    @Test
    void a_page_without_lines_is_not_the_end() {
        logs.put(ONE, 1, "a");
        logs.gap(ONE);
        logs.gap(ONE);
        logs.put(ONE, 2, "b");
        assertThat(texts(readAll(tail(1)))).containsExactly("a", "b");
    }

    @Test
    void what_is_read_at_once_is_bounded() {
        for (int i = 0; i < 100; i++) {
            logs.put(ONE, i, "line " + i);
        }
        LogTail.Batch batch = tail(1).read(LogCursor.start());
        assertThat(batch.lines()).hasSize(4 * FakeLogs.PAGE);
        assertThat(batch.more()).isTrue();
        assertThat(readAll(tail(1))).hasSize(100);
    }

    @Test
    void a_stream_that_never_ends_does_not_keep_another_from_being_read() {
        for (int i = 0; i < 1000; i++) {
            logs.put(ONE, i, "noise");
        }
        logs.put(TWO, 1, "important");
        LogTail tail = tail(2);
        LogCursor cursor = tail.read(LogCursor.start()).cursor();
        assertThat(texts(tail.read(cursor).lines())).contains("important");
    }

    @Test
    void what_was_read_before_a_call_is_postponed_is_kept() {
        logs.put(ONE, 1, "a");
        logs.put(TWO, 2, "b");
        logs.failures.add(FakeLogs.NO_FAILURE); // the list
        logs.failures.add(FakeLogs.NO_FAILURE); // the first page
        logs.failures.add(new CallPostponed("GetLogEvents", Instant.EPOCH));
        LogTail.Batch batch = tail(2).read(LogCursor.start());
        assertThat(texts(batch.lines())).containsExactly("a");
        assertThat(batch.more()).isTrue();
        assertThat(texts(tail(2).read(batch.cursor()).lines())).containsExactly("b");
    }

    @Test
    void if_not_even_one_page_may_be_read_the_caller_is_told_when() {
        logs.put(ONE, 1, "a");
        logs.failures.add(FakeLogs.NO_FAILURE);
        logs.failures.add(new CallPostponed("GetLogEvents", Instant.EPOCH));
        assertThatThrownBy(() -> tail(1).read(LogCursor.start())).isInstanceOf(CallPostponed.class);
    }

    @Test
    void a_stream_that_somebody_deleted_is_at_its_end() {
        logs.put(ONE, 1, "a");
        logs.put(TWO, 2, "b");
        LogCursor cursor = tail(2).read(LogCursor.start()).cursor();
        logs.streams.remove(ONE);
        logs.put(TWO, 3, "c");
        assertThat(texts(tail(2).read(cursor).lines())).containsExactly("c");
    }

    @Test
    void a_refusal_is_the_callers_business() {
        logs.put(ONE, 1, "a");
        logs.failures.add(FakeLogs.denied());
        assertThatThrownBy(() -> tail(1).read(LogCursor.start())).isInstanceOf(CloudWatchLogsException.class);
    }

    @Test
    void control_characters_do_no_harm() {
        logs.put(ONE, 1, "\u001b[31mred\u0000\ttab\r\nnext\u0007  \n");
        LogLine line = tail(1).read(LogCursor.start()).lines().get(0);
        assertThat(line.text()).isEqualTo("\uFFFD[31mred\uFFFD\ttab  next\uFFFD");
    }

    @Test
    void a_line_of_256_kilobytes_is_printed_whole() {
        String big = "x".repeat(256 << 10);
        logs.put(ONE, 1, big);
        assertThat(texts(tail(1).read(LogCursor.start()).lines())).containsExactly(big);
    }

    @Test
    void the_last_lines_of_each_stream_come_oldest_first() {
        for (int i = 0; i < 20; i++) {
            logs.put(ONE, i * 2, "one " + i);
            logs.put(TWO, i * 2 + 1, "two " + i);
        }
        assertThat(texts(tail(2).last(2))).containsExactly("one 18", "two 18", "one 19", "two 19");
    }

    @Test
    void a_stream_is_called_by_its_instance() {
        assertThat(tail(2).shortName(TWO)).isEqualTo("algo-2");
    }

    @Property(tries = 200)
    void however_lines_come_and_reads_are_cut_each_line_comes_once_and_in_order(@ForAll long seed) {
        Random random = new Random(seed);
        FakeLogs changing = new FakeLogs();
        LogTail tail = new LogTail(changing, "/aws/sagemaker/TrainingJobs", "job/", 3);
        int[] written = new int[3];
        int[] read = new int[3];
        LogCursor cursor = LogCursor.start();
        for (int step = 0; step < 60; step++) {
            int stream = random.nextInt(3);
            switch (random.nextInt(4)) {
                case 0 -> changing.put(name(stream), random.nextInt(100), stream + ":" + written[stream]++);
                case 1 -> changing.gap(name(stream));
                case 2 ->
                    changing.failures.add(
                            random.nextBoolean()
                                    ? FakeLogs.NO_FAILURE
                                    : new CallPostponed("GetLogEvents", Instant.EPOCH));
                default -> cursor = readSome(tail, cursor, read);
            }
        }
        changing.failures.clear();
        for (int i = 0; i < 200; i++) {
            cursor = readSome(tail, cursor, read);
        }
        assertThat(read).isEqualTo(written);
    }

    private static String name(int stream) {
        return "job/algo-" + stream + "-1700000000";
    }

    /** Each line says its stream and its number in it. */
    private static LogCursor readSome(LogTail tail, LogCursor cursor, int[] read) {
        try {
            LogTail.Batch batch = tail.read(cursor);
            for (LogLine line : batch.lines()) {
                String[] parts = line.text().split(":");
                int stream = Integer.parseInt(parts[0]);
                assertThat(Integer.parseInt(parts[1])).isEqualTo(read[stream]++);
            }
            return batch.cursor();
        } catch (CallPostponed later) {
            return cursor;
        }
    }
}
