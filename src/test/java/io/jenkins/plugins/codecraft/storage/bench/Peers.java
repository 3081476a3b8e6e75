package io.jenkins.plugins.codecraft.storage.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The other uploaders that are installed here, and the floor. */
final class Peers implements AutoCloseable {
    static final String FLOOR = "floor: `curl`, 16 at once";
    /** Shows what sending by the SDK costs; as it is, nobody uploads with it. */
    static final String BLOCKING = "the SDK's blocking client, 16 threads, warm JVM";

    /** Uploads a folder of the workspace. */
    interface Uploader {
        Measured upload(Path workspace, String folder) throws Exception;
    }

    private final URI endpoint;
    private final SdkUpload sdk;
    private final Map<String, Uploader> uploaders = new LinkedHashMap<>();
    private final List<String> missing = new ArrayList<>();
    private final Map<String, String> keys = Map.of(
            "AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE",
            "AWS_SECRET_ACCESS_KEY", "secret",
            "AWS_REGION", "us-east-1",
            "AWS_EC2_METADATA_DISABLED", "true");
    private TransferManager manager;

    /** @param aws {@code aws} command lines, each a path or a name */
    Peers(URI endpoint, List<String> aws) throws IOException, InterruptedException {
        this.endpoint = endpoint;
        sdk = new SdkUpload(endpoint);
        uploaders.put(BLOCKING, (at, folder) -> UploadBenchmark.inThisProcess(() -> sdk.upload(at.resolve(folder))));
        if (TransferManager.exists()) {
            manager = new TransferManager(endpoint);
            uploaders.put("`S3TransferManager`, warm JVM", (at, folder) -> manager.upload(at.resolve(folder)));
        } else {
            missing.add("S3TransferManager");
        }
        for (String program : aws) {
            if (Command.exists(program)) {
                String version =
                        Command.firstLine(List.of(program, "--version")).split(" ")[0];
                uploaders.put("`aws s3 sync`, " + version, (at, folder) -> aws(program, at, folder));
            } else {
                missing.add(program);
            }
        }
        if (Command.exists("rclone")) {
            String version = Command.firstLine(List.of("rclone", "--version"));
            uploaders.put("`rclone sync`, 16 at once, " + version.replace("rclone ", ""), this::rclone);
        } else {
            missing.add("rclone");
        }
        uploaders.put(FLOOR, this::curl);
    }

    Map<String, Uploader> uploaders() {
        return uploaders;
    }

    /** Those that are not installed. */
    List<String> missing() {
        return missing;
    }

    /** The JVMs compile what they will run. */
    void warmUp(Path workspace, String folder) throws Exception {
        sdk.upload(workspace.resolve(folder));
        if (manager != null) {
            manager.upload(workspace.resolve(folder));
        }
    }

    private Measured aws(String program, Path at, String folder) throws IOException, InterruptedException {
        return new Command(
                        List.of(
                                program,
                                "--endpoint-url",
                                endpoint.toString(),
                                "s3",
                                "sync",
                                "--only-show-errors",
                                at.resolve(folder).toString(),
                                "s3://bench/aws/" + folder),
                        keys)
                .run();
    }

    private Measured rclone(Path at, String folder) throws IOException, InterruptedException {
        Map<String, String> remote = new LinkedHashMap<>(keys);
        remote.put("RCLONE_CONFIG_SINK_TYPE", "s3");
        remote.put("RCLONE_CONFIG_SINK_PROVIDER", "Other");
        remote.put("RCLONE_CONFIG_SINK_ENV_AUTH", "true");
        remote.put("RCLONE_CONFIG_SINK_ENDPOINT", endpoint.toString());
        return new Command(
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
                .run();
    }

    /** Every file by one plain PUT, unsigned and without a checksum: what sending costs at least. */
    private Measured curl(Path at, String folder) throws IOException, InterruptedException {
        StringBuilder config = new StringBuilder();
        try (var files = Files.walk(at.resolve(folder))) {
            files.filter(Files::isRegularFile).forEach(file -> config.append("upload-file = \"")
                    .append(file.toAbsolutePath())
                    .append("\"\nurl = \"")
                    .append(endpoint)
                    .append("/bench/curl/")
                    .append(at.relativize(file))
                    .append("\"\n"));
        }
        Path list = Files.writeString(at.resolveSibling("curl.txt"), config);
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
        if (manager != null) {
            manager.close();
        }
    }
}
