package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A training by the user's script, one process per instance. */
final class ProcessTraining implements Workload {
    private final SageMakerContext context;
    private final TrainingJob job;
    private final Image image;
    private final List<TrainingFolder> hosts = new ArrayList<>();
    private final Cluster cluster;
    private Path root;

    ProcessTraining(SageMakerContext context, TrainingJob job, Image image) {
        this.context = context;
        this.job = job;
        this.image = image;
        this.cluster = new Cluster(context);
    }

    @Override
    public void prepare() throws TrainingFailure {
        root = context.containers().newFolder("training", job.name());
        try {
            for (int host = 1; host <= job.instanceCount(); host++) {
                TrainingFolder folder = new TrainingFolder(root.resolve("algo-" + host), job, host);
                folder.create();
                folder.download(context.aws().objects());
                hosts.add(folder);
            }
        } catch (IOException broken) {
            throw new TrainingFailure("ClientError: Data download failed:" + broken.getMessage());
        }
    }

    @Override
    public void run(TrainingLog log, Consumer<Optional<String>> ended) {
        if (!cluster.begin(hosts.size(), ended)) {
            return;
        }
        for (TrainingFolder folder : hosts) {
            log.open(folder.host());
            Script script = new Script(folder, image);
            if (cluster.hasFailed()) {
                cluster.hostEnded(Optional.empty());
                continue;
            }
            try {
                fetchSource(folder, script);
                start(script, log);
            } catch (IOException | AwsError | TrainingFailure broken) {
                log.line(folder.host(), String.valueOf(broken.getMessage()));
                cluster.hostEnded(Optional.of(script.broken(broken)));
            }
        }
    }

    private void fetchSource(TrainingFolder folder, Script script) throws IOException, TrainingFailure {
        String source = script.source();
        if (source.isEmpty()) {
            return;
        }
        S3Uri uri = S3Uri.parse(source);
        ObjectStore objects = context.aws().objects();
        if (!objects.bucketExists(uri.bucket()) || !objects.exists(uri.bucket(), uri.key())) {
            throw new TrainingFailure(
                    "An error occurred (404) when calling the HeadObject operation: Not Found (" + uri + ")");
        }
        Path archive = root.resolve("source-" + folder.host() + ".tar.gz");
        objects.download(uri.bucket(), uri.key(), archive);
        Tarball.unpack(archive, folder.code());
    }

    private void start(Script script, TrainingLog log) throws IOException, TrainingFailure {
        List<String> command = script.command();
        int host = script.folder().host();
        script.preamble().forEach(line -> log.line(host, line));
        Container container = context.containers()
                .start(command, script.variables(), script.folder().code(), line -> {
                    script.tail().add(line);
                    log.line(host, line);
                });
        cluster.add(container);
        container.exit().thenAccept(code -> {
            log.line(host, "Reporting training " + (code == 0 ? "SUCCESS" : "FAILURE"));
            cluster.hostEnded(code == 0 ? Optional.empty() : Optional.of(script.failure(code)));
        });
    }

    @Override
    public void stop(Duration grace) {
        cluster.stop(grace);
    }

    @Override
    public String upload() throws TrainingFailure {
        JsonNode output = job.request().get("OutputDataConfig");
        S3Uri place = S3Uri.parse(output.get("S3OutputPath").asText()).resolve(job.name() + "/output");
        List<Path> models = hosts.stream().map(TrainingFolder::model).toList();
        List<Path> data =
                hosts.stream().map(host -> host.output().resolve("data")).toList();
        boolean plain = "NONE".equals(output.path("CompressionType").asText());
        try {
            if (plain) {
                uploadFiles(data, place.resolve("data"));
                return uploadFiles(models, place.resolve("model"));
            }
            if (!Tarball.files(data.get(0)).isEmpty()) {
                uploadArchive(data, place.resolve("output.tar.gz"));
            }
            return uploadArchive(models, place.resolve("model.tar.gz"));
        } catch (IOException broken) {
            throw new TrainingFailure("ClientError: Artifact upload failed:" + broken.getMessage());
        }
    }

    private String uploadArchive(List<Path> folders, S3Uri to) throws IOException {
        Path archive = root.resolve(to.key().substring(to.key().lastIndexOf('/') + 1));
        Tarball.pack(folders, archive);
        context.aws().objects().upload(to.bucket(), to.key(), archive);
        return to.toString();
    }

    private String uploadFiles(List<Path> folders, S3Uri to) throws IOException {
        for (Path folder : folders) {
            to.upload(folder, context.aws().objects());
        }
        return to + "/";
    }

    @Override
    public void close() {
        cluster.close(Optional.ofNullable(root));
    }
}
