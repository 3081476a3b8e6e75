package io.jenkins.plugins.codecraft.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.OfflineSession;
import io.jenkins.plugins.codecraft.operation.ResourceKind.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How changes are seen by listings that all waiters share. The interval is ten seconds. */
class WatcherTest {
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    /** One call in 25 is a sweep's, and it is one call an interval all in all. */
    private static final Duration ROUND = INTERVAL.plus(INTERVAL.dividedBy(24));

    private static final Duration TWO_SWEEPS = Duration.ofMinutes(9);

    private final ManualScheduler scheduler = new ManualScheduler();
    private final FakeKind kind = new FakeKind();
    private final AwsSession session = OfflineSession.in("123456789012");
    private final List<String> told = new ArrayList<>();
    private Watcher watcher;

    @BeforeEach
    void begin() {
        kind.clock = Optional.of(scheduler.clock());
        kind.refusal = Errors.denied();
        watcher = watcher(1000);
    }

    private Watcher watcher(double callsASecond) {
        Pace pace = new Pace(scheduler.clock(), new Pace.Limits(Map.of(), callsASecond), () -> 0);
        return watcher(pace, new Looks(10));
    }

    private Watcher watcher(Pace pace, Looks looks) {
        return new Watcher(kind, scheduler, pace, INTERVAL, looks, () -> {});
    }

    private Instant now() {
        return scheduler.clock().instant();
    }

    private Scheduler.Cancellable wait(String name) {
        return wait(name, session);
    }

    private Scheduler.Cancellable wait(String name, AwsSession by) {
        return watcher.register(kind.watch(name), by, new Told(name));
    }

    private void waitForMany(int count) {
        for (int i = 0; i < count; i++) {
            kind.put("job-" + i, FakeKind.RUNNING, now());
            wait("job-" + i);
        }
    }

    @Test
    void nothing_is_listed_while_nobody_waits() {
        scheduler.pass(Duration.ofHours(1));
        assertThat(kind.queries).isEmpty();
    }

    @Test
    void one_call_an_interval_serves_all_however_many_wait_and_however_long() {
        waitForMany(10_000);
        scheduler.pass(Duration.ofMinutes(1)); // the changes that there were are seen
        kind.queries.clear();
        Duration time = Duration.ofHours(2);
        scheduler.pass(time);
        assertThat(kind.queries).hasSizeBetween(700, 1 + (int) time.dividedBy(INTERVAL));
        assertThat(kind.sweepsAsked()).isBetween(27L, 29L);
        assertThat(told).isEmpty();
    }

    @Test
    void only_those_are_told_whose_resource_changed() {
        waitForMany(100);
        kind.put("job-7", FakeKind.DONE, now().plusSeconds(1));
        scheduler.pass(ROUND);
        assertThat(told).containsExactly("job-7 changed");
    }

    @Test
    void a_change_is_told_once() {
        waitForMany(2);
        kind.put("job-1", FakeKind.DONE, now().plusSeconds(1));
        scheduler.pass(Duration.ofMinutes(20));
        assertThat(told).containsExactly("job-1 changed");
    }

    @Test
    void a_change_of_the_time_of_modification_alone_is_a_change() {
        waitForMany(1);
        kind.put("job-0", FakeKind.RUNNING, now().plusSeconds(3));
        scheduler.pass(ROUND);
        assertThat(told).containsExactly("job-0 changed");
    }

    @Test
    void a_change_is_seen_within_an_interval_at_any_time() {
        kind.put("job", FakeKind.RUNNING, now());
        for (int second = 1; second < 100; second += 7) {
            wait("job");
            scheduler.pass(Duration.ofSeconds(second));
            told.clear();
            kind.put("job", FakeKind.RUNNING, now());
            scheduler.pass(ROUND);
            assertThat(told).containsExactly("job changed");
        }
    }

