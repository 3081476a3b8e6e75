package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.aws.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * The calls of one API in one scope: each gets a place in time, one after the other at the lane's rate. A call that gives
 * way keeps its place among its like, but each call that doesn't goes before all of them. Safe for use by many threads.
 */
final class Lane {
    /** How far ahead of an even rate calls may come together. */
    private static final Duration BURST = Duration.ofSeconds(2);

    private static final double LOWEST_RATE = 0.05;
    private static final double RECOVERY = 1.02;

    record Key(Scope scope, String api) {}

    private final double ceiling;
    private final DoubleSupplier jitter;
    /** The places in the future of calls that give way, in the order of their times. */
    private final List<Place> givingWay = new ArrayList<>();

    private double rate;
    private Instant next = Instant.EPOCH;
    private Instant slowed = Instant.EPOCH;

    Lane(double ceiling, DoubleSupplier jitter) {
        this.ceiling = ceiling;
        this.jitter = jitter;
        this.rate = ceiling;
    }

    /** When a call may be made; guarded by its lane. */
    static final class Place {
        private final Duration spread;
        private Instant time;

        private Place(Instant time, Duration spread) {
            this.time = time;
            this.spread = spread;
        }
    }

    synchronized Place place(Instant now, boolean givesWay) {
        Place place = last(now);
        if (place.time.isAfter(now)) {
            givingWay.add(place);
        }
        when(place, now, givesWay);
        return place;
    }

    /** When the call with this place may be made; if it doesn't give way any more, that may be earlier than before. */
    synchronized Instant when(Place place, Instant now, boolean givesWay) {
        givingWay.removeIf(other -> !other.time.isAfter(now)); // due: nobody goes before them any more
        if (!givesWay) {
            goFirst(place);
        }
        return place.time.plus(place.spread);
    }

    private void goFirst(Place place) {
        for (int i = givingWay.indexOf(place) - 1; i >= 0; i--) {
            swap(place, givingWay.get(i));
        }
        givingWay.remove(place);
    }

    private static void swap(Place one, Place other) {
        Instant time = one.time;
        one.time = other.time;
        other.time = time;
    }

    private Place last(Instant now) {
        Duration gap = gap();
        Instant even = next.isAfter(now) ? next : now;
        next = even.plus(gap);
        // at least one call passes at once, however low the rate
        Duration burst = slowed.plus(BURST).isAfter(now) ? Duration.ZERO : BURST;
        Instant time = even.minus(burst);
        if (!time.isAfter(now)) {
            return new Place(now, Duration.ZERO);
        }
        return new Place(time, Duration.ofNanos((long) (gap.toNanos() * jitter.getAsDouble() / 2)));
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
