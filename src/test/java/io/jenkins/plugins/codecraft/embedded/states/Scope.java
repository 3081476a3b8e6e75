package io.jenkins.plugins.codecraft.embedded.states;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What runs together and is stopped together: an execution, a branch, an iteration, a task. Safe for threads. */
final class Scope {
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final List<Scope> children = new CopyOnWriteArrayList<>();

    Scope child() {
        Scope child = new Scope();
        children.add(child);
        if (stopped.getCount() == 0) {
            child.stop();
        }
        return child;
    }

    void stop() {
        stopped.countDown();
        children.forEach(Scope::stop);
    }

    /** @throws Halted if it was stopped */
    void check() {
        if (stopped.getCount() == 0) {
            throw new Halted();
        }
    }

    /** Waits, unless it is stopped before. */
    void await(Duration real) {
        try {
            if (stopped.await(Math.max(0, real.toNanos()), TimeUnit.NANOSECONDS)) {
                throw new Halted();
            }
        } catch (InterruptedException ends) {
            Thread.currentThread().interrupt();
            throw new Halted();
        }
    }
}