    @Test
    void a_change_between_the_look_and_the_registration_is_not_lost() {
        kind.put("job", FakeKind.RUNNING, now());
        Watch before = kind.watch("job");
        scheduler.pass(Duration.ofHours(1));
        kind.put("job", FakeKind.DONE, now());
        kind.put("other", FakeKind.RUNNING, now());
        wait("other");
        scheduler.pass(Duration.ofHours(1));
        told.clear();
        watcher.register(before, session, new Told("job"));
        scheduler.pass(ROUND);
        assertThat(told).containsExactly("job changed");
    }

    @Test
    void a_change_while_it_lists_is_not_lost() {
        waitForMany(1);
        kind.beforeAnswer = () -> {
            kind.put("job-0", FakeKind.DONE, now());
            kind.beforeAnswer = () -> {};
        };
        scheduler.pass(ROUND.multipliedBy(2));
        assertThat(told).containsExactly("job-0 changed");
    }

    @Test
    void a_listing_that_is_a_little_behind_loses_nothing() {
        waitForMany(1);
        scheduler.pass(ROUND);
        Instant changed = now().minusSeconds(1);
        kind.put("job-0", FakeKind.DONE, changed); // listed only now, though it changed before the last listing
        scheduler.pass(ROUND);
        assertThat(told).containsExactly("job-0 changed");
    }

    @Test
    void a_clock_of_aws_that_is_behind_ours_loses_nothing() {
        skewed(Duration.ofHours(-3));
    }

    @Test
    void a_clock_of_aws_that_is_ahead_of_ours_loses_nothing() {
        skewed(Duration.ofHours(3));
    }

    private void skewed(Duration skew) {
        kind.clock = Optional.of(() -> now().plus(skew));
        kind.put("job", FakeKind.RUNNING, now().plus(skew));
        wait("job");
        scheduler.pass(Duration.ofMinutes(2));
        assertThat(told).isEmpty();
        kind.put("job", FakeKind.DONE, now().plus(skew));
        scheduler.pass(ROUND);
        assertThat(told).containsExactly("job changed");
    }

    @Test
    void without_a_date_in_the_answers_the_latest_modification_takes_its_place() {
        kind.clock = Optional.empty();
        waitForMany(300);
        scheduler.pass(Duration.ofMinutes(2));
        kind.put("job-5", FakeKind.DONE, now());
        scheduler.pass(ROUND);
        assertThat(told).containsExactly("job-5 changed");
    }

    @Test
    void many_changes_are_listed_page_by_page() {
        waitForMany(250);
        scheduler.pass(Duration.ofMinutes(1));
        kind.queries.clear();
        kind.resources.replaceAll((name, old) -> new ResourceKind.Listed(name, FakeKind.DONE, now()));
        scheduler.pass(ROUND);
        assertThat(kind.queries).hasSize(3);
        assertThat(told).hasSize(250);
    }

    @Test
    void many_changes_at_one_time_are_not_listed_again_and_again() {
        waitForMany(1000);
        scheduler.pass(Duration.ofMinutes(1));
        kind.queries.clear();
        scheduler.pass(ROUND);
        assertThat(kind.queries).hasSize(1);
    }

    @Test
    void pages_that_must_wait_for_their_turn_come_later_and_none_is_listed_twice() {
        watcher = watcher(0.5);
        waitForMany(1000);
        kind.resources.replaceAll((name, old) -> new ResourceKind.Listed(name, FakeKind.DONE, now().plusSeconds(1)));
        scheduler.pass(Duration.ofSeconds(40));
        assertThat(told).hasSize(1000);
        assertThat(kind.queries.stream().filter(query -> query.nextToken().isPresent()))
                .doesNotHaveDuplicates()
                .hasSize(9);
    }

    @Test
    void what_is_deleted_is_noticed_by_a_sweep() {
        waitForMany(3);
        scheduler.pass(Duration.ofMinutes(1));
        kind.resources.remove("job-1");
        scheduler.pass(TWO_SWEEPS);
        assertThat(told).containsExactly("job-1 changed");
    }

    @Test
    void a_sweep_over_many_takes_a_page_from_time_to_time() {
        waitForMany(1000);
        scheduler.pass(Duration.ofMinutes(1));
        kind.resources.remove("job-500");
        kind.queries.clear();
        scheduler.pass(ROUND.multipliedBy(24 * 20));
        assertThat(kind.sweepsAsked()).isEqualTo(20);
        assertThat(told).containsExactly("job-500 changed");
    }

