package io.jenkins.plugins.codecraft.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.exception.AbortedException;

/** How an operation is stopped, at every moment of its life. */
@Timeout(30)
class StopTest {
    private final RuntimeException abort = new RuntimeException("aborted by alice");
    private final ManualScheduler scheduler = new ManualScheduler();
    private final Pace pace = new Pace(scheduler.clock(), new Pace.Limits(Map.of(), 1000), () -> 0);
    private final Runner runner = new Runner(Runner.Settings.defaults(), pace, scheduler);
    private final RecordingHost host = new RecordingHost();
    private final FakeKind kind = new FakeKind();
    private final List<String> done = new ArrayList<>();

    private Piece stopper() {
        return Piece.of("stopper", context -> {
            done.add("stopped in AWS");
            return Progress.done(Map.of());
        });
    }

    @Test
    void while_it_waits_what_runs_is_stopped_and_then_the_step_ends_with_the_cause() {
        kind.put("job", FakeKind.RUNNING, scheduler.clock().instant());
        Runner.Run run = runner.start(Following.of(kind), host);
        scheduler.pass(Duration.ofMinutes(1));
        run.stop(abort);
        scheduler.settle();
        assertThat(kind.resources.get("job").status()).isEqualTo(FakeKind.DONE);
        assertThat(host.failure).isSameAs(abort);
    }

    @Test
    void that_it_is_being_stopped_and_why_is_saved_before_anything_is_stopped() {
        CompletableFuture<Void> never = new CompletableFuture<>();
        Runner.Run run = runner.start(waiting(), host);
        scheduler.settle();
        host.answersOfSave.add(never);
        run.stop(abort);
        scheduler.settle();
        assertThat(done).isEmpty();
        assertThat(host.saved).hasToString("stopper");
        assertThat(host.savedStop).containsSame(abort);
    }

    private Piece waiting() {
        return waiting(stopper());
    }

    private static Piece waiting(Operation stopper) {
        return Piece.of("waiting", context -> Progress.pause(Piece.done("never"), Duration.ofHours(1)))
                .stoppedBy(stopper)
                .asItself();
    }

    @Test
    void during_a_piece_of_work_it_is_stopped_right_after_it() {
        Runner.Run[] run = new Runner.Run[1];
        Piece second = Piece.of("second", context -> {
                    done.add("second");
                    return Progress.done(Map.of());
                })
                .stoppedBy(stopper());
        run[0] = runner.start(
                Piece.of("first", context -> {
                    run[0].stop(abort);
                    return Progress.next(second);
                }),
                host);
        scheduler.settle();
        assertThat(done).containsExactly("stopped in AWS");
        assertThat(host.failure).isSameAs(abort);
    }

    @Test
    void during_a_save_it_is_stopped_right_after_it() {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        host.answersOfSave.add(answer);
        Runner.Run run = runner.start(waiting(), host);
        scheduler.settle();
        run.stop(abort);
        scheduler.settle();
        assertThat(done).isEmpty();
        answer.complete(null);
        scheduler.settle();
        assertThat(done).containsExactly("stopped in AWS");
    }

    @Test
    void during_the_last_piece_of_work_what_it_did_is_undone() {
        Runner.Run[] run = new Runner.Run[1];
        run[0] = runner.start(
                Piece.of("last", context -> {
                            run[0].stop(abort);
                            return Progress.done(Map.of());
                        })
                        .stoppedBy(stopper()),
                host);
        scheduler.settle();
        assertThat(done).containsExactly("stopped in AWS");
        assertThat(host.failure).isSameAs(abort);
    }

    @Test
    void during_a_piece_of_work_that_fails_it_is_still_stopped() {
        Runner.Run[] run = new Runner.Run[1];
        run[0] = runner.start(
                Piece.of("failing", context -> {
                            run[0].stop(abort);
                            throw Errors.denied();
                        })
                        .stoppedBy(stopper()),
                host);
        scheduler.settle();
        assertThat(done).containsExactly("stopped in AWS");
        assertThat(host.failure).isSameAs(abort);
        assertThat(host.console).isEmpty();
    }

