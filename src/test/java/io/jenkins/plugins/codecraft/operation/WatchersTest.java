package io.jenkins.plugins.codecraft.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.OfflineSession;
import io.jenkins.plugins.codecraft.operation.ResourceKind.Listing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which of those that wait share a watcher, and for how long it is kept. */
class WatchersTest {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final ManualScheduler scheduler = new ManualScheduler();
    private final Pace pace = new Pace(scheduler.clock(), new Pace.Limits(Map.of(), 1000), () -> 0);
    private final Watchers watchers = new Watchers(scheduler, pace, () -> INTERVAL);
    private final AwsSession session = OfflineSession.in("123456789012");
    private final List<String> told = new ArrayList<>();

    /** As a kind for the executions of one state machine. */
    private static FakeKind childrenOf(String parent) {
        FakeKind kind = new FakeKind();
        kind.parent = parent;
        kind.listing = Listing.BY_STATUS;
        return kind;
    }

    private void wait(FakeKind kind, String name) {
        kind.put(name, FakeKind.RUNNING, scheduler.clock().instant());
        watchers.register(Watch.inStatus(kind, name, FakeKind.RUNNING), session, new Told(name));
    }

    @Test
    void each_parent_has_a_listing_of_its_own() {
        FakeKind one = childrenOf("arn:one");
        FakeKind other = childrenOf("arn:other");
        for (int i = 0; i < 5; i++) {
            wait(one, "one-" + i);
            wait(other, "other-" + i);
        }
        one.put("one-3", FakeKind.DONE, scheduler.clock().instant());
        scheduler.pass(INTERVAL);
        assertThat(told).containsExactly("one-3");
        assertThat(one.queries).hasSize(1);
        assertThat(other.queries).hasSize(1);
    }

    @Test
    void a_listing_in_another_account_is_another_one() {
        FakeKind kind = new FakeKind();
        wait(kind, "job");
        watchers.register(kind.watch("job"), OfflineSession.in("210987654321"), new Told("job"));
        scheduler.pass(INTERVAL);
        assertThat(kind.queries).hasSize(2);
    }

    @Test
    void a_watcher_that_nobody_needs_any_more_is_forgotten() {
        for (int parent = 0; parent < 50; parent++) {
            wait(childrenOf("arn:" + parent), "child");
        }
        assertThat(watchers.count()).isEqualTo(50);
        scheduler.pass(INTERVAL.multipliedBy(9)); // the only child of each is looked at, and does not come back
        assertThat(told).hasSize(50);
        assertThat(watchers.count()).isZero();
    }

    @Test
    void resources_without_a_listing_are_looked_at_one_by_one() {
        ResourceKind kind = ResourceKind.polled("fake", "fakes", 2);
        for (int i = 0; i < 40; i++) {
            watchers.register(Watch.inStatus(kind, "fake-" + i, "Pending"), session, new Told("fake-" + i));
        }
        scheduler.pass(INTERVAL);
        assertThat(told).hasSize(20);
        scheduler.pass(INTERVAL);
        assertThat(told).hasSize(40).doesNotHaveDuplicates();
    }

    private final class Told implements Waiter {
        private final String name;

        Told(String name) {
            this.name = name;
        }

        @Override
        public void changed() {
            told.add(name);
        }

        @Override
        public void due() {
            told.add(name);
        }

        @Override
        public void unseen(Throwable reason) {}

        @Override
        public void seen() {}

        @Override
        public void lookedAtSingly(String reason, Duration about) {}
    }
}
