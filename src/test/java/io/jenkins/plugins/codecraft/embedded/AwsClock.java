package io.jenkins.plugins.codecraft.embedded;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The time in this AWS. Timestamps are real time, as a client compares them with its own; only durations are scaled:
 * what takes AWS a minute takes a minute times the scale here.
 */
public final class AwsClock implements AutoCloseable {
    private final double scale;
    private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);
    private final ScheduledExecutorService timer;

    AwsClock(double scale) {
        if (!(scale > 0)) {
            throw new IllegalArgumentException("time scale must be positive: " + scale);
        }
        this.scale = scale;
        this.timer = Executors.newScheduledThreadPool(2, task -> {
            Thread thread = new Thread(task, "embedded-aws-timer");
            thread.setDaemon(true);
            return thread;
        });
    }

    public Instant now() {
        return Instant.now().plus(offset.get());
    }

    /**
     * Moves the clock of AWS on (or back), so that credentials expire and signatures are skewed. Timers do not fire. The
     * SDK follows the clock of AWS for all clients of the process, until {@code SdkGlobalTime.setGlobalTimeOffset(0)}.
     */
    public void advance(Duration by) {
        offset.updateAndGet(old -> old.plus(by));
    }

    /** How long really to wait for what takes AWS this long. */
    public Duration real(Duration aws) {
        return Duration.ofNanos((long) (aws.toNanos() * scale));
    }

    /** How long AWS would have taken for what really took this long. */
    public Duration aws(Duration real) {
        return Duration.ofNanos((long) (real.toNanos() / scale));
    }

    /** Runs a task after a time that AWS would need; it must be short, and its exceptions are its own business. */
    public ScheduledFuture<?> after(Duration aws, Runnable task) {
        return timer.schedule(task, real(aws).toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
