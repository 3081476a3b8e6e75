package io.jenkins.plugins.codecraft.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.codecraft.aws.CallPostponed;
import io.jenkins.plugins.codecraft.aws.Scope;
import io.jenkins.plugins.codecraft.operation.OperationContext.Wake;
import io.jenkins.plugins.codecraft.storage.StorageException;
import io.jenkins.plugins.codecraft.storage.agent.AgentException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What a run does with an operation, in a time that stands still. */
class OperationRunTest {
    private final ManualScheduler scheduler = new ManualScheduler();
    private final Pace pace = new Pace(scheduler.clock(), new Pace.Limits(Map.of("Rare", 0.1), 1000), () -> 0);
    private final Runner runner = new Runner(Runner.Settings.defaults(), pace, scheduler);
    private final RecordingHost host = new RecordingHost();
    private final FakeKind kind = new FakeKind();

    @Test
    void what_an_operation_returns_is_the_steps_result() {
        runner.start(Piece.done("only"), host);
        scheduler.settle();
        assertThat(host.result).isEqualTo(Map.of("by", "only"));
    }

    @Test
    void each_value_is_saved_before_it_does_its_work() {
        Piece second = Piece.of("second", context -> {
            host.events.add("second works");
            return Progress.done(Map.of());
        });
        Piece first = Piece.of("first", context -> {
            host.events.add("first works");
            return Progress.next(second);
        });
        runner.start(first, host);
        scheduler.settle();
        assertThat(host.events)
                .containsExactly("save first", "first works", "save second", "second works", "succeeded");
    }

    @Test
    void nothing_goes_on_until_the_value_is_kept() {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        host.answersOfSave.add(answer);
        runner.start(Piece.done("only"), host);
        scheduler.pass(Duration.ofHours(1));
        assertThat(host.events).containsExactly("save only");
        answer.complete(null);
        scheduler.settle();
        assertThat(host.events).containsExactly("save only", "succeeded");
    }

    @Test
    void a_restored_value_is_not_saved_again_before_it_works() {
        runner.resume(Piece.done("kept"), Optional.empty(), host);
        scheduler.settle();
        assertThat(host.events).containsExactly("succeeded");
    }

    @Test
    void only_the_first_piece_of_work_after_a_restart_is_told_that_it_was_restored() {
        List<Boolean> restored = new ArrayList<>();
        Piece second = Piece.of("second", context -> {
            restored.add(context.restored());
            return Progress.done(Map.of());
        });
        runner.resume(
                Piece.of("first", context -> {
                    restored.add(context.restored());
                    return Progress.next(second);
                }),
                Optional.empty(),
                host);
        scheduler.settle();
        assertThat(restored).containsExactly(true, false);
    }

    @Test
    void a_save_that_fails_is_tried_again() {
        host.answersOfSave.add(CompletableFuture.failedFuture(new IOException("disk full")));
        runner.start(Piece.done("only"), host);
        scheduler.pass(Duration.ofSeconds(1));
        assertThat(host.events).containsExactly("save only", "save only", "succeeded");
    }

    @Test
    void a_save_that_fails_for_long_fails_the_step_and_says_why() {
        for (int i = 0; i < 100; i++) {
            host.answersOfSave.add(CompletableFuture.failedFuture(new IOException("disk full")));
        }
        runner.start(Piece.done("only"), host);
        scheduler.pass(Duration.ofMinutes(10));
        assertThat(host.failure).hasMessage("The state of the step could not be saved");
        assertThat(host.console)
                .hasSize(1)
                .first()
                .asString()
                .contains("disk full")
                .doesNotContain("AWS");
    }

    @Test
    void the_work_waits_without_a_thread_and_is_told_that_the_time_is_over() {
        List<Wake> wakes = new ArrayList<>();
        runner.start(
                Piece.of("waiting", context -> {
                            wakes.add(context.wake());
                            return wakes.size() == 3
                                    ? Progress.done(Map.of())
                                    : Progress.pause(Piece.done("never"), Duration.ofSeconds(5));
                        })
                        .asItself(),
                host);
        scheduler.pass(Duration.ofSeconds(4));
        assertThat(wakes).containsExactly(Wake.STARTED);
        scheduler.pass(Duration.ofSeconds(1));
        assertThat(wakes).containsExactly(Wake.STARTED, Wake.TIME);
    }

    @Test
    void a_wait_that_changes_nothing_saves_nothing() {
        runner.start(new Patient(kind, Duration.ofSeconds(5)), host);
        scheduler.pass(Duration.ofMinutes(1));
        assertThat(host.events).filteredOn(event -> event.startsWith("save")).hasSize(1);
    }

