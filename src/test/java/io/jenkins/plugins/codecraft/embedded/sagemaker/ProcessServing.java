package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.ObjectStore;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The container of a production variant as a process on the loopback. */
final class ProcessServing implements Serving {
    private static final Duration STARTUP = Duration.ofSeconds(60);
    private static final long PING_MILLIS = 50;
    private static final Duration INVOCATION = Duration.ofSeconds(60);
    private static final String ATTRIBUTES = "X-Amzn-SageMaker-Custom-Attributes";
    private static final String MODEL_CODE = "/opt/ml/model/code";

    private final SageMakerContext context;
    private final String variant;
    private final String region;
    private final JsonNode definition;
    private final Image image;
    private final Consumer<String> log;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private volatile Container container;
    private volatile boolean closed;
    private volatile URI address;
    private volatile Path base;

    /** @param definition the container definition of the model */
    ProcessServing(SageMakerContext context, String variant, String region, JsonNode definition, Consumer<String> log) {
        this.context = context;
        this.variant = variant;
        this.region = region;
        this.definition = definition;
        this.image = context.images().get(definition.get("Image").asText());
        this.log = log;
    }

    @Override
    public void start() throws IOException {
        base = context.containers().newFolder("endpoint", variant);
        Path code = Files.createDirectories(base.resolve("code"));
        Files.createDirectories(base.resolve("model"));
        fetchModel();
        Map<String, String> variables = variables(code);
        boolean scriptMode = image instanceof Image.ScriptMode;
        int port = scriptMode ? 0 : freePort();
        variables.put("SAGEMAKER_BIND_TO_PORT", String.valueOf(port));
        variables.put("SERVE_PORT_FILE", base.resolve("port").toString());
        container = context.containers().start(command(), variables, code, log);
        if (closed) {
            container.kill();
        }
        awaitPing(port);
    }

    private void fetchModel() throws IOException {
        S3Uri data = Models.modelData(definition).orElse(null);
        if (data == null) {
            return;
        }
        try {
            if (data.key().endsWith("/")) {
                fetchFolder(data);
            } else {
                fetchArchive(data, base.resolve("model"));
            }
        } catch (AwsError | IOException broken) {
            throw new IOException(
                    "Failed to download model data for container \"container_1\" from URL: \"" + data + "\". "
                            + broken.getMessage(),
                    broken);
        }
    }

    private void fetchFolder(S3Uri data) throws IOException {
        ObjectStore objects = context.aws().objects();
        for (ObjectStore.Entry entry : objects.list(data.bucket(), data.key())) {
            String name = entry.key().substring(data.key().length());
            objects.download(data.bucket(), entry.key(), Tarball.inside(base.resolve("model"), name));
        }
    }

    private void fetchArchive(S3Uri from, Path folder) throws IOException {
        Path archive = base.resolve("download.tar.gz");
        context.aws().objects().download(from.bucket(), from.key(), archive);
        Tarball.unpack(archive, folder);
        Files.delete(archive);
    }

    private Map<String, String> variables(Path code) throws IOException {
        Map<String, String> variables = new TreeMap<>();
        definition
                .path("Environment")
                .properties()
                .forEach(entry -> variables.put(entry.getKey(), entry.getValue().asText()));
        variables.put("AWS_REGION", region);
        variables.put("SAGEMAKER_BASE_DIR", base.toString());
        if (image instanceof Image.ScriptMode) {
            String submitted = variables.getOrDefault("SAGEMAKER_SUBMIT_DIRECTORY", "");
            variables.put(
                    "SAGEMAKER_SUBMIT_DIRECTORY", submittedCode(submitted, code).toString());
        }
        return variables;
    }

    /** Gets the user's code to where the container would: from S3, or out of the model artifact. */
    private Path submittedCode(String submitted, Path code) throws IOException {
        if (submitted.startsWith("s3://")) {
            try {
                fetchArchive(S3Uri.parse(submitted), code);
            } catch (AwsError missing) {
                log.accept("Cannot get SAGEMAKER_SUBMIT_DIRECTORY " + submitted + ": " + missing.getMessage());
                throw unhealthy();
            }
            return code;
        }
        return submitted.equals(MODEL_CODE) ? base.resolve("model/code") : code;
    }

    private List<String> command() throws IOException {
        if (image instanceof Image.Command own) {
            List<String> command = new ArrayList<>(own.command());
            command.add("serve");
            return command;
        }
        return List.of("python3", context.containers().script("serve.py").toString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitPing(int port) throws IOException {
        long deadline = System.nanoTime() + STARTUP.toNanos();
        while (System.nanoTime() < deadline && container.isRunning()) {
            if (findAddress(port) && ping()) {
                return;
            }
            pause();
        }
        container.kill();
        throw unhealthy();
    }

    private boolean findAddress(int port) throws IOException {
        if (address == null) {
            Path file = base.resolve("port");
            if (port != 0) {
                address = URI.create("http://127.0.0.1:" + port);
            } else if (Files.exists(file)) {
                address =
                        URI.create("http://127.0.0.1:" + Files.readString(file).strip());
            }
        }
        return address != null;
    }

    /** Waits a little, but not once the container has ended. */
    private void pause() throws IOException {
        try {
            container.exit().get(PING_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException stillRunning) {
            return;
        } catch (ExecutionException impossible) {
            throw new IOException(impossible);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unhealthy();
        }
    }

    private boolean ping() {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/ping"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (IOException notYet) {
            return false;
        }
    }

    private IOException unhealthy() {
        return new IOException("The primary container for production variant " + variant
                + " did not pass the ping health check. Please check CloudWatch logs for this endpoint.");
    }

    @Override
    public Answer invoke(Invocation invocation) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve("/invocations"))
                .timeout(INVOCATION)
                .header("Content-Type", invocation.contentType())
                .header("Accept", invocation.accept())
                .POST(HttpRequest.BodyPublishers.ofByteArray(invocation.body()));
        invocation.customAttributes().ifPresent(attributes -> request.header(ATTRIBUTES, attributes));
        HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse("application/octet-stream"),
                response.headers().firstValue(ATTRIBUTES),
                response.body());
    }

    @Override
    public void close() {
        closed = true;
        Container started = container;
        if (started != null) {
            started.kill();
            started.exit().thenRun(() -> context.inBackground(this::clean));
        }
    }

    private void clean() {
        try {
            Folders.delete(base);
        } catch (IOException gone) {
            // The scratch folder, in which it lies, is removed when this AWS closes.
            base.toFile().deleteOnExit();
        }
    }
}