    @Test
    void a_pause_before_a_next_try_is_cut_short() {
        Runner.Run run = runner.start(
                Piece.of("failing", context -> {
                            throw Errors.internal();
                        })
                        .stoppedBy(stopper()),
                host);
        scheduler.pass(Duration.ofMinutes(1));
        run.stop(abort);
        scheduler.settle();
        assertThat(host.failure).isSameAs(abort);
    }

    @Test
    void a_pause_that_begins_as_the_stop_comes_is_cut_short() {
        Runner.Run[] run = new Runner.Run[1];
        run[0] = runner.start(
                Piece.of("failing", context -> {
                            run[0].stop(abort);
                            throw Errors.internal();
                        })
                        .stoppedBy(stopper()),
                host);
        scheduler.settle();
        assertThat(host.failure).isSameAs(abort);
    }

    @Test
    void a_second_stop_ends_it_at_once_and_says_what_was_left() {
        Piece endless = Piece.of("endless", context -> Progress.pause(Piece.done("never"), Duration.ofHours(1)))
                .running("training job x")
                .asItself();
        Runner.Run run = runner.start(waiting(endless), host);
        scheduler.settle();
        run.stop(abort);
        scheduler.settle();
        assertThat(host.failure).isNull();
        scheduler.pass(Duration.ofSeconds(5));
        RuntimeException second = new RuntimeException("again");
        run.stop(second);
        assertThat(host.failure).isSameAs(second);
        assertThat(host.console).containsExactly("Ended before AWS said that it stopped: training job x");
    }

    @Test
    void two_stops_at_once_as_of_a_job_that_is_deleted_are_one() {
        Runner.Run run = runner.start(waiting(), host);
        scheduler.settle();
        run.stop(abort);
        run.stop(new RuntimeException("again"));
        scheduler.settle();
        assertThat(done).containsExactly("stopped in AWS");
        assertThat(host.failure).isSameAs(abort);
        assertThat(host.console).isEmpty();
    }

    @Test
    void after_a_second_stop_nothing_is_done_any_more() {
        AtomicInteger tries = new AtomicInteger();
        Piece unstoppable = Piece.of("unstoppable", context -> {
                    tries.incrementAndGet();
                    throw Errors.internal();
                })
                .running("training job x");
        Runner.Run run = runner.start(waiting(unstoppable), host);
        scheduler.settle();
        run.stop(abort);
        scheduler.pass(Duration.ofSeconds(5));
        run.stop(abort);
        int before = tries.get();
        scheduler.pass(Duration.ofHours(1));
        assertThat(tries).hasValue(before);
    }

    @Test
    void a_third_stop_changes_nothing() {
        Runner.Run run = runner.start(waiting(waiting()), host);
        scheduler.settle();
        run.stop(abort);
        scheduler.pass(Duration.ofSeconds(5));
        run.stop(abort);
        run.stop(abort);
        assertThat(host.events).filteredOn(event -> event.equals("failed")).hasSize(1);
    }

    @Test
    void what_can_not_be_stopped_is_said_and_the_step_ends_with_the_cause() {
        Piece refused = Piece.of("refused", context -> {
                    throw Errors.denied();
                })
                .running("training job x");
        Runner.Run run = runner.start(waiting(refused), host);
        scheduler.settle();
        run.stop(abort);
        scheduler.settle();
        assertThat(host.failure).isSameAs(abort);
        assertThat(host.console).hasSize(1);
        assertThat(host.console.get(0)).contains("Could not stop it").contains("training job x");
    }

    @Test
    void a_stop_goes_on_after_a_restart() {
        runner.resume(stopper(), Optional.of(abort), host);
        scheduler.settle();
        assertThat(done).containsExactly("stopped in AWS");
        assertThat(host.failure).isSameAs(abort);
    }

    @Test
    void a_stop_after_the_end_changes_nothing() {
        Runner.Run run = runner.start(Piece.done("only"), host);
        scheduler.settle();
        run.stop(abort);
        scheduler.settle();
        assertThat(host.failure).isNull();
    }

