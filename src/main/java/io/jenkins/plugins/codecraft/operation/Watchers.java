package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.aws.Scope;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One watcher for each kind of resource in each scope. */
final class Watchers {
    private final Scheduler scheduler;
    private final Pace pace;
    private final Duration interval;
    private final Map<Key, Watcher> watchers = new ConcurrentHashMap<>();

    Watchers(Scheduler scheduler, Pace pace, Duration interval) {
        this.scheduler = scheduler;
        this.pace = pace;
        this.interval = interval;
    }

    Watcher of(Scope scope, ResourceKind kind) {
        return watchers.computeIfAbsent(new Key(scope, kind.id()), any -> new Watcher(kind, scheduler, pace, interval));
    }

    private record Key(Scope scope, String kind) {}
}
