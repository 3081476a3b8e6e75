package io.jenkins.plugins.codecraft.storage.bench;

import io.jenkins.plugins.codecraft.storage.DatasetSource;
import io.jenkins.plugins.codecraft.storage.ProcessAgent;
import io.jenkins.plugins.codecraft.storage.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Measures staging beside other uploaders, against a server that throws bodies away: one large file, many small ones,
 * the same again, and one changed; and the first upload on a fresh agent. Arguments: the file for the report, MiB of the
 * large file, number of small files, runs of which the median counts, and {@code aws} command lines.
 */
public final class UploadBenchmark implements AutoCloseable {
    static final String OURS = "**CodeCraft**, controller and agent, warm JVM";
    private static final String AGENT = "CodeCraft, agent alone, warm JVM";
    private static final String WHOLE = "CodeCraft, whole fresh process";
    private static final int SMALL = 20 << 10;
    /** Runs longer than this are repeated three times at most. */
    private static final double LONG_RUN = 8;

    private final SinkProcess sink = new SinkProcess();
    private final Ours ours = new Ours(sink.endpoint());
    private final Path workspace = Files.createDirectories(Path.of("target/upload-benchmark/workspace"));
    private final ProcessAgent agent = agent();
    private final Peers peers;
    private final int runs;
    private int changes;

    private UploadBenchmark(int runs, List<String> aws) throws IOException, InterruptedException {
        this.runs = runs;
        this.peers = new Peers(sink.endpoint(), aws);
    }

    public static void main(String[] args) throws Exception {
        int mebibytes = Integer.parseInt(args[1]);
        int files = Integer.parseInt(args[2]);
        long began = System.nanoTime();
        try (UploadBenchmark benchmark =
                new UploadBenchmark(Integer.parseInt(args[3]), List.of(args).subList(4, args.length))) {
            UploadReport report = new UploadReport(mebibytes, files, benchmark.peers.missing());
            benchmark.fill(mebibytes, files);
            benchmark.warmUp();
            for (Map.Entry<String, Peers.Uploader> uploader :
                    benchmark.uploaders().entrySet()) {
                benchmark.measure(uploader.getKey(), uploader.getValue(), report);
            }
            benchmark.freshAgents(report);
            String text = report.text((System.nanoTime() - began) / 1_000_000_000);
            System.out.print(text);
            Files.writeString(Path.of(args[0]), text);
        }
    }

    private Map<String, Peers.Uploader> uploaders() {
        Map<String, Peers.Uploader> all = new LinkedHashMap<>();
        all.put(OURS, (at, folder) -> inThisProcess(() -> ours.stage(at, folder)));
        all.put(AGENT, (at, folder) -> {
            double cpu = ProcessFigures.cpuSeconds(agent.pid());
            double wall = stage(agent, folder);
            return new Measured(
                    wall, ProcessFigures.cpuSeconds(agent.pid()) - cpu, ProcessFigures.peakMebibytes(agent.pid()), 0);
        });
        all.put(WHOLE, this::wholeProcess);
        all.putAll(peers.uploaders());
        return all;
    }

    private Measured wholeProcess(Path at, String folder) throws IOException, InterruptedException {
        List<String> command = List.of(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                Ours.class.getName(),
                sink.endpoint().toString(),
                at.toString(),
                folder);
        return new Command(command, Map.of()).run();
    }

    /** Other files may be there from another run. */
    private void fill(int mebibytes, int files) throws IOException {
        Path old = workspace.resolve("small");
        if (Files.isDirectory(old)) {
            try (var all = Files.walk(old)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    Files.delete(file);
                }
            }
        }
        write(workspace.resolve("large/file.bin"), mebibytes, 1 << 20);
        for (int i = 0; i < files; i++) {
            write(small(i), 1, SMALL);
        }
    }

    private Path small(int file) {
        return workspace.resolve("small/" + file % 50 + "/" + file + ".bin");
    }

    private static void write(Path file, int times, int bytes) throws IOException {
        Files.createDirectories(file.getParent());
        byte[] content = new byte[bytes];
        Random random = new Random(file.toString().hashCode());
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < times; i++) {
                random.nextBytes(content);
                out.write(content);
            }
        }
    }

    /** The JVMs compile what they will run. */
    private void warmUp() throws Exception {
        for (int i = 0; i < 5; i++) {
            for (String folder : List.of("large", "small")) {
                anew();
                ours.stage(workspace, folder);
                anew();
                stage(agent, folder);
                sink.clear();
                peers.warmUp(workspace, folder);
            }
        }
    }

    private void measure(String name, Peers.Uploader uploader, UploadReport report) throws Exception {
        report.add(UploadReport.Case.LARGE, name, median(uploader, "large", this::anew));
        report.add(UploadReport.Case.SMALL, name, median(uploader, "small", this::anew));
        report.add(UploadReport.Case.UNCHANGED, name, median(uploader, "small", () -> {}));
        report.add(UploadReport.Case.ONE_CHANGED, name, median(uploader, "small", this::changeOne));
    }

    private Measured median(Peers.Uploader uploader, String folder, Work before) throws Exception {
        List<Measured> measured = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            before.run();
            sink.requests();
            sink.files();
            Measured one = uploader.upload(workspace, folder).at(sink.requests(), sink.files());
            measured.add(one);
            if (one.wall() > LONG_RUN && run == 2) {
                break;
            }
        }
        return Measured.median(measured);
    }

    /** Nothing is in S3, and no hash is known. */
    private void anew() throws IOException, InterruptedException {
        sink.clear();
        Path index = workspace.resolveSibling("workspace@tmp/codecraft-ai");
        if (Files.isDirectory(index)) {
            try (var files = Files.newDirectoryStream(index)) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
        }
    }

    private void changeOne() throws IOException {
        byte[] content = new byte[SMALL];
        new Random(++changes).nextBytes(content);
        Files.write(small(0), content);
    }

    /** A fresh agent's JVM runs, but none of our classes is loaded in it. */
    private void freshAgents(UploadReport report) throws Exception {
        List<Double> fresh = new ArrayList<>();
        List<Double> warm = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            anew();
            warm.add(stage(agent, "small"));
            anew();
            try (ProcessAgent other = agent()) {
                fresh.add(stage(other, "small"));
            }
        }
        report.fresh(middle(fresh), middle(warm));
    }

    private static double middle(List<Double> figures) {
        return figures.stream().sorted().toList().get(figures.size() / 2);
    }

    private ProcessAgent agent() throws IOException {
        return new ProcessAgent(
                workspace.toAbsolutePath(), Files.createTempDirectory("upload-agent"), List.of("-Xmx256m"));
    }

    private double stage(ProcessAgent at, String folder) throws IOException, InterruptedException {
        long began = System.nanoTime();
        ours.stager().stageDataset(at, DatasetSource.of("bench-agent", folder), Progress.none());
        return (System.nanoTime() - began) / 1e9;
    }

    interface Work {
        void run() throws Exception;
    }

    static Measured inThisProcess(Work work) throws Exception {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long began = System.nanoTime();
        work.run();
        double wall = (System.nanoTime() - began) / 1e9;
        return new Measured(wall, (system.getProcessCpuTime() - cpu) / 1e9, 0, 0);
    }

    @Override
    public void close() {
        agent.close();
        peers.close();
        ours.close();
        sink.close();
    }
}
