package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.Scope;
import io.jenkins.plugins.codecraft.operation.Scheduler.Cancellable;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** One watcher for each listing in each scope; a new one takes over when the interval has been changed. */
final class Watchers {
    private final Scheduler scheduler;
    private final Pace pace;
    private final Supplier<Duration> interval;
    private final Map<Key, Watcher> watchers = new ConcurrentHashMap<>();
    private final Map<Key, Looks> looks = new ConcurrentHashMap<>();

    Watchers(Scheduler scheduler, Pace pace, Supplier<Duration> interval) {
        this.scheduler = scheduler;
        this.pace = pace;
        this.interval = interval;
    }

    /** See {@link Watcher#register}. */
    Cancellable register(Watch watch, AwsSession session, Waiter waiter) {
        ResourceKind kind = watch.kind();
        Key key = new Key(session.scope(), kind.id(), kind.parent(), interval.get());
        AtomicReference<Cancellable> registration = new AtomicReference<>();
        watchers.compute(key, (any, known) -> {
            Watcher watcher = known == null ? watcher(key, kind) : known;
            registration.set(watcher.register(watch, session, waiter));
            return watcher;
        });
        return registration.get();
    }

    private Watcher watcher(Key key, ResourceKind kind) {
        Looks shared = looks.computeIfAbsent(
                key.ofAllParents(), any -> new Looks(kind.looksASecond() * key.every.toMillis() / 1000));
        return new Watcher(kind, scheduler, pace, key.every, shared, () -> forget(key));
    }

    /** Parents come and go. */
    private void forget(Key key) {
        watchers.computeIfPresent(key, (any, watcher) -> watcher.rests() ? null : watcher);
    }

    int count() {
        return watchers.size();
    }

    private record Key(Scope scope, String kind, String parent, Duration every) {
        Key ofAllParents() {
            return new Key(scope, kind, "", every);
        }
    }
}
