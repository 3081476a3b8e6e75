package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.operation.OperationContext.Wake;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Carries operations on, all of them on a few threads: it advances each, has it saved, waits for what it waits for
 * without holding a thread, waits out networks that are gone and credentials that have expired, and stops it when
 * asked. One for a process; safe for use by many threads.
 */
public final class Runner implements AutoCloseable {
    private final Scheduler scheduler;
    private final Pace pace;
    private final Watchers watchers;
    private final Supplier<Settings> settings;
    private volatile boolean closed;

    /**
     * @param watchInterval how often listings are looked at for changes
     * @param firstRetry the pause after a first failed call; doubled after each further one
     * @param longestRetry the longest such pause
     * @param idlePatience how long AWS may be out of reach while nothing of the operation runs there
     * @param runningPatience how long it may be while something runs, which would be lost sight of
     */
    public record Settings(
            Duration watchInterval,
            Duration firstRetry,
            Duration longestRetry,
            Duration idlePatience,
            Duration runningPatience) {

        public static Settings defaults() {
            return new Settings(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5),
                    Duration.ofHours(24));
        }

        /** The same, but for how often listings are looked at. */
        public Settings watchingEvery(Duration interval) {
            return new Settings(interval, firstRetry, longestRetry, idlePatience, runningPatience);
        }
    }

    public Runner(Settings settings, Pace pace) {
        this(() -> settings, pace);
    }

    /** @param settings asked whenever they are needed, as they may change */
    public Runner(Supplier<Settings> settings, Pace pace) {
        this(settings, pace, new ThreadScheduler());
    }

    Runner(Settings settings, Pace pace, Scheduler scheduler) {
        this(() -> settings, pace, scheduler);
    }

    private Runner(Supplier<Settings> settings, Pace pace, Scheduler scheduler) {
        this.settings = settings;
        this.pace = pace;
        this.scheduler = scheduler;
        this.watchers = new Watchers(scheduler, pace, () -> settings.get().watchInterval());
    }

    /** Begins an operation that has not run yet. */
    public Run start(Operation operation, Host host) {
        return run(operation, Optional.empty(), host, false);
    }

    /**
     * Goes on with an operation as it was last saved.
     *
     * @param stopped as it was given to {@link Host#save}
     */
    public Run resume(Operation operation, Optional<Throwable> stopped, Host host) {
        return run(operation, stopped, host, true);
    }

    private Run run(Operation operation, Optional<Throwable> stopped, Host host, boolean restored) {
        OperationRun run = new OperationRun(this, host, operation, stopped, restored);
        run.wake(Wake.STARTED);
        return run;
    }

    /** Leaves everything as it was last saved; what runs in AWS runs on. No host is told anything after this. */
    @Override
    public void close() {
        closed = true;
        scheduler.close();
    }

    /** Whether {@link #close} was called. */
    public boolean closed() {
        return closed;
    }

    /** An operation under way. */
    public interface Run {
        /**
         * Stops the operation: what runs in AWS is stopped and waited for, then {@link Host#failed} gets the cause. If
         * it is being stopped already, for five seconds or more, it ends at once, and the console says what was left
         * running.
         */
        void stop(Throwable cause);

        /** Looks at once instead of waiting on, as after a change of credentials. */
        void wake();

        /** What it does or waits for, in a few words. */
        String status();
    }

    Scheduler scheduler() {
        return scheduler;
    }

    Pace pace() {
        return pace;
    }

    Watchers watchers() {
        return watchers;
    }

    Settings settings() {
        return settings.get();
    }

    double jitter() {
        return ThreadLocalRandom.current().nextDouble();
    }
}
