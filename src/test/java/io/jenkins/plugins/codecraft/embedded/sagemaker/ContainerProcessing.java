package io.jenkins.plugins.codecraft.embedded.sagemaker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A processing by the user's command, one process per instance. */
final class ContainerProcessing implements Processing {
    private final SageMakerContext context;
    private final Job job;
    private final Image image;
    private final Cluster cluster;
    private final List<ProcessingFolder> hosts = new ArrayList<>();
    private Path root;

    ContainerProcessing(SageMakerContext context, Job job, Image image) {
        this.context = context;
        this.job = job;
        this.image = image;
        this.cluster = new Cluster(context);
    }

    @Override
    public void run(BiConsumer<Integer, String> log, Consumer<Optional<String>> ended) throws IOException {
        root = context.containers().newFolder("processing", job.name());
        for (int host = 1; host <= ProcessingFolder.hosts(job); host++) {
            ProcessingFolder folder = new ProcessingFolder(root.resolve("algo-" + host), job, host);
            folder.create(context.aws().objects());
            hosts.add(folder);
        }
        if (cluster.begin(hosts.size(), ended)) {
            hosts.forEach(folder -> start(folder, log));
        }
    }

    private void start(ProcessingFolder folder, BiConsumer<Integer, String> log) {
        if (cluster.hasFailed()) {
            cluster.hostEnded(Optional.empty());
            return;
        }
        List<String> command = folder.command(image instanceof Image.Command own ? own.command() : List.of());
        try {
            if (command.isEmpty()) {
                throw new IOException("ContainerEntrypoint is missing, and the image has none here");
            }
            Container container = context.containers()
                    .start(command, folder.variables(), folder.base(), line -> log.accept(folder.host(), line));
            cluster.add(container);
            container
                    .exit()
                    .thenAccept(code -> cluster.hostEnded(
                            code == 0 ? Optional.empty() : Optional.of("AlgorithmError: , exit code: " + code)));
        } catch (IOException broken) {
            log.accept(folder.host(), broken.getMessage());
            cluster.hostEnded(Optional.of("AlgorithmError: " + broken.getMessage()));
        }
    }

    @Override
    public void stop(Duration grace) {
        cluster.stop(grace);
    }

    @Override
    public void upload(boolean completed) throws IOException {
        for (ProcessingFolder host : hosts) {
            host.upload(context.aws().objects(), !completed);
        }
    }

    @Override
    public String message() {
        for (ProcessingFolder host : hosts) {
            try {
                String message = host.message();
                if (!message.isEmpty()) {
                    return message;
                }
            } catch (IOException unreadable) {
                return "message cannot be read: " + unreadable.getMessage();
            }
        }
        return "";
    }

    @Override
    public void close() {
        cluster.close(Optional.ofNullable(root));
    }
}
