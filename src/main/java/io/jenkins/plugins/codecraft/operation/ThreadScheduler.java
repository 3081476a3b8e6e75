package io.jenkins.plugins.codecraft.operation;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One timer, a few threads for short work, and for long work as many as there is, since each moves data. */
final class ThreadScheduler implements Scheduler {
    private static final int SHORT_WORK_THREADS = 4;

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, named("CodeCraft timer"));
    private final ThreadPoolExecutor shortWork = new ThreadPoolExecutor(
            SHORT_WORK_THREADS,
            SHORT_WORK_THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            named("CodeCraft operations"));
    private final ThreadPoolExecutor longWork = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), named("CodeCraft data"));

    ThreadScheduler() {
        timer.setRemoveOnCancelPolicy(true);
        shortWork.allowCoreThreadTimeOut(true);
    }

    @Override
    public InstantSource clock() {
        return InstantSource.system();
    }

    @Override
    public void execute(Runnable work) {
        submit(shortWork, work);
    }

    @Override
    public void executeLong(Runnable work) {
        submit(longWork, work);
    }

    @Override
    public Cancellable after(Duration delay, Runnable work) {
        try {
            ScheduledFuture<?> future =
                    timer.schedule(() -> execute(work), Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException closed) {
            return () -> {}; // closed: what waits is restored from what was saved
        }
    }

    private void submit(ExecutorService executor, Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException closed) {
            if (!executor.isShutdown()) {
                throw closed;
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        shortWork.shutdownNow();
        longWork.shutdownNow();
    }

    private static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, name + " " + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
