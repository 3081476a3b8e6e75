package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.words.Words;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A kind of AWS resource that operations wait for, and how its changes are seen. All that wait for resources of one kind
 * in one account and region share its listing, or the budget of its looks.
 *
 * <p>How to write one depends on what AWS has:
 *
 * <ul>
 *   <li>A listing with a {@code LastModifiedTimeAfter}, as {@code ListTrainingJobs} and {@code ListEndpoints}: a constant
 *       with {@link Listing#BY_MODIFICATION}. One call an interval, whatever the number that waits.
 *   <li>A listing with a filter by status alone, as {@code ListExecutions} of a state machine: {@link Listing#BY_STATUS}.
 *       Each interval all pages of the statuses that are waited in are gone through; what is not among it any more has
 *       changed.
 *   <li>A listing with a {@code CreatedAfter} alone, as {@code ListPipelineExecutions} of a pipeline:
 *       {@link Listing#BY_CREATION}. Each interval all pages since the oldest that is waited for are gone through.
 *   <li>No such listing: {@link #polled}. Who waits is woken in turn, within {@link #looksASecond}, and looks for itself
 *       with a {@code Describe} or {@code Get}. The console says how often.
 * </ul>
 *
 * <p>A listing that has a parent, as the executions of one state machine, makes a kind for each parent: a record that
 * holds the parent's ARN or name and uses it in {@link #list}, with an {@link #id} that all of them share and a
 * {@link #parent} that tells them apart. With few that wait for the children of one parent, a look at each costs no more
 * than the listing, and is what happens.
 *
 * <p>The wait itself is a {@link Watch}: by {@link Watch#Watch(ResourceKind, String, String, Instant)} where there is a
 * time of modification, by {@link Watch#created} for a kind that is listed by creation, else by {@link Watch#inStatus}.
 */
public interface ResourceKind {

    /** What a listing can be limited by. */
    enum Listing {
        /** By the time of the last modification: {@link Query.ModifiedSince}, now and then {@link Query.WithStatus}. */
        BY_MODIFICATION,
        /** By the time of creation: {@link Query.CreatedSince}. */
        BY_CREATION,
        /** By the status: {@link Query.WithStatus}. */
        BY_STATUS,
        /** There is none that would tell of changes. */
        NONE
    }

    /** Unique among all kinds, such as {@code training-job}. */
    String id();

    /** The ARN or name of what the listing is of; "" if it is of the account and region. */
    default String parent() {
        return "";
    }

    /** In the plural, for messages: {@code training jobs}. */
    String plural();

    Listing listing();

    /**
     * How many resources a second may be looked at one by one in an account and region, of all parents together, where
     * there is no listing or the credentials may not use it. A good deal under the quota of the {@code Describe} call.
     */
    default double looksASecond() {
        return 1;
    }

    /** One page of a listing, limited by what {@link #listing} says. Never called where that is {@link Listing#NONE}. */
    default Page list(AwsSession session, Query query) {
        throw new UnsupportedOperationException(Words.of(ResourceKind.class, "thereNoListing", plural()));
    }

    /** A kind without a listing: each is looked at by itself. */
    static ResourceKind polled(String id, String plural, double looksASecond) {
        return new Polled(id, plural, looksASecond);
    }

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

        /** Those created at or after a point in time. */
        record CreatedSince(Instant time, Optional<String> nextToken) implements Query {
            @Override
            public Query following(String token) {
                return new CreatedSince(time, Optional.of(token));
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
     *     this machine doesn't matter. Only of use where the listing is by modification
     */
    record Page(List<Listed> resources, Optional<String> nextToken, Optional<Instant> asOf) {
        public Page {
            resources = List.copyOf(resources);
        }

        public Page(List<Listed> resources, Optional<String> nextToken) {
            this(resources, nextToken, Optional.empty());
        }
    }

    /** @param lastModified only of use where the listing is by modification; {@link Instant#EPOCH} if there is none */
    record Listed(String name, String status, Instant lastModified) {
        public Listed(String name, String status) {
            this(name, status, Instant.EPOCH);
        }
    }

    /** See {@link ResourceKind#polled}. */
    record Polled(String id, String plural, double looksASecond) implements ResourceKind {
        @Override
        public Listing listing() {
            return Listing.NONE;
        }
    }
}
