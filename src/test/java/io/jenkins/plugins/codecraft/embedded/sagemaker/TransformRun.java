package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import io.jenkins.plugins.codecraft.embedded.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes a transform job through its states: its model's container is started as for an endpoint and asked for each
 * object. A synthetic image's job lasts, logs and fails as its trainings do. Safe for threads.
 */
final class TransformRun implements JobRun {
    private static final String GROUP = "/aws/sagemaker/TransformJobs";
    private static final String INSTANCE = "i-0f00ba4c0ffee0123";

    private final SageMakerContext context;
    private final Job job;
    private final JsonNode container;
    private final Serving serving;
    private final SyntheticOutcome outcome;
    private final String stream;
    private boolean stopping;
    private boolean running;

    private TransformRun(SageMakerContext context, Job job, JsonNode definition) {
        this.context = context;
        this.job = job;
        this.container = withEnvironment(definition, job.request().path("Environment"));
        this.stream = job.name() + "/" + INSTANCE + "-" + context.now().getEpochSecond();
        Image image = context.images().get(container.get("Image").asText());
        if (image instanceof Image.Synthetic synthetic) {
            serving = new SyntheticServing(synthetic.serving());
            outcome = synthetic.training().apply(new SyntheticJob(job.name(), job.region(), Map.of(), job.request()));
        } else {
            serving = new ProcessServing(context, "AllTraffic", job.region(), container, this::log);
            outcome = SyntheticOutcome.completed();
        }
    }

    /** @throws AwsError if the model is not there, or the payload is too large */
    static TransformRun of(SageMakerContext context, Models models, AwsRequest request, Job job) {
        JsonNode json = job.request();
        Resource model = models.require(request, json.get("ModelName").asText());
        int payload = json.path("MaxPayloadInMB").asInt(6);
        if (payload > 100 || payload * json.path("MaxConcurrentTransforms").asInt(1) > 100) {
            throw AwsError.validation("MaxPayloadInMB times MaxConcurrentTransforms must not exceed 100 MB.");
        }
        return new TransformRun(context, job, models.container(request.region(), model.name(), model.arn()));
    }

    private static JsonNode withEnvironment(JsonNode definition, JsonNode more) {
        ObjectNode container = definition.deepCopy();
        ObjectNode variables = container.withObject("/Environment");
        more.properties().forEach(entry -> variables.set(entry.getKey(), entry.getValue()));
        return container;
    }

    private void log(String line) {
        context.aws().logs().put(job.region(), GROUP, stream, line);
    }

    @Override
    public void start() {
        context.after(context.timings().get().starting(), this::begin);
    }

    private synchronized void begin() {
        if (!stopping) {
            running = true;
            job.started(context.now());
            context.aws().logs().createStream(job.region(), GROUP, stream);
            outcome.lines().forEach(this::log);
            context.after(
                    outcome.training(), () -> outcome.gate().thenRun(() -> context.inBackground(this::transform)));
        }
    }

    private void transform() {
        try {
            if (outcome.failure().isPresent()) {
                end(outcome.failure());
                return;
            }
            serving.start();
            end(transformAll());
        } catch (AwsError | IOException broken) {
            end(Optional.of("ClientError: " + broken.getMessage()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            serving.close();
        }
    }

    private Optional<String> transformAll() throws IOException, InterruptedException {
        S3Uri input = S3Uri.parse(job.request()
                .at("/TransformInput/DataSource/S3DataSource/S3Uri")
                .asText());
        ObjectStore store = context.aws().objects();
        List<ObjectStore.Entry> objects = store.bucketExists(input.bucket())
                ? store.list(input.bucket(), input.key()).stream()
                        .filter(object -> object.size() > 0)
                        .toList()
                : List.of();
        if (objects.isEmpty()) {
            return Optional.of("ClientError: No S3 objects found under S3 URL \"" + input + "\".");
        }
        S3Uri output =
                S3Uri.parse(job.request().at("/TransformOutput/S3OutputPath").asText());
        TransformRecords records = new TransformRecords(job.request(), this::ask);
        for (ObjectStore.Entry object : objects) {
            if (halted()) {
                return Optional.empty();
            }
            try (InputStream content = store.open(input.bucket(), object.key())) {
                byte[] answer = records.transform(content.readAllBytes());
                S3Uri place = output.resolve(below(input, object.key()) + ".out");
                store.put(place.bucket(), place.key(), answer);
            } catch (TransformRecords.Refused refused) {
                dataLog(object.key(), refused.answer());
                return Optional.of("AlgorithmError: See job logs for more information");
            }
        }
        return Optional.empty();
    }

    private Answer ask(String contentType, String accept, byte[] body) throws IOException, InterruptedException {
        return serving.invoke(new Invocation(job.name(), "AllTraffic", contentType, accept, Optional.empty(), body));
    }

    /** Below a folder its own path; of a single object, or of keys that only begin so, the name. */
    private static String below(S3Uri input, String key) {
        return input.key().endsWith("/")
                ? key.substring(input.key().length())
                : key.substring(input.key().lastIndexOf('/') + 1);
    }

    private void dataLog(String key, Answer answer) {
        String line = context.now() + ":[sagemaker logs]: " + key + ": Bad HTTP status returned from invoke: "
                + answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8);
        context.aws().logs().put(job.region(), GROUP, job.name() + "/" + INSTANCE + "/data-log", line);
    }

    private synchronized boolean halted() {
        return stopping;
    }

    private synchronized void end(Optional<String> failure) {
        running = false;
        if (stopping || job.isOver()) {
            return;
        }
        failure.ifPresentOrElse(
                reason -> job.failed(reason, context.now()), () -> job.enter("Completed", context.now()));
    }

    @Override
    public synchronized void stop() {
        if (!stopping && !job.isOver()) {
            stopping = true;
            job.enter("Stopping", context.now());
            if (running) {
                serving.close();
            }
            Duration stops = context.timings().get().stopping();
            context.after(stops, () -> {
                synchronized (this) {
                    job.enter("Stopped", context.now());
                }
            });
        }
    }

    @Override
    public void abandon() {
        synchronized (this) {
            stopping = true;
        }
        serving.close();
    }
}
