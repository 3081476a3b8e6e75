package io.jenkins.plugins.codecraft.bench;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Counts the threads of this process time and again, without those of the embedded AWS and of the benchmark itself. */
final class ThreadCensus implements AutoCloseable {
    private static final long PERIOD_MILLIS = 100;
    /** The JDK's own common pool serves the benchmark's setup only. */
    private static final List<String> OTHERS = List.of("embedded-", "benchmark", "ForkJoinPool", "awaitility");

    private final String own;
    private final int before;
    private final AtomicInteger mostOwn = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "benchmark census"));

    /** @param own what the names of the threads in question begin with; threads that are there by now don't count */
    ThreadCensus(String own) {
        this.own = own;
        this.before = (int) counted().count();
        clock.scheduleAtFixedRate(this::take, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void take() {
        List<String> names = counted().toList();
        int mine = (int) names.stream().filter(name -> name.startsWith(own)).count();
        mostOwn.accumulateAndGet(mine, Math::max);
        most.accumulateAndGet(names.size() - before, Math::max);
    }

    private static Stream<String> counted() {
        return all().map(Thread::getName).filter(name -> OTHERS.stream().noneMatch(name::startsWith));
    }

    private static Stream<Thread> all() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] threads = new Thread[root.activeCount() * 2 + 100];
        int found = root.enumerate(threads);
        return Stream.of(threads).limit(found);
    }

    /** The most threads of the name at once. */
    int own() {
        return mostOwn.get();
    }

    /** The most threads that came in addition at once, whatever their name. */
    int total() {
        return most.get();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
