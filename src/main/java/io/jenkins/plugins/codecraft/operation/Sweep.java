package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.operation.ResourceKind.Listed;
import io.jenkins.plugins.codecraft.operation.ResourceKind.Page;
import io.jenkins.plugins.codecraft.operation.ResourceKind.Query;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Goes once through everything that is in a passing status. Who waits for something that is not among it waits in
 * vain: it was deleted, which no listing of changes tells. Used by one round of the watcher at a time.
 */
final class Sweep {
    private final Deque<Query> queries = new ArrayDeque<>();
    private final Set<String> seen = new HashSet<>();
    private final List<Watcher.Entry> waiting;

    Sweep(List<String> statuses, List<Watcher.Entry> waiting) {
        this.waiting = waiting;
        statuses.forEach(status -> queries.add(new Query.WithStatus(status, Optional.empty())));
    }

    Query next() {
        return queries.getFirst();
    }

    void took(Page page) {
        Query answered = queries.removeFirst();
        page.nextToken().ifPresent(token -> queries.addFirst(answered.following(token)));
        page.resources().stream().map(Listed::name).forEach(seen::add);
    }

    boolean isOver() {
        return queries.isEmpty();
    }

    /** Those that waited when it began, for what was in no passing status since. */
    List<Watcher.Entry> missing() {
        return waiting.stream().filter(entry -> !seen.contains(entry.name())).toList();
    }
}
