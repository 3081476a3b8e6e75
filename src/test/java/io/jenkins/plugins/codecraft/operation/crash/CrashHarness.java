package io.jenkins.plugins.codecraft.operation.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Crashes an operation wherever a process may die, restores it from what was saved last, and compares what it leaves
 * with what an undisturbed run leaves.
 */
final class CrashHarness {
    private static final int PATIENCE_SECONDS = 60;
    private static final int MOST_TRIES = 10;
    /** What depends on when and how fast the run was. */
    private static final Set<String> MEASURED = Set.of(
            "seconds",
            "billableSeconds",
            "spotSavingPercent",
            "millis",
            "startTime",
            "endTime",
            "headers",
            "outputLocation");

    private final Lab lab;
    private final Path workspaces;
    private final AtomicInteger runs = new AtomicInteger();

    CrashHarness(Lab lab, Path workspaces) {
        this.lab = lab;
        this.workspaces = workspaces;
    }

    /**
     * What came of one run with all its crashes.
     *
     * @param crashes how many crashes happened
     * @param passed the boundaries of the last life
     * @param abortedAgain whether an abort was lost with the process: what the step did until it came again has effects
     *     of its own, which are to be undone too
     */
    record Run(
            Map<String, Object> result,
            String failure,
            List<String> inventory,
            List<String> effects,
            int crashes,
            List<Boundary> passed,
            boolean abortedAgain) {}

    Run undisturbed(CrashCase crashCase) {
        Ground ground = ground();
        Run run = runToTheEnd(crashCase, ground, List.of());
        for (String line : crashCase.leaves().apply(ground)) {
            assertThat(run.inventory())
                    .as("%s leaves %s", crashCase.name(), line)
                    .anyMatch(one -> one.startsWith(line));
        }
        return run;
    }

    /**
     * The distinct places of a run at which a process may die. A life that begins after a call that only reads is the
     * same as one that begins before it: neither AWS nor what is saved has changed. The latter is enough, unless
     * {@code -Dcrash.everywhere=true} asks for both.
     */
    static List<Boundary> boundaries(Run undisturbed) {
        boolean everywhere = Boolean.getBoolean("crash.everywhere");
        return undisturbed.passed().stream()
                .distinct()
                .filter(place -> everywhere || place.when() == Boundary.When.BEFORE || !place.reads())
                .toList();
    }

    /**
     * Crashes at one boundary; at an earlier one of its name if this run does not come to it. Whether a run looks at all
     * for what changes is a matter of speed, so it gets several tries.
     */
    void crash(CrashCase crashCase, Boundary at, Run undisturbed) {
        Boundary now = at;
        for (int tries = 1; ; tries++) {
            Run run = runToTheEnd(crashCase, ground(), List.of(CrashPoint.at(now)));
            compare(crashCase.name() + " crashed " + now, run, undisturbed);
            if (run.crashes() == 1) {
                return;
            }
            assertThat(now.nth() > 1 || tries < MOST_TRIES)
                    .as("%s comes to %s", crashCase.name(), at)
                    .isTrue();
            now = now.nth() > 1 ? now.earlier() : now;
        }
    }

    /** Crashes once in each of several lives, after so many boundaries. Answers how many crashes happened. */
    int crash(CrashCase crashCase, int first, int second, Run undisturbed) {
        Run run = runToTheEnd(crashCase, ground(), List.of(CrashPoint.after(first), CrashPoint.after(second)));
        compare(crashCase.name() + " crashed at its boundary " + first + ", then at " + second, run, undisturbed);
        return run.crashes();
    }

    private static void compare(String what, Run run, Run undisturbed) {
        List<String> differences = new ArrayList<>();
        differ("failure", List.of(run.failure()), List.of(undisturbed.failure()), differences);
        differ("result", lines(run.result()), lines(undisturbed.result()), differences);
        differ("inventory", run.inventory(), undisturbed.inventory(), differences);
        if (!run.abortedAgain()) {
            differ("effects", run.effects(), undisturbed.effects(), differences);
        }
        assertThat(differences).as(what).isEmpty();
    }

    private static List<String> lines(Map<String, Object> result) {
        return result.entrySet().stream().map(Map.Entry::toString).toList();
    }

    private static void differ(String what, List<String> is, List<String> wanted, List<String> differences) {
        without(is, wanted).forEach(line -> differences.add("too much " + what + ": " + line));
        without(wanted, is).forEach(line -> differences.add("missing " + what + ": " + line));
    }

    private static List<String> without(List<String> lines, List<String> others) {
        List<String> rest = new ArrayList<>(lines);
        others.forEach(rest::remove);
        return rest;
    }

    /** A new one. */
    Ground ground() {
        int number = runs.incrementAndGet();
        return new Ground(lab, number, workspaces.resolve("workspace"));
    }

    private Run runToTheEnd(CrashCase crashCase, Ground ground, List<CrashPoint> crashes) {
        Run run = run(crashCase, ground, crashes);
        ground.forgetCalls();
        return run;
    }

    Run run(CrashCase crashCase, Ground ground, List<CrashPoint> crashes) {
        crashCase.setup().accept(ground);
        int before = Inventory.effects(ground).size();
        SavedState state = SavedState.beginning(crashCase.first().apply(ground));
        int crashed = 0;
        boolean aborted = false;
        boolean abortedAgain = false;
        List<CrashPoint> plan = new ArrayList<>(crashes);
        while (true) {
            CrashPoint next = plan.isEmpty() ? CrashPoint.NEVER : plan.remove(0);
            boolean done = aborted;
            CompletableFuture<End> end = new CompletableFuture<>();
            try (World world = new World(ground, state, next, crashCase.stopAt().filter(any -> !done), end)) {
                if (aborted && state.stopped().isEmpty()) {
                    world.abort(); // the abort was lost with the process; the user aborts again
                    abortedAgain = true;
                }
                world.begin();
                End how = end.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
                if (!how.isCrash()) {
                    List<String> effects = Inventory.effects(ground);
                    return new Run(
                            plain(ground, how.result().orElse(Map.of())),
                            how.failure()
                                    .map(failure -> ground.plain(failure.toString()))
                                    .orElse(""),
                            Inventory.of(ground),
                            effects,
                            crashed,
                            world.passed(),
                            abortedAgain);
                }
                crashed++;
                state = world.saved();
                aborted |= crashCase.stopAt().filter(world.passed()::contains).isPresent();
            }
        }
    }

    private static Map<String, Object> plain(Ground ground, Map<String, Object> result) {
        Map<String, Object> plain = new LinkedHashMap<>();
        result.forEach((key, value) -> plain.put(key, MEASURED.contains(key) ? "measured" : plain(ground, value)));
        return plain;
    }

    private static Object plain(Ground ground, Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(one -> plain(ground, one)).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> plain = new LinkedHashMap<>();
            map.forEach((key, one) -> plain.put(key, plain(ground, one)));
            return plain;
        }
        return value instanceof String text ? ground.plain(text) : value;
    }
}
