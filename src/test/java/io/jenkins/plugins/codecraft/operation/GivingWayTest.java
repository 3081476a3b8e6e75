package io.jenkins.plugins.codecraft.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.codecraft.aws.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A thousand builds follow the logs of their jobs, which AWS lets all of them together read ten times a second; and what
 * becomes of a build whose job has ended meanwhile.
 */
class GivingWayTest {
    private static final Scope SCOPE = new Scope("123456789012", "eu-central-1", "");
    private static final Duration BETWEEN_READS = Duration.ofSeconds(5);
    private static final int MANY = 1000;

    private final ManualScheduler scheduler = new ManualScheduler();
    private final Pace pace =
            new Pace(scheduler.clock(), new Pace.Limits(Map.of("Log", 10.0, "Look", 5.0), 1e6), () -> 0);
    private final Runner runner = new Runner(Runner.Settings.defaults(), pace, scheduler);
    private final Map<String, Integer> reads = new HashMap<>();

    private Runner.Run start(Operation operation) {
        return runner.start(operation, new RecordingHost());
    }

    private int read(String name) {
        pace.admit(SCOPE, "Log");
        return reads.merge(name, 1, Integer::sum);
    }

    /** Reads its log from time to time, until it is told that its job has ended; then reads what is left of it. */
    private Piece following(String name) {
        return Piece.of(name, context -> {
                    if (context.wake() == OperationContext.Wake.CHANGED) {
                        return Progress.next(finishing(name));
                    }
                    context.givingWay(() -> read(name));
                    return Progress.pause(Piece.done("itself"), BETWEEN_READS);
                })
                .asItself();
    }

    private Piece finishing(String name) {
        return Piece.of(name + " at its end", context -> {
            read(name + " at its end");
            return Progress.done(Map.of());
        });
    }

    private List<Runner.Run> manyFollow() {
        List<Runner.Run> all = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            all.add(start(following("job " + i)));
        }
        scheduler.pass(Duration.ofMinutes(3));
        return all;
    }

    @Test
    void those_that_follow_read_in_turn_as_often_as_their_number_allows() {
        manyFollow();
        reads.clear();
        scheduler.pass(Duration.ofSeconds(MANY / 10).plus(BETWEEN_READS));
        assertThat(reads).hasSize(MANY).allSatisfy((name, times) -> assertThat(times)
                .isBetween(1, 2));
    }

    @Test
    void the_rate_is_not_exceeded() {
        manyFollow();
        reads.clear();
        scheduler.pass(Duration.ofMinutes(1));
        assertThat(reads.values().stream().mapToInt(Integer::intValue).sum()).isBetween(590, 601);
    }

    @Test
    void one_whose_job_has_ended_reads_at_once() {
        manyFollow();
        start(finishing("job"));
        scheduler.pass(Duration.ofMillis(200));
        assertThat(reads).containsKey("job at its end");
    }

    @Test
    void one_that_waited_for_its_turn_reads_at_once_when_its_job_has_ended() {
        List<Runner.Run> all = manyFollow();
        all.forEach(Runner.Run::wake);
        scheduler.pass(Duration.ofSeconds(1));
        assertThat(reads.keySet().stream().filter(name -> name.endsWith("at its end")))
                .hasSizeBetween(9, 30);
        scheduler.pass(Duration.ofSeconds(MANY / 10));
        assertThat(reads.keySet().stream().filter(name -> name.endsWith("at its end")))
                .hasSize(MANY);
    }

    @Test
    void looks_at_what_has_no_listing_give_way_to_calls_for_which_somebody_waits() {
        ResourceKind kind = ResourceKind.polled("fake", "fakes", 100);
        for (int i = 0; i < MANY; i++) {
            String name = "fake " + i;
            start(Piece.of(name, context -> {
                        context.aws();
                        if (context.wake() == OperationContext.Wake.CHANGED) {
                            pace.admit(SCOPE, "Look");
                        }
                        return Progress.waitFor(Piece.done("itself"), Watch.inStatus(kind, name, "Pending"));
                    })
                    .asItself());
        }
        scheduler.pass(Duration.ofMinutes(5));
        start(Piece.of("new", context -> {
            pace.admit(SCOPE, "Look");
            reads.put("new", 1);
            return Progress.done(Map.of());
        }));
        scheduler.pass(Duration.ofMillis(400));
        assertThat(reads).containsKey("new");
    }
}
