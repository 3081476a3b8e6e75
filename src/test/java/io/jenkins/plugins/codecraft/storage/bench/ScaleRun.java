package io.jenkins.plugins.codecraft.storage.bench;

import io.jenkins.plugins.codecraft.storage.DatasetSource;
import io.jenkins.plugins.codecraft.storage.ProcessAgent;
import io.jenkins.plugins.codecraft.storage.Progress;
import io.jenkins.plugins.codecraft.storage.StagedDataset;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Stages very many files, half of them in one folder, and one very large sparse file, each first and then unchanged, with
 * the agent in a process of its own whose heap is bounded. Arguments: the file for the report, number of files, GiB of
 * the large file, MiB of the agent's heap.
 */
public final class ScaleRun {
    private static final int SMALL = 1 << 10;
    private static final int FOLDERS = 1000;

    private final Path workspace =
            Files.createDirectories(Path.of("target/scale/workspace")).toAbsolutePath();
    private final int agentHeap;
    private final StringBuilder report = new StringBuilder();

    private ScaleRun(int agentHeap) throws IOException {
        this.agentHeap = agentHeap;
    }

    public static void main(String[] args) throws Exception {
        ScaleRun run = new ScaleRun(Integer.parseInt(args[3]));
        int files = Integer.parseInt(args[1]);
        long gibibytes = Long.parseLong(args[2]);
        run.head();
        if (files > 0) {
            run.many(files);
            run.stage(String.format(Locale.ROOT, "%,d files of 1 KiB", files), "many");
        }
        if (gibibytes > 0) {
            run.large(gibibytes);
            run.stage("one sparse file of " + gibibytes + " GiB", "large");
        }
        System.out.print(run.report);
        Files.writeString(Path.of(args[0]), run.report);
    }

    private void head() {
        report.append(String.format(
                Locale.ROOT,
                "Heap of the agent at most %d MiB, of the controller %d MiB.%n%n",
                agentHeap,
                Runtime.getRuntime().maxMemory() >> 20));
        report.append(
                "| | first s | again s | requests, first | again | agent: most memory MiB | controller: most heap MiB |\n");
        report.append("|---|---:|---:|---:|---:|---:|---:|\n");
    }

    private void many(int files) throws IOException {
        Path root = workspace.resolve("many");
        byte[] content = new byte[SMALL];
        for (int i = 0; i < files; i++) {
            Path file = i % 2 == 0 ? root.resolve("one/" + i) : root.resolve("spread/" + i % FOLDERS + "/" + i);
            if (i < 2 * FOLDERS) {
                Files.createDirectories(file.getParent());
            }
            content[i % SMALL]++;
            Files.write(file, content);
        }
    }

    private void large(long gibibytes) throws IOException {
        Path file = Files.createDirectories(workspace.resolve("large")).resolve("sparse.bin");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(gibibytes << 30);
        }
    }

    private void stage(String what, String folder) throws Exception {
        Path classes = Files.createTempDirectory("scale-classes");
        try (SinkProcess sink = new SinkProcess();
                Ours ours = new Ours(sink.endpoint());
                ProcessAgent agent = new ProcessAgent(
                        workspace, classes, List.of("-Xmx" + agentHeap + "m", "-XX:+ExitOnOutOfMemoryError"))) {
            forgetPeaks();
            sink.clear();
            long began = System.nanoTime();
            StagedDataset first = ours.stager()
                    .stageDataset(agent, DatasetSource.of(folder, folder), Progress.lines(System.out::println));
            double firstSeconds = (System.nanoTime() - began) / 1e9;
            long firstRequests = sink.requests();
            System.out.println(what + ": " + first.summary().describe());
            began = System.nanoTime();
            ours.stager().stageDataset(agent, DatasetSource.of(folder, folder), Progress.none());
            double againSeconds = (System.nanoTime() - began) / 1e9;
            report.append(String.format(
                    Locale.ROOT,
                    "| %s | %.1f | %.1f | %,d | %d | %d | %d |%n",
                    what,
                    firstSeconds,
                    againSeconds,
                    firstRequests,
                    sink.requests(),
                    ProcessFigures.peakMebibytes(agent.pid()),
                    heapPeak()));
        }
    }

    private static void forgetPeaks() {
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    private static long heapPeak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .mapToLong(pool -> pool.getPeakUsage().getUsed())
                        .sum()
                >> 20;
    }
}