    @Test
    void long_work_is_interrupted() throws Exception {
        try (Runner real = real()) {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch never = new CountDownLatch(1);
            Runner.Run run = real.start(
                    Piece.of("long", context -> {
                                begun.countDown();
                                never.await();
                                return Progress.done(Map.of());
                            })
                            .takingLong()
                            .stoppedBy(stopper()),
                    host);
            begun.await();
            run.stop(abort);
            assertThat(host.ended.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(host.failure).isSameAs(abort);
            assertThat(done).containsExactly("stopped in AWS");
        }
    }

    @Test
    void long_work_inside_the_sdk_that_is_interrupted_is_stopped_at_once() throws Exception {
        try (Runner real = real()) {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch never = new CountDownLatch(1);
            Runner.Run run = real.start(
                    Piece.of("long", context -> {
                                begun.countDown();
                                try {
                                    never.await();
                                } catch (InterruptedException interrupt) {
                                    Thread.currentThread().interrupt();
                                    throw AbortedException.create("Thread was interrupted");
                                }
                                return Progress.done(Map.of());
                            })
                            .takingLong()
                            .stoppedBy(stopper()),
                    host);
            begun.await();
            run.stop(abort);
            assertThat(host.ended.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(host.failure).isSameAs(abort);
            assertThat(host.console).isEmpty();
        }
    }

    @Test
    void the_work_that_stops_is_interrupted_by_the_second_stop_only() throws Exception {
        try (Runner real = real()) {
            CountDownLatch stoppingBegun = new CountDownLatch(1);
            CountDownLatch interrupted = new CountDownLatch(1);
            CountDownLatch never = new CountDownLatch(1);
            Piece slowStop = Piece.of("slow stop", context -> {
                        stoppingBegun.countDown();
                        try {
                            never.await();
                        } catch (InterruptedException second) {
                            interrupted.countDown();
                            throw second;
                        }
                        return Progress.done(Map.of());
                    })
                    .takingLong();
            CountDownLatch begun = new CountDownLatch(1);
            Runner.Run run = real.start(
                    Piece.of("long", context -> {
                                begun.countDown();
                                never.await();
                                return Progress.done(Map.of());
                            })
                            .takingLong()
                            .stoppedBy(slowStop),
                    host);
            begun.await();
            run.stop(abort);
            stoppingBegun.await();
            assertThat(interrupted.getCount()).isEqualTo(1);
            await().until(() -> {
                run.stop(abort); // counts as a second one once it is some seconds after the first
                return interrupted.getCount() == 0;
            });
            assertThat(host.failure).isSameAs(abort);
        }
    }

    @Test
    void an_interrupt_that_nobody_asked_for_does_not_hold_the_step_for_ever() throws Exception {
        try (Runner real = real()) {
            AtomicInteger tries = new AtomicInteger();
            real.start(
                    Piece.of("interrupted", context -> {
                        if (tries.incrementAndGet() == 1) {
                            throw new InterruptedException("by some library");
                        }
                        return Progress.done(Map.of());
                    }),
                    host);
            assertThat(host.ended.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(host.result).isNotNull();
        }
    }

    @Test
    void a_process_that_goes_down_interrupts_the_work_and_keeps_what_was_saved() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Runner real = real();
        real.start(
                Piece.of("long", context -> {
                            begun.countDown();
                            try {
                                never.await();
                            } catch (InterruptedException down) {
                                interrupted.countDown();
                                throw new IOException("Stream closed", down);
                            }
                            return Progress.done(Map.of());
                        })
                        .takingLong(),
                host);
        begun.await();
        real.close();
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        await().during(Duration.ofMillis(100)).until(() -> host.events.equals(List.of("save long")));
    }

    private static Runner real() {
        Runner.Settings settings = new Runner.Settings(
                Duration.ofMillis(10),
                Duration.ofMillis(10),
                Duration.ofMillis(100),
                Duration.ofMinutes(5),
                Duration.ofHours(24));
        return FastTime.runner(100, settings);
    }
}
