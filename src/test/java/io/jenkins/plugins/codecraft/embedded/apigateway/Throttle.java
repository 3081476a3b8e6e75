package io.jenkins.plugins.codecraft.embedded.apigateway;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Token buckets by what they limit. Guarded by its own lock. */
final class Throttle {
    private record Bucket(double tokens, Instant at) {}

    private final Map<String, Bucket> buckets = new HashMap<>();

    /** Whether one more request is within the limit; counts it if so. */
    synchronized boolean admits(String what, Limit limit, Instant now) {
        if (!limit.limits()) {
            return true;
        }
        double most = limit.burst() >= 0 ? limit.burst() : Math.max(1, limit.rate());
        Bucket last = buckets.getOrDefault(what, new Bucket(most, now));
        double gained = Math.max(0, Duration.between(last.at(), now).toMillis()) / 1000.0 * Math.max(0, limit.rate());
        double tokens = Math.min(most, last.tokens() + gained);
        boolean admitted = tokens >= 1;
        buckets.put(what, new Bucket(admitted ? tokens - 1 : tokens, now));
        return admitted;
    }
}
