package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.operation.ResourceKind.Listed;
import io.jenkins.plugins.codecraft.operation.ResourceKind.Page;
import io.jenkins.plugins.codecraft.operation.ResourceKind.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** One listing of what has changed, and what is swept beside it. Used by one thread at a time. */
final class Round {
    /** Listings may be a little behind; what is listed twice is told apart by its time of modification. */
    private static final Duration OVERLAP = Duration.ofSeconds(5);

    final AwsSession session;
    final Instant began;
    /** What has changed after this time, by AWS' clock, is to be listed. */
    final Instant from;
    /** Where the kind is listed by modification, the next page of that; nothing when all have come. */
    Optional<Query> query = Optional.empty();
    /** What has changed before this time, by AWS' clock, has been listed by this round. */
    Instant asOf;
    /** Whether this round goes on with the sweep. */
    boolean sweeps;

    private boolean first = true;

    Round(AwsSession session, Instant began, Instant from) {
        this.session = session;
        this.began = began;
        this.from = from;
        this.asOf = from;
    }

    void looks() {
        query = Optional.of(new Query.ModifiedSince(from.minus(OVERLAP), Optional.empty()));
    }

    void took(Page page) {
        if (first) {
            first = false;
            asOf = page.asOf().orElseGet(() -> latest(page));
        }
        query = page.nextToken().map(token -> query.orElseThrow().following(token));
    }

    private Instant latest(Page page) {
        return page.resources().stream()
                .map(Listed::lastModified)
                .filter(time -> time.isAfter(from))
                .max(Comparator.naturalOrder())
                .orElse(from);
    }
}
