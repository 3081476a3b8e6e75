package io.jenkins.plugins.codecraft.operation;

import java.time.Instant;

/**
 * A change to wait for: that the resource's status or its time of last modification is not this any more.
 *
 * @param lastModified as AWS gave it, by AWS' clock
 */
public record Watch(ResourceKind kind, String name, String status, Instant lastModified) {

    boolean differsFrom(ResourceKind.Listed listed) {
        return !listed.status().equals(status) || listed.lastModified().isAfter(lastModified);
    }
}