    @Test
    void a_change_ends_the_wait() {
        kind.put("job", FakeKind.RUNNING, scheduler.clock().instant());
        runner.start(Following.of(kind), host);
        scheduler.pass(Duration.ofMinutes(1));
        assertThat(host.ended.getCount()).isEqualTo(1);
        kind.put("job", FakeKind.DONE, scheduler.clock().instant());
        scheduler.pass(Duration.ofSeconds(10));
        assertThat(host.result).isEqualTo(Map.of("status", FakeKind.DONE));
    }

    @Test
    void a_wake_from_outside_makes_it_look_at_once() {
        kind.put("job", FakeKind.RUNNING, scheduler.clock().instant());
        Runner.Run run = runner.start(Following.of(kind), host);
        scheduler.settle();
        kind.put("job", FakeKind.DONE, scheduler.clock().instant());
        run.wake();
        scheduler.settle();
        assertThat(host.result).isEqualTo(Map.of("status", FakeKind.DONE));
    }

    @Test
    void a_wake_from_outside_ends_the_pause_before_a_next_try() {
        AtomicInteger tries = new AtomicInteger();
        Runner.Run run = runner.start(Piece.of("failing", failing(tries, 3)), host);
        scheduler.pass(Duration.ofMillis(100));
        assertThat(tries).hasValue(1);
        run.wake();
        scheduler.settle();
        assertThat(tries).hasValue(2);
    }

    @Test
    void a_change_that_comes_between_the_timer_and_the_work_is_told_as_a_change() {
        List<Wake> wakes = new ArrayList<>();
        Runner.Run[] run = new Runner.Run[1];
        run[0] = runner.start(
                Piece.of("waiting", context -> {
                            wakes.add(context.wake());
                            return Progress.pause(Piece.done("never"), Duration.ofSeconds(5));
                        })
                        .asItself(),
                host);
        scheduler.settle();
        scheduler.after(Duration.ofSeconds(5), () -> run[0].wake()); // due right after the timer's own work
        scheduler.pass(Duration.ofSeconds(5));
        assertThat(wakes).contains(Wake.CHANGED);
    }

    @Test
    void a_postponed_call_is_made_at_its_place_and_costs_no_try() {
        Scope scope = new Scope("123456789012", "eu-central-1", "");
        pace.admit(scope, "Rare");
        pace.admit(scope, "Rare");
        AtomicInteger tries = new AtomicInteger();
        runner.start(
                Piece.of("rare", context -> {
                    tries.incrementAndGet();
                    pace.admit(scope, "Rare");
                    return Progress.done(Map.of());
                }),
                host);
        scheduler.pass(Duration.ofSeconds(60));
        assertThat(tries).hasValue(2);
        assertThat(host.console).isEmpty();
        assertThat(host.result).isNotNull();
    }

    @Test
    void two_postponed_calls_of_one_piece_of_work_keep_their_places() {
        Scope scope = new Scope("123456789012", "eu-central-1", "");
        pace.admit(scope, "Rare");
        pace.admit(scope, "Rare");
        pace.admit(new Scope("other", "eu-central-1", ""), "Rare");
        pace.admit(new Scope("other", "eu-central-1", ""), "Rare");
        runner.start(
                Piece.of("both", context -> {
                    pace.admit(scope, "Rare");
                    pace.admit(new Scope("other", "eu-central-1", ""), "Rare");
                    return Progress.done(Map.of());
                }),
                host);
        scheduler.pass(Duration.ofSeconds(60));
        assertThat(host.result).isNotNull();
    }

    @Test
    void a_change_ends_the_wait_for_the_place_of_a_postponed_call() {
        kind.put("job", FakeKind.RUNNING, scheduler.clock().instant());
        Watch watch = kind.watch("job");
        List<Wake> wakes = new ArrayList<>();
        Piece waits = Piece.of("waits", context -> {
                    context.aws();
                    wakes.add(context.wake());
                    if (context.wake() == Wake.TIME) {
                        throw new CallPostponed(
                                "Log", scheduler.clock().instant().plusSeconds(3600));
                    }
                    return Progress.waitFor(Piece.done("self"), watch, Duration.ofSeconds(1));
                })
                .asItself();
        runner.start(waits, host);
        scheduler.pass(Duration.ofSeconds(2));
        kind.put("job", FakeKind.DONE, scheduler.clock().instant());
        scheduler.pass(Duration.ofSeconds(30));
        assertThat(wakes).contains(Wake.CHANGED);
    }

