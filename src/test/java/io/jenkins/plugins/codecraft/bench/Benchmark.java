package io.jenkins.plugins.codecraft.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Measures what it costs to wait for training jobs, for the plugin's operations and for steps that hold a thread each,
 * one after the other against the same embedded AWS. Arguments: the file to write, how many times faster than AWS time
 * passes, how many {@code DescribeTrainingJob} a second the account is allowed, how much of the jobs' logs the plugin shows, and how
 * many wait: for the plugin, and with a thread each, as numbers with commas between.
 */
public final class Benchmark {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration WARM_UP = Duration.ofSeconds(10);

    private final PrintStream out;
    private final Scale scale;
    private final String logs;
    private final Account account;

    private Benchmark(PrintStream out, Scale scale, String logs, Account account) {
        this.out = out;
        this.scale = scale;
        this.logs = logs;
        this.account = account;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length != 6) {
            System.err.println("Expected: FILE FACTOR DESCRIBE-QUOTA LOGS WAITING,... WAITING-WITH-A-THREAD-EACH,...");
            System.exit(2);
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Scale scale = new Scale(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        String report;
        try (Account account = new Account(scale)) {
            report = new Benchmark(out, scale, arguments[3], account).run(numbers(arguments[4]), numbers(arguments[5]));
        }
        Path file = Path.of(arguments[0]);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, report);
        out.println(report);
        System.exit(0);
    }

    private static List<Integer> numbers(String text) {
        return Stream.of(text.split(","))
                .filter(number -> !number.isBlank())
                .map(Integer::valueOf)
                .toList();
    }

    private String run(List<Integer> waiting, List<Integer> polling) throws InterruptedException {
        Instant begin = Instant.now();
        double load = load();
        new Scenario(account, scale, WARM_UP, 10, logs).engine("10");
        new Scenario(account, scale, WARM_UP, 10, logs).poller("10");
        List<Figures> poller = new ArrayList<>();
        List<Figures> engine = new ArrayList<>();
        for (int count : waiting) {
            engine.add(engine(count));
        }
        for (int count : polling) {
            poller.add(poller(count));
        }
        return Report.of(
                scale, logs, engine, poller, new double[] {load, load()}, Duration.between(begin, Instant.now()));
    }

    private Figures engine(int count) throws InterruptedException {
        said("The plugin, " + count + " waiting");
        return new Scenario(account, scale, MINUTE, count, logs).engine(name(count));
    }

    private Figures poller(int count) throws InterruptedException {
        said("A thread per wait, " + count + " waiting");
        return new Scenario(account, scale, MINUTE, count, logs).poller(name(count));
    }

    private static String name(int count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private void said(String what) {
        out.println(what + " …");
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