    @Test
    void a_change_during_a_sweep_is_seen_as_soon_as_at_other_times() {
        waitForMany(1000);
        scheduler.pass(Duration.ofMinutes(10));
        assertThat(kind.sweepsAsked()).isBetween(2L, 9L);
        kind.put("job-999", FakeKind.DONE, now());
        scheduler.pass(ROUND);
        assertThat(told).containsExactly("job-999 changed");
    }

    @Test
    void a_look_spares_the_listing_of_what_was_modified_before_it() {
        waitForMany(1000);
        scheduler.pass(Duration.ofHours(1));
        kind.queries.clear();
        watcher.register(kind.watch("job-1").asOf(Optional.of(now())), session, new Told("job-1"));
        scheduler.pass(ROUND);
        assertThat(kind.queries).hasSize(1);
        kind.put("job-1", FakeKind.DONE, now());
        scheduler.pass(ROUND);
        assertThat(told).containsOnly("job-1 changed");
    }

    @Test
    void a_sweep_whose_token_is_refused_begins_anew_and_wakes_nobody() {
        waitForMany(200);
        scheduler.pass(ROUND.multipliedBy(23));
        kind.failures.add(FakeKind.NO_FAILURE);
        kind.failures.add(Errors.error("ValidationException", 400, "Invalid token"));
        scheduler.pass(ROUND);
        assertThat(told).isEmpty();
        kind.resources.remove("job-1");
        scheduler.pass(TWO_SWEEPS);
        assertThat(told).containsExactly("job-1 changed");
    }

    @Test
    void a_kind_that_is_listed_by_status_is_gone_through_each_interval() {
        kind.listing = ResourceKind.Listing.BY_STATUS;
        waitForMany(250);
        kind.put("job-3", FakeKind.DONE, now());
        kind.resources.remove("job-4");
        scheduler.pass(INTERVAL);
        assertThat(told).containsExactlyInAnyOrder("job-3 changed", "job-4 changed");
        assertThat(kind.queries).hasSize(3).allMatch(Query.WithStatus.class::isInstance);
        scheduler.pass(INTERVAL);
        assertThat(kind.queries).hasSize(6);
    }

    @Test
    void a_kind_that_is_listed_by_creation_is_gone_through_from_the_oldest_on() {
        kind.listing = ResourceKind.Listing.BY_CREATION;
        kind.put("older", FakeKind.RUNNING, now());
        scheduler.pass(Duration.ofHours(1));
        Instant oldest = now();
        for (int i = 0; i < 30; i++) {
            kind.put("job-" + i, FakeKind.RUNNING, now());
            watcher.register(Watch.created(kind, "job-" + i, FakeKind.RUNNING, now()), session, new Told("job-" + i));
            scheduler.pass(Duration.ofMillis(100));
        }
        kind.put("job-3", FakeKind.DONE, oldest.plusMillis(300));
        kind.resources.remove("job-4");
        scheduler.pass(INTERVAL);
        assertThat(told).containsExactlyInAnyOrder("job-3 changed", "job-4 changed");
        assertThat(kind.queries).containsExactly(new Query.CreatedSince(oldest.minusSeconds(1), Optional.empty()));
    }

    @Test
    void where_a_look_at_each_is_no_more_than_the_listing_each_is_looked_at() {
        kind.listing = ResourceKind.Listing.BY_STATUS;
        waitForMany(1);
        scheduler.pass(INTERVAL);
        assertThat(told).containsExactly("job-0 due");
        assertThat(kind.queries).isEmpty();
    }

    @Test
    void a_listing_that_is_full_of_others_is_not_gone_through_for_a_few() {
        kind.listing = ResourceKind.Listing.BY_STATUS;
        for (int i = 0; i < 2000; i++) {
            kind.put("other-" + i, FakeKind.RUNNING, now());
        }
        waitForMany(5);
        scheduler.pass(INTERVAL);
        assertThat(kind.queries).hasSize(21);
        assertThat(told).isEmpty();
        kind.queries.clear();
        scheduler.pass(INTERVAL);
        assertThat(kind.queries).isEmpty();
        assertThat(told).hasSize(5).allMatch(line -> line.endsWith("due"));
    }