    @Test
    void an_outage_is_waited_out_with_one_line_at_its_beginning_and_one_at_its_end() {
        AtomicInteger tries = new AtomicInteger();
        runner.start(Piece.of("failing", failing(tries, 8)).running("job x"), host);
        scheduler.pass(Duration.ofMinutes(10));
        assertThat(host.result).isNotNull();
        assertThat(host.console).hasSize(2);
        assertThat(host.console.get(0)).startsWith("AWS does not answer as it should, trying on: ");
        assertThat(host.console.get(1)).startsWith("AWS answers again, after ");
    }

    @Test
    void one_failed_call_is_not_worth_a_line() {
        runner.start(Piece.of("failing", failing(new AtomicInteger(), 1)), host);
        scheduler.pass(Duration.ofMinutes(1));
        assertThat(host.result).isNotNull();
        assertThat(host.console).isEmpty();
    }

    @Test
    void an_outage_that_both_the_work_and_the_watch_meet_is_told_once() {
        kind.put("job", FakeKind.RUNNING, scheduler.clock().instant());
        kind.refusal = Errors.internal();
        AtomicInteger looks = new AtomicInteger();
        boolean[] down = {false};
        runner.start(
                Piece.of("following", context -> {
                            context.aws();
                            looks.incrementAndGet();
                            if (down[0]) {
                                throw SdkClientException.create("Unable to execute HTTP request");
                            }
                            return Progress.waitFor(Piece.done("never"), kind.watch("job"), Duration.ofSeconds(5));
                        })
                        .asItself(),
                host);
        scheduler.pass(Duration.ofSeconds(12));
        down[0] = true;
        kind.down = true;
        scheduler.pass(Duration.ofMinutes(4));
        assertThat(host.console).hasSize(1);
        down[0] = false;
        kind.down = false;
        scheduler.pass(Duration.ofMinutes(3));
        assertThat(host.console).hasSize(2);
        assertThat(host.console.get(1)).startsWith("AWS answers again");
    }

    @Test
    void while_nothing_runs_in_aws_patience_ends_after_minutes() {
        runner.start(Piece.of("failing", failing(new AtomicInteger(), Integer.MAX_VALUE)), host);
        scheduler.pass(Duration.ofMinutes(4));
        assertThat(host.failure).isNull();
        scheduler.pass(Duration.ofMinutes(3));
        assertThat(host.failure).isInstanceOf(OperationFailure.class).hasMessageContaining("InternalFailure");
    }

    @Test
    void while_something_runs_in_aws_patience_lasts_a_day() {
        runner.start(
                Piece.of("failing", failing(new AtomicInteger(), Integer.MAX_VALUE))
                        .running("job x"),
                host);
        scheduler.pass(Duration.ofHours(23));
        assertThat(host.failure).isNull();
        scheduler.pass(Duration.ofHours(2));
        assertThat(host.failure).hasMessageContaining("it may still run, and cost: job x.");
    }

    @Test
    void expired_credentials_are_fetched_again() {
        AtomicInteger tries = new AtomicInteger();
        runner.start(
                Piece.of("following", context -> {
                    context.aws();
                    if (tries.incrementAndGet() == 1) {
                        throw Errors.expired();
                    }
                    return Progress.done(Map.of());
                }),
                host);
        scheduler.pass(Duration.ofSeconds(2));
        assertThat(host.events).containsExactly("save following", "connect", "expired", "connect", "succeeded");
        assertThat(host.console).isEmpty();
    }

    @Test
    void credentials_that_expire_while_data_is_staged_are_fetched_again() {
        AtomicInteger tries = new AtomicInteger();
        runner.start(
                Piece.of("staging", context -> {
                    context.aws();
                    if (tries.incrementAndGet() == 1) {
                        throw new StorageException("Cannot write s3://b/k: S3 answered 400", Errors.expired());
                    }
                    return Progress.done(Map.of());
                }),
                host);
        scheduler.pass(Duration.ofSeconds(2));
        assertThat(host.events).containsExactly("save staging", "connect", "expired", "connect", "succeeded");
    }

    @Test
    void a_refusal_fails_the_step_in_words() {
        runner.start(
                Piece.of("denied", context -> {
                    throw Errors.denied();
                }),
                host);
        scheduler.settle();
        assertThat(host.failure)
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("AccessDeniedException")
                .hasMessageContaining("request id 0a1b");
    }

