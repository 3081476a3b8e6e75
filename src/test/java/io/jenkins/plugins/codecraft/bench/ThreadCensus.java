package io.jenkins.plugins.codecraft.bench;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts the threads of this process time and again, without those of the embedded AWS and of the benchmark itself. */
final class ThreadCensus implements AutoCloseable {
    private static final long PERIOD_MILLIS = 100;
    /**
     * The embedded AWS' servers, whose threads come and go with the requests, and the benchmark's own; the JDK's common
     * pool serves the benchmark's setup only.
     */
    private static final List<String> OTHERS = List.of(
            "embedded-",
            "http-nio-",
            "Catalina-",
            "container-",
            "HttpClient-",
            "Scheduler-",
            "benchmark",
            "ForkJoinPool",
            "awaitility");
    /** One for all clients of a process, so it may be there before; it counts nevertheless. */
    private static final String SHARED = "idle-connection-reaper";

    private final String own;
    private final Set<String> before;
    private final AtomicInteger mostOwn = new AtomicInteger();
    private final AtomicReference<List<String>> most = new AtomicReference<>(List.of());
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "benchmark census"));

    /** @param own what the names of the threads in question begin with; threads that are there by now don't count */
    ThreadCensus(String own) {
        this.own = own;
        this.before = counted().filter(name -> !name.equals(SHARED)).collect(Collectors.toSet());
        clock.scheduleAtFixedRate(this::take, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void take() {
        List<String> names = counted().filter(name -> !before.contains(name)).toList();
        int mine = (int) names.stream().filter(name -> name.startsWith(own)).count();
        mostOwn.accumulateAndGet(mine, Math::max);
        most.accumulateAndGet(names, (known, now) -> now.size() > known.size() ? now : known);
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

    /** The most threads that came in addition at once, whatever their names. */
    int total() {
        return most.get().size();
    }

    /** What these are, such as {@code 4 CodeCraft operations, 1 CodeCraft timer}. */
    String names() {
        Map<String, Long> byName = most.get().stream()
                .map(name -> name.replaceFirst("[ -]?\\d+(-\\d+)?$", ""))
                .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
        return byName.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
