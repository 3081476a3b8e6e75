package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.aws.CallPostponed;
import io.jenkins.plugins.codecraft.aws.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Keeps all calls of an account, region and API under one rate, whichever builds they come from. A call over the rate
 * is not made and not waited for: it gets a place in the future and a {@link CallPostponed} says when, so that no
 * thread is held. The rate halves when AWS throttles and comes back slowly. Each API has a rate of its own, so polls
 * take nothing from creates. Safe for use by many threads.
 */
public final class Pace {
    /** How far ahead of an even rate calls may come together. */
    private static final Duration BURST = Duration.ofSeconds(2);

    private static final double LOWEST_RATE = 0.05;
    private static final double RECOVERY = 1.02;

    private final InstantSource clock;
    private final Limits limits;
    private final DoubleSupplier jitter;
    private final Map<Lane.Key, Lane> lanes = new ConcurrentHashMap<>();
    private final ThreadLocal<Places> current = new ThreadLocal<>();

    /** @param jitter gives numbers from 0 to 1 that spread calls which were postponed together */
    public Pace(InstantSource clock, Limits limits, DoubleSupplier jitter) {
        this.clock = clock;
        this.limits = limits;
        this.jitter = jitter;
    }

    /**
     * Calls a second.
     *
     * @param byApi for APIs by name, such as {@code ListTrainingJobs}
     * @param others for all that are not named
     */
    public record Limits(Map<String, Double> byApi, double others) {
        public Limits {
            byApi = Map.copyOf(byApi);
        }

        /** Well under the documented quotas, since others use the account too. */
        public static Limits defaults() {
            return new Limits(
                    Map.of(
                            "ListTrainingJobs", 1.0, // quota 2 a second, account-wide and fixed
                            "GetLogEvents", 10.0, // quota 25 a second
                            "DescribeLogStreams", 10.0, // quota 25 a second
                            "InvokeEndpoint", 1000.0,
                            "GetCallerIdentity", 20.0),
                    5.0);
        }

        double of(String api) {
            return byApi.getOrDefault(api, others);
        }
    }

    /** To be put into the clients of a scope. */
    public ExecutionInterceptor interceptor(Scope scope) {
        return new PaceInterceptor(this, scope);
    }

    /** Runs work whose postponed calls keep their places in {@code places} until it is run again. */
    <T, E extends Exception> T within(Places places, Work<T, E> work) throws E, InterruptedException {
        current.set(places);
        try {
            return work.run();
        } finally {
            current.remove();
        }
    }

    @FunctionalInterface
    interface Work<T, E extends Exception> {
        T run() throws E, InterruptedException;
    }

    /** The places in the future that one run has been given. Used by one thread at a time. */
    static final class Places {
        private final Map<Lane.Key, Instant> kept = new HashMap<>();
    }

    /** Lets a call pass, or throws. A call outside {@link #within} always passes, but counts. */
    void admit(Scope scope, String api) {
        Lane.Key key = new Lane.Key(scope, api);
        Lane lane = lane(key);
        Places places = current.get();
        Instant now = clock.instant();
        if (places == null) {
            lane.place(now);
            return;
        }
        Instant place = places.kept.computeIfAbsent(key, any -> lane.place(now));
        if (place.isAfter(now)) {
            throw new CallPostponed(api, place);
        }
        places.kept.remove(key);
    }

    void throttled(Scope scope, String api) {
        lane(new Lane.Key(scope, api)).slower(clock.instant());
    }

    void answered(Scope scope, String api) {
        lane(new Lane.Key(scope, api)).faster();
    }

    /** The rate that an API has now, in calls a second. */
    double rate(Scope scope, String api) {
        return lane(new Lane.Key(scope, api)).rate();
    }

    private Lane lane(Lane.Key key) {
        return lanes.computeIfAbsent(key, any -> new Lane(limits.of(key.api()), jitter));
    }

    /** The calls of one API in one scope. */
    private static final class Lane {
        record Key(Scope scope, String api) {}

        private final double ceiling;
        private final DoubleSupplier jitter;
        private double rate;
        private Instant next = Instant.EPOCH;
        private Instant slowed = Instant.EPOCH;

        Lane(double ceiling, DoubleSupplier jitter) {
            this.ceiling = ceiling;
            this.jitter = jitter;
            this.rate = ceiling;
        }

        synchronized Instant place(Instant now) {
            Duration gap = gap();
            Instant even = next.isAfter(now) ? next : now;
            next = even.plus(gap);
            // at least one call passes at once, however low the rate
            Duration burst = slowed.plus(BURST).isAfter(now) ? Duration.ZERO : BURST;
            Instant place = even.minus(burst);
            if (!place.isAfter(now)) {
                return now;
            }
            return place.plusNanos((long) (gap.toNanos() * jitter.getAsDouble() / 2));
        }

        synchronized void slower(Instant now) {
            // calls that were under way together are throttled together: that is one reason to slow down, not many
            if (slowed.plus(gap()).isAfter(now)) {
                return;
            }
            slowed = now;
            rate = Math.max(LOWEST_RATE, rate / 2);
            if (next.isBefore(now)) {
                next = now;
            }
            next = next.plus(gap());
        }

        synchronized void faster() {
            rate = Math.min(ceiling, rate * RECOVERY);
        }

        synchronized double rate() {
            return rate;
        }

        private Duration gap() {
            return Duration.ofNanos((long) (1e9 / rate));
        }
    }
}