    @Test
    void what_is_wrong_with_the_workspace_fails_the_step_at_once() {
        runner.start(
                Piece.of("reading", context -> {
                    throw new AgentException("'sample.csv' is not a file");
                }),
                host);
        scheduler.settle();
        assertThat(host.failure).isInstanceOf(OperationFailure.class).hasMessage("'sample.csv' is not a file");
        assertThat(host.console).isEmpty();
    }

    @Test
    void what_s3_refuses_fails_the_step_at_once() {
        runner.start(
                Piece.of("staging", context -> {
                    throw new StorageException("Cannot write s3://b/k", Errors.denied());
                }),
                host);
        scheduler.settle();
        assertThat(host.failure).isInstanceOf(OperationFailure.class).hasMessage("Cannot write s3://b/k");
    }

    @Test
    void an_agent_that_is_away_for_a_moment_is_tried_again() {
        AtomicInteger tries = new AtomicInteger();
        runner.start(
                Piece.of("agent", context -> {
                    if (tries.incrementAndGet() < 4) {
                        throw new IOException("channel is closing down");
                    }
                    return Progress.done(Map.of());
                }),
                host);
        scheduler.pass(Duration.ofMinutes(1));
        assertThat(host.result).isNotNull();
        assertThat(host.console.get(0)).contains("channel is closing down").doesNotContain("AWS");
    }

    @Test
    void a_defect_fails_the_step_with_its_stack_trace() {
        IllegalStateException defect = new IllegalStateException("a defect");
        runner.start(
                Piece.of("defect", context -> {
                    throw defect;
                }),
                host);
        scheduler.settle();
        assertThat(host.failure).isSameAs(defect);
    }

    @Test
    void a_defect_outside_of_the_work_itself_fails_the_step_too() {
        runner.start(
                Piece.of(
                        "no session",
                        context -> Progress.waitFor(
                                Piece.done("never"),
                                new Watch(
                                        kind,
                                        "job",
                                        "Running",
                                        scheduler.clock().instant()))),
                host);
        scheduler.pass(Duration.ofMinutes(1));
        assertThat(host.failure).isNotNull();
    }

    @Test
    void a_console_that_can_not_be_had_does_not_hold_the_step_for_ever() {
        runner.start(Piece.of("failing", failing(new AtomicInteger(), 6)), host);
        host.consoleFailure = new IllegalStateException("no console");
        scheduler.pass(Duration.ofMinutes(5));
        assertThat(host.result).isNotNull();
    }

    @Test
    void its_status_says_what_it_waits_for() {
        kind.put("job", FakeKind.RUNNING, scheduler.clock().instant());
        Runner.Run run = runner.start(Following.of(kind), host);
        scheduler.settle();
        assertThat(run.status()).isEqualTo("job");
        run.stop(new RuntimeException("aborted"));
        assertThat(run.status()).isEqualTo("stopping job");
    }

    @Test
    void closing_leaves_everything_as_it_was_saved() {
        kind.put("job", FakeKind.RUNNING, scheduler.clock().instant());
        runner.start(Following.of(kind), host);
        scheduler.pass(Duration.ofMinutes(1));
        List<String> before = List.copyOf(host.events);
        runner.close();
        kind.put("job", FakeKind.DONE, scheduler.clock().instant());
        scheduler.pass(Duration.ofHours(1));
        assertThat(host.events).isEqualTo(before);
        assertThat(host.saved).isInstanceOf(Following.class);
    }

    @Test
    void work_that_fails_because_the_process_goes_down_does_not_fail_the_step() {
        runner.start(
                Piece.of("surprised", context -> {
                    runner.close();
                    throw new IllegalStateException("Connection pool shut down");
                }),
                host);
        scheduler.settle();
        assertThat(host.events).containsExactly("save surprised");
    }

    private static Piece.Work failing(AtomicInteger tries, int times) {
        return context -> {
            if (tries.incrementAndGet() <= times) {
                throw Errors.internal();
            }
            return Progress.done(Map.of());
        };
    }

    @Test
    void a_call_postponed_outside_of_the_pace_is_waited_for_too() {
        boolean[] first = {true};
        runner.start(
                Piece.of("postponed", context -> {
                    if (first[0]) {
                        first[0] = false;
                        throw new CallPostponed(
                                "Any", scheduler.clock().instant().plusSeconds(7));
                    }
                    return Progress.done(Map.of());
                }),
                host);
        scheduler.pass(Duration.ofSeconds(6));
        assertThat(host.result).isNull();
        scheduler.pass(Duration.ofSeconds(1));
        assertThat(host.result).isNotNull();
    }
}
