package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.operation.ResourceKind.Listed;
import io.jenkins.plugins.codecraft.operation.ResourceKind.Listing;
import io.jenkins.plugins.codecraft.operation.ResourceKind.Page;
import io.jenkins.plugins.codecraft.operation.ResourceKind.Query;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Goes once through everything among which those that wait must be. Who waits for something that is not among it waits
 * in vain: it has another status, or was deleted, which no listing of changes tells. Used by one round of the watcher at
 * a time.
 */
final class Sweep {
    private final Deque<Query> queries = new ArrayDeque<>();
    private final Set<String> seen = new HashSet<>();
    private final List<Watcher.Entry> waiting;
    private int pages;

    /** @param waiting at least one */
    Sweep(Listing listing, List<Watcher.Entry> waiting) {
        this.waiting = waiting;
        if (listing == Listing.BY_CREATION) {
            Instant oldest = waiting.stream()
                    .map(entry -> entry.watch().since())
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            // AWS may take the time as after which, not from which on
            queries.add(new Query.CreatedSince(oldest.minusSeconds(1), Optional.empty()));
        } else {
            waiting.stream()
                    .map(entry -> entry.watch().status())
                    .distinct()
                    .forEach(status -> queries.add(new Query.WithStatus(status, Optional.empty())));
        }
    }

    Query next() {
        return queries.getFirst();
    }

    void took(Page page) {
        pages++;
        Query answered = queries.removeFirst();
        page.nextToken().ifPresent(token -> queries.addFirst(answered.following(token)));
        page.resources().stream().map(Listed::name).forEach(seen::add);
    }

    boolean isOver() {
        return queries.isEmpty();
    }

    /** How many calls it took. */
    int pages() {
        return pages;
    }

    /** Those that waited when it began, for what was not among it. */
    List<Watcher.Entry> missing() {
        return waiting.stream()
                .filter(entry -> !seen.contains(entry.watch().name()))
                .toList();
    }
}
