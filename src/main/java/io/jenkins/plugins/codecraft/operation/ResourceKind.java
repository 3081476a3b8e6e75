package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A kind of AWS resource whose changes can be seen in a listing, such as training jobs. All that wait for resources of
 * one kind in one account and region share its listing. Implementations are constants.
 */
public interface ResourceKind {

    /** Unique among all kinds, such as {@code training-job}. */
    String id();

    /** In the plural, for messages: {@code training jobs}. */
    String plural();

    /** Whether the listing can be limited to what was modified after a point in time. */
    boolean listsByTime();

    /** The statuses that a resource can't stay in for ever; one that is in none of them is at rest. */
    List<String> passingStatuses();

    /** One page of a listing. */
    Page list(AwsSession session, Query query);

    /** Which resources to list. */
    sealed interface Query {
        Optional<String> nextToken();

        /** The same, at the page after. */
        Query following(String token);

        /** Those modified at or after a point in time. */
        record ModifiedSince(Instant time, Optional<String> nextToken) implements Query {
            @Override
            public Query following(String token) {
                return new ModifiedSince(time, Optional.of(token));
            }
        }

        /** Those with a status. */
        record WithStatus(String status, Optional<String> nextToken) implements Query {
            @Override
            public Query following(String token) {
                return new WithStatus(status, Optional.of(token));
            }
        }
    }

    /**
     * One page.
     *
     * @param asOf when it was answered, by AWS' clock; what to list next is reckoned from there, so that the clock of
     *     this machine doesn't matter
     */
    record Page(List<Listed> resources, Optional<String> nextToken, Optional<Instant> asOf) {
        public Page {
            resources = List.copyOf(resources);
        }
    }

    record Listed(String name, String status, Instant lastModified) {}
}
