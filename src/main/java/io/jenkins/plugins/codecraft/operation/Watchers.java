package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.aws.Scope;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** One watcher for each kind of resource in each scope; a new one takes over when the interval has been changed. */
final class Watchers {
    private final Scheduler scheduler;
    private final Pace pace;
    private final Supplier<Duration> interval;
    private final Map<Key, Watcher> watchers = new ConcurrentHashMap<>();

    Watchers(Scheduler scheduler, Pace pace, Supplier<Duration> interval) {
        this.scheduler = scheduler;
        this.pace = pace;
        this.interval = interval;
    }

    Watcher of(Scope scope, ResourceKind kind) {
        Duration every = interval.get();
        return watchers.computeIfAbsent(
                new Key(scope, kind.id(), every), any -> new Watcher(kind, scheduler, pace, every));
    }

    private record Key(Scope scope, String kind, Duration every) {}
}