    @Test
    void what_has_no_listing_is_looked_at_in_turn_and_the_waiters_are_told_how_often() {
        kind.listing = ResourceKind.Listing.NONE;
        waitForMany(30);
        scheduler.pass(INTERVAL);
        assertThat(told).contains("job-7 singly, about every 30 s");
        scheduler.pass(INTERVAL.multipliedBy(2));
        assertThat(told.stream().filter(line -> line.endsWith("due")))
                .hasSize(30)
                .doesNotHaveDuplicates();
        assertThat(kind.queries).isEmpty();
    }

    @Test
    void listings_of_two_parents_share_the_budget_of_looks_fairly() {
        kind.listing = ResourceKind.Listing.NONE;
        Looks looks = new Looks(10);
        Pace pace = new Pace(scheduler.clock(), new Pace.Limits(Map.of(), 1000), () -> 0);
        Watcher crowded = watcher(pace, looks);
        for (int i = 0; i < 80; i++) {
            kind.put("job-" + i, FakeKind.RUNNING, now());
            new Again(crowded, "job-" + i).begin();
        }
        kind.put("alone", FakeKind.RUNNING, now());
        new Again(watcher(pace, looks), "alone").begin();
        scheduler.pass(INTERVAL.multipliedBy(90));
        assertThat(told.stream().filter("alone due"::equals)).hasSizeBetween(9, 11);
        assertThat(told).hasSizeBetween(780, 900);
    }

    @Test
    void two_that_wait_for_the_same_are_both_told() {
        kind.put("job", FakeKind.RUNNING, now());
        wait("job");
        wait("job");
        kind.put("job", FakeKind.DONE, now().plusSeconds(1));
        scheduler.pass(ROUND);
        assertThat(told).containsExactly("job changed", "job changed");
    }

    @Test
    void a_cancelled_one_is_not_told_but_another_for_the_same_is() {
        kind.put("job", FakeKind.RUNNING, now());
        Scheduler.Cancellable first = wait("job");
        wait("job");
        first.cancel();
        kind.put("job", FakeKind.DONE, now().plusSeconds(1));
        scheduler.pass(ROUND);
        assertThat(told).containsExactly("job changed");
    }

    @Test
    void after_the_last_one_it_rests_and_later_goes_on() {
        waitForMany(1);
        kind.put("job-0", FakeKind.DONE, now().plusSeconds(1));
        scheduler.pass(Duration.ofMinutes(5));
        assertThat(scheduler.idle()).isTrue();
        waitForMany(1);
        kind.put("job-0", FakeKind.DONE, now().plusSeconds(1));
        scheduler.pass(ROUND);
        assertThat(told).containsExactly("job-0 changed", "job-0 changed");
    }

    @Test
    void an_outage_is_told_once_and_its_end_once() {
        waitForMany(2);
        scheduler.pass(ROUND);
        kind.down = true;
        scheduler.pass(Duration.ofMinutes(10));
        assertThat(told).containsExactlyInAnyOrder("job-0 unseen", "job-1 unseen");
        kind.down = false;
        scheduler.pass(Duration.ofMinutes(2));
        assertThat(told).hasSize(4).contains("job-0 seen", "job-1 seen");
    }

    @Test
    void a_change_during_an_outage_is_told_after_it() {
        waitForMany(1);
        scheduler.pass(ROUND);
        kind.down = true;
        scheduler.pass(Duration.ofMinutes(5));
        kind.put("job-0", FakeKind.DONE, now());
        scheduler.pass(Duration.ofHours(1));
        kind.down = false;
        scheduler.pass(Duration.ofMinutes(2));
        assertThat(told).contains("job-0 changed");
    }

