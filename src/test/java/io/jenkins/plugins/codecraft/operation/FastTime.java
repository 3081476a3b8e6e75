package io.jenkins.plugins.codecraft.operation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Runners for which time goes faster, so that intervals keep their proportions while tests stay short. */
public final class FastTime implements Scheduler {
    private final ThreadScheduler threads = new ThreadScheduler();
    private final Instant begin = Instant.now();
    private final long beginNanos = System.nanoTime();
    private final int speed;

    private FastTime(int speed) {
        this.speed = speed;
    }

    /** A runner as Jenkins has it, but for the time, and for the pace, which lets every call pass. */
    public static Runner runner(int speed, Runner.Settings settings) {
        return pieces(speed, settings).runner();
    }

    /** The same with its pace, to be put into the clients. */
    public static Pieces pieces(int speed, Runner.Settings settings) {
        FastTime time = new FastTime(speed);
        Pace pace = new Pace(time.clock(), new Pace.Limits(Map.of(), 1e6), () -> 0.5);
        return new Pieces(new Runner(settings, pace, time), pace);
    }

    public record Pieces(Runner runner, Pace pace) {}

    @Override
    public InstantSource clock() {
        return () -> begin.plusNanos((System.nanoTime() - beginNanos) * speed);
    }

    @Override
    public void execute(Runnable work) {
        threads.execute(work);
    }

    @Override
    public void executeLong(Runnable work) {
        threads.executeLong(work);
    }

    @Override
    public Cancellable after(Duration delay, Runnable work) {
        return threads.after(delay.dividedBy(speed), work);
    }

    @Override
    public void close() {
        threads.close();
    }
}
