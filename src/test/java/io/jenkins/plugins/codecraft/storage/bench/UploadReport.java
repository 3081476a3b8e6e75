package io.jenkins.plugins.codecraft.storage.bench;

import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The tables of the upload benchmark, as Markdown. */
final class UploadReport {

    /** What is uploaded. */
    enum Case {
        LARGE("(a) one file of %2$d MiB"),
        SMALL("(b) %1$,d files of 20 KiB"),
        UNCHANGED("(c) the %1$,d files again, unchanged"),
        ONE_CHANGED("(d) one changed among the %1$,d");

        private final String title;

        Case(String title) {
            this.title = title;
        }
    }

    private final int mebibytes;
    private final int files;
    private final List<String> missing;
    private final double loadBefore =
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    private final Map<Case, Map<String, Measured>> cases = new EnumMap<>(Case.class);
    private double fresh;
    private double warm;

    UploadReport(int mebibytes, int files, List<String> missing) {
        this.mebibytes = mebibytes;
        this.files = files;
        this.missing = missing;
    }

    void add(Case what, String uploader, Measured median) {
        cases.computeIfAbsent(what, any -> new LinkedHashMap<>()).put(uploader, median);
    }

    /** Seconds of a first upload on an agent that has loaded nothing yet, and on a warm one. */
    void fresh(double firstSeconds, double warmSeconds) {
        fresh = firstSeconds;
        warm = warmSeconds;
    }

    String text(long seconds) {
        StringBuilder text = new StringBuilder(head(seconds));
        cases.forEach((what, measured) -> {
            text.append("\n### ")
                    .append(String.format(Locale.ROOT, what.title, files, mebibytes))
                    .append(
                            "\n\n| | wall s | CPU s | MiB | requests | bodies | ours to it, wall | ours to it, CPU |\n");
            text.append("|---|---:|---:|---:|---:|---:|---:|---:|\n");
            Measured ours = measured.get(UploadBenchmark.OURS);
            measured.forEach((name, one) -> text.append(one.row(name, ours)).append('\n'));
        });
        return text.append(targets()).toString();
    }

    private String head(long seconds) {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return String.format(
                Locale.ROOT,
                "Measured on %s in %d s: %d cores, Java %s, load average %.1f at the beginning and %.1f at the end.%s%n",
                LocalDate.now(ZoneOffset.UTC),
                seconds,
                system.getAvailableProcessors(),
                System.getProperty("java.version"),
                loadBefore,
                system.getSystemLoadAverage(),
                missing.isEmpty() ? "" : " Not installed, so not measured: " + String.join(", ", missing) + ".");
    }

    private String targets() {
        StringBuilder text = new StringBuilder("\n### Targets\n\n| | target | reached |\n|---|---:|---:|\n");
        target(text, "(a) wall, to the best peer's", "≤ 0.50", toBest(Case.LARGE, Measured::wall));
        target(text, "(a) CPU, to the best peer's", "≤ 0.50", toBest(Case.LARGE, Measured::cpu));
        target(text, "(a) wall, to the floor's", "≤ 2.00", toFloor(Case.LARGE));
        target(text, "(b) wall, to the best peer's", "< 1.00", toBest(Case.SMALL, Measured::wall));
        target(text, "(b) CPU, to the best peer's", "≤ 0.50", toBest(Case.SMALL, Measured::cpu));
        target(text, "(b) wall, to the floor's", "≤ 2.00", toFloor(Case.SMALL));
        target(text, "(c) wall, to the best peer's", "≤ 0.25", toBest(Case.UNCHANGED, Measured::wall));
        row(text, "(c) requests", "≤ 3", Long.toString(ours(Case.UNCHANGED).requests()));
        row(
                text,
                "(d) bodies of files",
                "≤ 1",
                Long.toString(ours(Case.ONE_CHANGED).files()));
        row(
                text,
                "first upload of the small files on a fresh agent, after a warm one's",
                "≤ 2 s",
                String.format(Locale.ROOT, "%.1f s (%.1f s, %.1f s)", fresh - warm, fresh, warm));
        return text.toString();
    }

    private static void target(StringBuilder text, String what, String target, double reached) {
        row(text, what, target, String.format(Locale.ROOT, "%.2f", reached));
    }

    private static void row(StringBuilder text, String what, String target, String reached) {
        text.append("| ")
                .append(what)
                .append(" | ")
                .append(target)
                .append(" | ")
                .append(reached)
                .append(" |\n");
    }

    private Measured ours(Case what) {
        return cases.get(what).get(UploadBenchmark.OURS);
    }

    /** The best peer of each figure by itself, so it may be two. */
    private double toBest(Case what, ToDoubleFunction<Measured> figure) {
        double best = cases.get(what).entrySet().stream()
                .filter(one -> !one.getKey().contains("CodeCraft")
                        && !one.getKey().equals(Peers.FLOOR)
                        && !one.getKey().equals(Peers.BLOCKING))
                .mapToDouble(one -> figure.applyAsDouble(one.getValue()))
                .min()
                .orElseThrow();
        return figure.applyAsDouble(ours(what)) / best;
    }

    private double toFloor(Case what) {
        return ours(what).wall() / cases.get(what).get(Peers.FLOOR).wall();
    }
}
