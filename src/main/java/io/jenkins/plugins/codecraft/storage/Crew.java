package io.jenkins.plugins.codecraft.storage;

import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Threads that work on one staging; the first failure stops them all. */
final class Crew implements AutoCloseable {

    /** Work that may fail. */
    @FunctionalInterface
    interface Job {
        void run() throws IOException, InterruptedException;
    }

    private static final int MOST_LONG_JOBS = 64;

    private final Semaphore shortJobs;
    private final Semaphore longJobs = new Semaphore(MOST_LONG_JOBS);
    private final int mostShortJobs;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "codecraft-staging");
        thread.setDaemon(true);
        return thread;
    });

    Crew(int mostShortJobs) {
        this.mostShortJobs = mostShortJobs;
        this.shortJobs = new Semaphore(mostShortJobs);
    }

    /** Begins a job that lasts; it must end when it is interrupted. */
    void start(Job job) throws InterruptedException {
        longJobs.acquire();
        execute(job, longJobs);
    }

    /** Waits until fewer than the given number of short jobs run, and begins this one. */
    void submit(Job job) throws IOException, InterruptedException {
        shortJobs.acquire();
        try {
            check();
        } catch (IOException e) {
            shortJobs.release();
            throw e;
        }
        execute(job, shortJobs);
    }

    private void execute(Job job, Semaphore permits) {
        try {
            threads.execute(() -> {
                try {
                    job.run();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    fail(e);
                } catch (IOException | RuntimeException | Error e) {
                    fail(e);
                } finally {
                    permits.release();
                }
            });
        } catch (java.util.concurrent.RejectedExecutionException e) {
            permits.release(); // Stopped by a failure, which check() reports.
        }
    }

    /** Throws the first failure, when there is one. */
    void check() throws IOException {
        Throwable first = failure.get();
        if (first == null) {
            return;
        }
        if (first instanceof ContentChangedException changed) {
            throw changed;
        }
        throw first instanceof StorageException known
                ? new StorageException(known.getMessage(), known)
                : new StorageException(Words.of(Crew.class, "stagingFailed", first), first);
    }

    /** Waits for the short jobs only. */
    void awaitShortJobs() throws IOException, InterruptedException {
        shortJobs.acquire(mostShortJobs);
        shortJobs.release(mostShortJobs);
        check();
    }

    /** Waits for all jobs. */
    void await() throws IOException, InterruptedException {
        longJobs.acquire(MOST_LONG_JOBS);
        shortJobs.acquire(mostShortJobs);
        longJobs.release(MOST_LONG_JOBS);
        shortJobs.release(mostShortJobs);
        check();
    }

    private void fail(Throwable error) {
        if (failure.compareAndSet(null, error)) {
            threads.shutdownNow();
        }
    }

    /** Stops all jobs and waits a while for them to end, so that none comes in the way of what follows. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
