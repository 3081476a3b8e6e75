package io.jenkins.plugins.codecraft.operation;

import java.time.Instant;
import java.util.Optional;

/**
 * A change to wait for: that the resource's status, or its time of last modification where its kind is listed by that,
 * is not this any more. All times are by AWS' clock.
 *
 * @param name as the kind lists it
 * @param status as the kind lists it
 * @param lastModified as AWS gave it; {@link Instant#EPOCH} where the kind is not listed by modification
 * @param since the time from which on a listing has to go to show every change: that of the look that this status is
 *     from, or of the resource's creation where the kind is listed by that
 */
public record Watch(ResourceKind kind, String name, String status, Instant lastModified, Instant since) {

    /** For a kind that is listed by modification, seen at a time that is not known. */
    public Watch(ResourceKind kind, String name, String status, Instant lastModified) {
        this(kind, name, status, lastModified, lastModified);
    }

    /** For a kind that is listed by creation. */
    public static Watch created(ResourceKind kind, String name, String status, Instant creationTime) {
        return new Watch(kind, name, status, Instant.EPOCH, creationTime);
    }

    /** For a kind that is listed by status, or has no listing. */
    public static Watch inStatus(ResourceKind kind, String name, String status) {
        return new Watch(kind, name, status, Instant.EPOCH);
    }

    /**
     * The same, seen at a time that AWS gave with the look, which spares the listing of what was modified before.
     *
     * @param look see {@link io.jenkins.plugins.codecraft.aws.ServiceTime}
     */
    public Watch asOf(Optional<Instant> look) {
        return look.filter(time -> time.isAfter(since))
                .map(time -> new Watch(kind, name, status, lastModified, time))
                .orElse(this);
    }

    /** Whether both wait for the same change, whenever each was seen. */
    boolean sameAs(Watch other) {
        return kind.equals(other.kind)
                && name.equals(other.name)
                && status.equals(other.status)
                && lastModified.equals(other.lastModified);
    }

    boolean differsFrom(ResourceKind.Listed listed) {
        boolean modified = kind.listing() == ResourceKind.Listing.BY_MODIFICATION
                && listed.lastModified().isAfter(lastModified);
        return modified || !listed.status().equals(status);
    }
}
