package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.aws.CallPostponed;
import io.jenkins.plugins.codecraft.aws.Scope;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Keeps all calls of an account, region and API under one rate, whichever builds they come from. A call over the rate
 * is not made and not waited for: it gets a place in the future and a {@link CallPostponed} says when, so that no
 * thread is held. The rate halves when AWS throttles and comes back slowly. Each API has a rate of its own, so polls
 * take nothing from creates. Within an API, calls that need not be soon give way to all others. Safe for use by many
 * threads.
 */
public final class Pace {
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
                            "ListExecutions", 1.0, // quota 2 a second in most regions
                            "GetExecutionHistory", 5.0, // quota 20 a second
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
        places.passed.clear();
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
        private final Map<Lane.Key, Lane.Place> kept = new HashMap<>();
        private final Set<Lane.Key> passed = new HashSet<>();
        private boolean givesWay;

        /** Whether the calls from now on let all others go first. */
        void giveWay(boolean now) {
            givesWay = now;
        }

        boolean givesWay() {
            return givesWay;
        }
    }

    /**
     * Lets a call pass, or throws. A call outside {@link #within} always passes, but counts; so does a further call of an
     * API by a piece of work that has made one.
     */
    void admit(Scope scope, String api) {
        Lane.Key key = new Lane.Key(scope, api);
        Lane lane = lane(key);
        Places places = current.get();
        Instant now = clock.instant();
        if (places == null || places.passed.contains(key)) {
            // were a second call of one piece of work postponed, the first one would take its place: for ever
            lane.place(now, false);
            return;
        }
        Lane.Place place = places.kept.computeIfAbsent(key, any -> lane.place(now, places.givesWay));
        Instant time = lane.when(place, now, places.givesWay);
        if (time.isAfter(now)) {
            throw new CallPostponed(api, time);
        }
        places.kept.remove(key);
        places.passed.add(key);
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
}
