package io.jenkins.plugins.codecraft.operation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time stands still until the test lets it pass; all work is done on the test's own thread, in order. */
final class ManualScheduler implements Scheduler {
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparing(Due::time).thenComparing(Due::number));
    private Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private long number;
    private boolean closed;

    private record Due(Instant time, long number, Runnable work) {}

    @Override
    public InstantSource clock() {
        return () -> now;
    }

    @Override
    public void execute(Runnable work) {
        after(Duration.ZERO, work);
    }

    @Override
    public void executeLong(Runnable work) {
        after(Duration.ZERO, work);
    }

    @Override
    public Cancellable after(Duration delay, Runnable work) {
        if (closed) {
            return () -> {};
        }
        Instant time = delay.isNegative() ? now : now.plus(delay);
        Due entry = new Due(time, ++number, work);
        due.add(entry);
        return () -> due.remove(entry);
    }

    /** Does everything that is due now, and what follows from it at once. */
    void settle() {
        pass(Duration.ZERO);
    }

    /** Lets time pass, doing everything at its time. */
    void pass(Duration time) {
        Instant until = now.plus(time);
        while (!due.isEmpty() && !due.peek().time().isAfter(until)) {
            Due next = due.remove();
            now = next.time().isAfter(now) ? next.time() : now;
            next.work().run();
        }
        now = until;
    }

    /** Whether anything is still to be done, now or at any later time. */
    boolean idle() {
        return due.isEmpty();
    }

    @Override
    public void close() {
        closed = true;
        due.clear();
    }
}
