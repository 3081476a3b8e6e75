package io.jenkins.plugins.codecraft.bench;

import io.jenkins.plugins.codecraft.embedded.Journal;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One run: so many steps wait, first for nothing, then some of their jobs complete one after the other while as many
 * new ones are created, and at last Jenkins restarts.
 */
final class Scenario {
    static final Duration LONGEST_DELAY = Duration.ofSeconds(120);
    private static final Duration LONGEST_RESTART = Duration.ofMinutes(2);

    private final Account account;
    private final Scale scale;
    private final Duration time;
    private final int waiting;
    private final int changes;
    private final String logs;

    /** @param time how long all wait, and then how long some complete, in AWS' time */
    Scenario(Account account, Scale scale, Duration time, int waiting, String logs) {
        this.time = time;
        this.account = account;
        this.scale = scale;
        this.waiting = waiting;
        this.changes = waiting == 1 ? 20 : Math.min(waiting, 100);
        this.logs = logs;
    }

    Figures engine(String name) throws InterruptedException {
        try (Account.Jobs jobs = jobs()) {
            Figures figures;
            Map<Integer, byte[]> saved;
            try (ThreadCensus census = new ThreadCensus("CodeCraft");
                    Engine engine = new Engine(jobs, account.journal(), scale)) {
                figures = run(name, jobs, engine, census);
                saved = engine.saved();
            }
            return restarted(figures, jobs, saved);
        }
    }

    Figures poller(String name) throws InterruptedException {
        try (Account.Jobs jobs = jobs();
                ThreadCensus census = new ThreadCensus("poller");
                ThreadPerWait poller = new ThreadPerWait(jobs, scale.interval())) {
            return run(name, jobs, poller, census);
        }
    }

    private Account.Jobs jobs() throws InterruptedException {
        account.unlimited();
        Account.Jobs jobs = account.inNewRegion(logs);
        jobs.create(waiting);
        return jobs;
    }

    private Figures run(String name, Account.Jobs jobs, Contender contender, ThreadCensus census)
            throws InterruptedException {
        account.journal().clear();
        account.limited();
        long heap = heap();
        for (int build = 0; build < waiting; build++) {
            contender.waitFor(build);
        }
        contender.settle();
        account.journal().clear();
        pass(scale.real(time));
        List<Journal.Call> calls = account.journal().calls();
        account.journal().clear();
        long more = Math.max(0, heap() - heap);
        change(jobs, contender);
        List<Duration> delays = delays(jobs, contender);
        return new Figures(
                name,
                waiting,
                census.own(),
                census.total(),
                census.names(),
                more,
                calls.stream()
                        .collect(Collectors.groupingBy(Journal.Call::operation, TreeMap::new, Collectors.counting())),
                calls.stream()
                        .filter(call -> call.error().equals("ThrottlingException"))
                        .count(),
                delays,
                changes - delays.size(),
                contender.failed(),
                Optional.empty());
    }

    /** Completes jobs at random moments; for each that completes, another is created. */
    private void change(Account.Jobs jobs, Contender contender) throws InterruptedException {
        Random random = new Random(changes);
        Duration mean = scale.real(time).dividedBy(changes);
        for (int build = 0; build < changes; build++) {
            pass(Duration.ofNanos((long) (mean.toNanos() * 2 * random.nextDouble())));
            jobs.complete(build);
            contender.train(waiting + build);
        }
    }

    /** Those that ended in time. */
    private List<Duration> delays(Account.Jobs jobs, Contender contender) {
        try {
            Awaitility.await()
                    .atMost(scale.real(LONGEST_DELAY))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> contender.ended().size() >= changes);
        } catch (ConditionTimeoutException late) {
            // they are told from the others by their number
        }
        account.unlimited();
        List<Duration> delays = new ArrayList<>();
        contender
                .ended()
                .forEach((build, end) -> delays.add(scale.unscaled(Duration.between(jobs.completed(build), end))));
        account.limited();
        return delays.stream().sorted().toList();
    }

    /** The oldest job is listed last; it completes while nobody looks. */
    private Figures restarted(Figures before, Account.Jobs jobs, Map<Integer, byte[]> saved) {
        int first =
                saved.keySet().stream().min(Comparator.comparing(jobs::begun)).orElseThrow();
        jobs.complete(first);
        try (Engine engine = new Engine(jobs, account.journal(), scale)) {
            Instant begin = Instant.now();
            saved.forEach(engine::resume);
            await(engine::allHadATurn);
            Duration turns = scale.unscaled(Duration.between(begin, Instant.now()));
            await(() -> engine.ended().containsKey(first));
            Duration aware =
                    scale.unscaled(Duration.between(begin, engine.ended().get(first)));
            long bytes = (long) saved.values().stream()
                    .mapToInt(one -> one.length)
                    .average()
                    .orElse(0);
            return before.with(new Figures.Restart(bytes, turns, aware));
        }
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(LONGEST_RESTART)
                .pollInterval(Duration.ofMillis(20))
                .until(condition);
    }

    private static long heap() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    private static void pass(Duration time) throws InterruptedException {
        boolean never = new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
        assert !never;
    }
}
