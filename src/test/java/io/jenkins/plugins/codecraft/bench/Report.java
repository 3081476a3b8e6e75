package io.jenkins.plugins.codecraft.bench;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The figures as Markdown. */
final class Report {
    private static final String NOTHING = "–";

    private final StringBuilder text = new StringBuilder();

    /** @param loads the machine's load average at the beginning and at the end */
    static String of(
            Scale scale, String logs, List<Figures> engine, List<Figures> poller, double[] loads, Duration took) {
        Report report = new Report();
        report.machine(scale, logs, loads, took);
        report.waiting("The plugin", engine);
        report.waiting("A thread per wait", poller);
        report.delays(engine, poller);
        report.restart(engine);
        report.ratios(engine, poller);
        return report.text.toString();
    }

    private void machine(Scale scale, String logs, double[] loads, Duration took) {
        line(
                "Measured on %s in %d s: %d cores, Java %s, heap of at most %d MB, load average %.1f at the beginning and %.1f at"
                        + " the end. Time passes %d times as fast as in AWS: an interval of %.1f s stands for 10 s. Quotas in real"
                        + " time: `ListTrainingJobs` %d a second, `DescribeTrainingJob` %d a second. `logs: '%s'`.",
                LocalDate.now(ZoneOffset.UTC),
                took.toSeconds(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                Runtime.getRuntime().maxMemory() >> 20,
                loads[0],
                loads[1],
                scale.factor(),
                seconds(scale.interval()),
                Scale.LIST_QUOTA,
                scale.describeQuota(),
                logs);
    }

    private void waiting(String title, List<Figures> all) {
        line("");
        line("### %s, while all wait", title);
        line("");
        line("| waiting | threads | with those of the SDK | heap | heap per wait | calls a minute | throttled |");
        line("|---:|---:|---:|---:|---:|---|---:|");
        for (Figures one : all) {
            line(
                    "| %s | %d | %d | %s | %s | %s | %d |",
                    one.contender(),
                    one.threads(),
                    one.moreThreads(),
                    bytes(one.heap()),
                    bytes(one.heapPerWait()),
                    calls(one),
                    one.throttled());
        }
        all.stream().max(Comparator.comparingInt(Figures::moreThreads)).ifPresent(most -> {
            line("");
            line("The most threads at once: %s.", most.names());
        });
    }

    private static String calls(Figures one) {
        String byApi = one.calls().entrySet().stream()
                .map(entry -> count(entry.getValue()) + " `" + entry.getKey() + "`")
                .collect(Collectors.joining(", "));
        return byApi.isEmpty() ? "0" : byApi;
    }

    private void delays(List<Figures> engine, List<Figures> poller) {
        line("");
        line("### From the change in AWS to the step's end");
        line("");
        line(
                "| | waiting | changes | p50 | p95 | longest | not ended after %d s | steps failed |",
                Scenario.LONGEST_DELAY.toSeconds());
        line("|---|---:|---:|---:|---:|---:|---:|---:|");
        engine.forEach(one -> delays("plugin", one));
        poller.forEach(one -> delays("thread per wait", one));
    }

    private void delays(String who, Figures one) {
        line(
                "| %s | %s | %d | %s | %s | %s | %d | %d |",
                who,
                one.contender(),
                one.delays().size() + one.lost(),
                delay(one, 0.5),
                delay(one, 0.95),
                delay(one, 1),
                one.lost(),
                one.failed());
    }

    private static String delay(Figures one, double share) {
        return one.delay(share).map(Report::words).orElse("> " + Scenario.LONGEST_DELAY.toSeconds() + " s");
    }

    private void restart(List<Figures> engine) {
        line("");
        line("### After a restart");
        line("");
        line(
                "| waiting | saved per step | each has had its turn after | the oldest job's change has ended its step after |");
        line("|---:|---:|---:|---:|");
        for (Figures one : engine) {
            one.restart()
                    .ifPresent(seen -> line(
                            "| %s | %s | %s | %s |",
                            one.contender(), bytes(seen.savedBytes()), words(seen.turns()), words(seen.aware())));
        }
    }

    private void ratios(List<Figures> engine, List<Figures> poller) {
        line("");
        line("### A thread per wait, as a multiple of the plugin");
        line("");
        line("| waiting | threads | heap | calls | p50 | p95 |");
        line("|---:|---:|---:|---:|---:|---:|");
        for (Figures other : poller) {
            Optional<Figures> same = engine.stream()
                    .filter(one -> one.contender().equals(other.contender()))
                    .findFirst();
            same.ifPresent(one -> line(
                    "| %s | %s | %s | %s | %s | %s |",
                    one.contender(),
                    ratio(other.threads(), one.threads()),
                    ratio(other.heap(), one.heap()),
                    ratio(other.callsAMinute(), one.callsAMinute()),
                    ratio(other, one, 0.5),
                    ratio(other, one, 0.95)));
        }
    }

    private static String ratio(Figures other, Figures one, double share) {
        Duration longest = Scenario.LONGEST_DELAY;
        if (one.delay(share).isEmpty()) {
            return NOTHING;
        }
        String ratio = ratio(
                other.delay(share).orElse(longest).toMillis(),
                one.delay(share).get().toMillis());
        return other.delay(share).isEmpty() ? "> " + ratio : ratio;
    }

    private static String ratio(double other, double one) {
        return one == 0 ? NOTHING : String.format(Locale.ROOT, other / one < 10 ? "%.1f" : "%.0f", other / one);
    }

    private static String bytes(long bytes) {
        if (bytes < 10_000) {
            return count(bytes) + " B";
        }
        return bytes < 10_000_000 ? count(bytes / 1000) + " kB" : count(bytes / 1_000_000) + " MB";
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String words(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", seconds(time));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