    @Test
    void a_page_that_fails_in_the_middle_loses_nothing() {
        waitForMany(300);
        scheduler.pass(ROUND);
        kind.resources.replaceAll((name, old) -> new ResourceKind.Listed(name, FakeKind.DONE, now()));
        kind.failures.add(FakeKind.NO_FAILURE);
        kind.failures.add(Errors.internal());
        scheduler.pass(ROUND.multipliedBy(3));
        assertThat(told).hasSize(300).doesNotHaveDuplicates();
    }

    @Test
    void an_outage_is_asked_after_less_and_less_often() {
        waitForMany(1);
        kind.down = true;
        scheduler.pass(Duration.ofHours(1));
        assertThat(kind.queries.size()).isBetween(55, 70);
    }

    @Test
    void who_brought_expired_credentials_is_woken_to_bring_others() {
        AwsSession other = OfflineSession.in("123456789012");
        kind.put("a", FakeKind.RUNNING, now());
        kind.put("b", FakeKind.RUNNING, now());
        wait("a", session);
        kind.failures.add(Errors.expired());
        scheduler.pass(Duration.ofSeconds(5));
        wait("b", other);
        scheduler.pass(Duration.ofSeconds(5));
        assertThat(told).containsExactly("a changed");
        scheduler.pass(ROUND);
        assertThat(kind.sessions.get(kind.sessions.size() - 1)).isSameAs(other);
    }

    @Test
    void where_one_may_not_list_another_that_may_serves_both() {
        AwsSession other = OfflineSession.in("123456789012");
        kind.deniedTo.add(session);
        kind.put("a", FakeKind.RUNNING, now());
        kind.put("b", FakeKind.RUNNING, now());
        wait("a", session);
        wait("b", other);
        kind.put("a", FakeKind.DONE, now().plusSeconds(1));
        scheduler.pass(ROUND);
        assertThat(told).containsExactly("a changed");
    }

    @Test
    void where_nobody_may_list_each_is_looked_at_in_turn_within_a_call_a_second() {
        kind.deniedTo.add(session);
        waitForMany(30);
        scheduler.pass(ROUND);
        List<String> looks = told.stream().filter(line -> line.endsWith("due")).toList();
        assertThat(looks).hasSize(10);
        scheduler.pass(ROUND.multipliedBy(2));
        assertThat(told.stream().filter(line -> line.endsWith("due")))
                .hasSize(30)
                .doesNotHaveDuplicates();
        assertThat(told).contains("job-29 singly, about every 30 s");
    }

    @Test
    void one_that_is_looked_at_by_itself_costs_no_listing_each_time() {
        kind.deniedTo.add(session);
        kind.put("job", FakeKind.RUNNING, now());
        wait("job");
        for (int i = 0; i < 60; i++) {
            scheduler.pass(ROUND);
            if (told.contains("job due")) {
                told.clear();
                scheduler.pass(Duration.ofSeconds(1));
                wait("job");
            }
        }
        assertThat(kind.queries).hasSize(1);
    }

    private final class Told implements Waiter {
        private final String name;

        Told(String name) {
            this.name = name;
        }

        @Override
        public void changed() {
            told.add(name + " changed");
        }

        @Override
        public void due() {
            told.add(name + " due");
        }

        @Override
        public void unseen(Throwable reason) {
            told.add(name + " unseen");
        }

        @Override
        public void seen() {
            told.add(name + " seen");
        }

        @Override
        public void lookedAtSingly(String reason, Duration about) {
            String line = name + " singly, about every " + Durations.words(about);
            if (!told.contains(line)) {
                told.add(line);
            }
        }
    }

    /** Waits again after each look, as an operation does that finds no change. */
    private final class Again implements Waiter {
        private final Watcher by;
        private final String name;

        Again(Watcher by, String name) {
            this.by = by;
            this.name = name;
        }

        void begin() {
            by.register(kind.watch(name), session, this);
        }

        @Override
        public void changed() {
            throw new AssertionError("nothing changed");
        }

        @Override
        public void due() {
            told.add(name + " due");
            begin();
        }

        @Override
        public void unseen(Throwable reason) {}

        @Override
        public void seen() {}

        @Override
        public void lookedAtSingly(String reason, Duration about) {}
    }
}
