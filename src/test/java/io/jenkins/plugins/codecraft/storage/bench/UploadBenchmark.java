package io.jenkins.plugins.codecraft.storage.bench;

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
 * the same again, and one changed. Arguments: the file for the report, MiB of the large file, number of small files,
 * runs of which the median counts.
 */
public final class UploadBenchmark implements AutoCloseable {
    private static final int SMALL = 20 << 10;
    private static final String OURS = "CodeCraft, warm JVM";

    /** Uploads a folder of the workspace. */
    private interface Uploader {
        Measured upload(Path workspace, String folder) throws Exception;
    }

    private final SinkProcess sink = new SinkProcess();
    private final Ours ours = new Ours(sink.endpoint());
    private final SdkUpload sdk = new SdkUpload(sink.endpoint());
    private final Path workspace = Files.createDirectories(Path.of("target/upload-benchmark/workspace"));
    private final Map<String, Uploader> uploaders = new LinkedHashMap<>();
    private final StringBuilder report = new StringBuilder();
    private final int runs;
    private int changes;

    private UploadBenchmark(int runs) throws IOException, InterruptedException {
        this.runs = runs;
        String endpoint = sink.endpoint().toString();
        Map<String, String> keys = Map.of(
                "AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE",
                "AWS_SECRET_ACCESS_KEY", "secret",
                "AWS_REGION", "us-east-1",
                "AWS_EC2_METADATA_DISABLED", "true");
        uploaders.put(OURS, (at, folder) -> inThisProcess(() -> ours.stage(at, folder)));
        uploaders.put("CodeCraft, fresh process", (at, folder) -> new Command(
                        List.of(
                                System.getProperty("java.home") + "/bin/java",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Ours.class.getName(),
                                endpoint,
                                at.toString(),
                                folder),
                        Map.of())
                .run());
        uploaders.put("SDK, 16 threads, warm JVM", (at, folder) -> inThisProcess(() -> sdk.upload(at.resolve(folder))));
        if (Command.exists("aws")) {
            uploaders.put("`aws s3 sync`", (at, folder) -> new Command(
                            List.of(
                                    "aws",
                                    "--endpoint-url",
                                    endpoint,
                                    "s3",
                                    "sync",
                                    "--only-show-errors",
                                    at.resolve(folder).toString(),
                                    "s3://bench/aws/" + folder),
                            keys)
                    .run());
        }
        if (Command.exists("rclone")) {
            Map<String, String> remote = new LinkedHashMap<>(keys);
            remote.put("RCLONE_CONFIG_SINK_TYPE", "s3");
            remote.put("RCLONE_CONFIG_SINK_PROVIDER", "Other");
            remote.put("RCLONE_CONFIG_SINK_ENV_AUTH", "true");
            remote.put("RCLONE_CONFIG_SINK_ENDPOINT", endpoint);
            uploaders.put("`rclone sync`, 16 at once", (at, folder) -> new Command(
                            List.of(
                                    "rclone",
                                    "sync",
                                    "--transfers",
                                    "16",
                                    "--checkers",
                                    "16",
                                    "--s3-no-check-bucket",
                                    at.resolve(folder).toString(),
                                    "sink:bench/rclone/" + folder),
                            remote)
                    .run());
        }
        uploaders.put("floor: `curl`, parallel", this::curl);
    }

    public static void main(String[] args) throws Exception {
        int mebibytes = Integer.parseInt(args[1]);
        int files = Integer.parseInt(args[2]);
        try (UploadBenchmark benchmark = new UploadBenchmark(Integer.parseInt(args[3]))) {
            Path large = benchmark.workspace.resolve("large/file.bin");
            write(large, mebibytes, 1 << 20);
            Path small = benchmark.workspace.resolve("small");
            for (int i = 0; i < files; i++) {
                write(small.resolve(i % 50 + "/" + i + ".bin"), 1, SMALL);
            }
            benchmark.warmUp();
            benchmark.measure("(a) one file of " + mebibytes + " MiB", "large", true, () -> {});
            benchmark.measure("(b) " + files + " files of 20 KiB", "small", true, () -> {});
            benchmark.measure("(c) the same again, unchanged", "small", false, () -> {});
            benchmark.measure(
                    "(d) one changed among " + files,
                    "small",
                    false,
                    () -> Files.writeString(small.resolve("0/0.bin"), "changed " + benchmark.changes++));
            Files.writeString(Path.of(args[0]), benchmark.report);
        }
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

    private interface Work {
        void run() throws Exception;
    }

    /** The JVM compiles what it will run. */
    private void warmUp() throws Exception {
        for (int i = 0; i < 3; i++) {
            for (String folder : List.of("large", "small")) {
                sink.clear();
                ours.stage(workspace, folder);
                sdk.upload(workspace.resolve(folder));
            }
        }
    }

    private void measure(String title, String folder, boolean anew, Work before) throws Exception {
        Map<String, Measured> medians = new LinkedHashMap<>();
        for (Map.Entry<String, Uploader> uploader : uploaders.entrySet()) {
            if (!anew) {
                uploader.getValue().upload(workspace, folder);
            }
            List<Measured> measured = new ArrayList<>();
            for (int run = 0; run < runs; run++) {
                before.run();
                if (anew) {
                    sink.clear();
                    forgetHashes();
                }
                sink.requests();
                Measured one = uploader.getValue().upload(workspace, folder);
                measured.add(new Measured(one.wall(), one.cpu(), one.mebibytes(), sink.requests()));
            }
            medians.put(uploader.getKey(), Measured.median(measured));
        }
        report.append("### ").append(title).append("\n\n");
        report.append("| | wall s | CPU s | MiB | requests | ours to it, wall | ours to it, CPU |\n");
        report.append("|---|---|---|---|---|---|---|\n");
        medians.forEach(
                (name, one) -> report.append(one.row(name, medians.get(OURS))).append('\n'));
        report.append('\n');
    }

    /** Hashing is part of a first upload. */
    private void forgetHashes() throws IOException {
        Path index = workspace.resolveSibling("workspace@tmp/codecraft-ai");
        if (Files.isDirectory(index)) {
            try (var files = Files.newDirectoryStream(index)) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
        }
    }

    private static Measured inThisProcess(Work work) throws Exception {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long began = System.nanoTime();
        work.run();
        double wall = (System.nanoTime() - began) / 1e9;
        return new Measured(wall, (system.getProcessCpuTime() - cpu) / 1e9, 0, 0);
    }

    /** Every file by one plain PUT, unsigned and without a checksum: what sending costs at least. */
    private Measured curl(Path at, String folder) throws IOException, InterruptedException {
        StringBuilder config = new StringBuilder();
        try (var files = Files.walk(at.resolve(folder))) {
            files.filter(Files::isRegularFile).forEach(file -> config.append("upload-file = \"")
                    .append(file.toAbsolutePath())
                    .append("\"\nurl = \"")
                    .append(sink.endpoint())
                    .append("/bench/curl/")
                    .append(at.relativize(file))
                    .append("\"\n"));
        }
        Path list = Files.writeString(workspace.resolveSibling("curl.txt"), config);
        return new Command(
                        List.of(
                                "curl",
                                "--no-progress-meter",
                                "--parallel",
                                "--parallel-max",
                                "16",
                                "-K",
                                list.toString()),
                        Map.of())
                .run();
    }

    @Override
    public void close() {
        sdk.close();
        ours.close();
        sink.close();
    }
}
