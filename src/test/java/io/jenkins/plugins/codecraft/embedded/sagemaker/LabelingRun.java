package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Takes a labeling job through its states. A team labels what it will at once; if it leaves objects, the job waits until
 * their tasks have expired. Safe for threads.
 */
final class LabelingRun implements JobRun {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int SIX_HOURS = 6 * 3600;

    private final SageMakerContext context;
    private final Job job;
    private final Function<JsonNode, Optional<JsonNode>> team;
    private final List<ObjectNode> objects = new ArrayList<>();
    private int labeled;
    private int expired;
    private boolean stopping;
    private boolean done;

    private LabelingRun(SageMakerContext context, Job job, Function<JsonNode, Optional<JsonNode>> team) {
        this.context = context;
        this.job = job;
        this.team = team;
    }

    /** @throws AwsError if SageMaker refuses the job */
    static LabelingRun of(SageMakerContext context, Workteams teams, Job job) {
        JsonNode json = job.request();
        context.requireRole(json.get("RoleArn").asText());
        if (json.at("/InputConfig/DataSource/S3DataSource").isMissingNode()) {
            throw AwsError.validation("The embedded AWS labels what a manifest in S3 names: give an S3DataSource.");
        }
        if (json.get("LabelAttributeName").asText().endsWith("-metadata")) {
            throw AwsError.validation("LabelAttributeName must not end with -metadata.");
        }
        LabelingRun run = new LabelingRun(
                context, job, teams.get(json.at("/HumanTaskConfig/WorkteamArn").asText()));
        job.enter("Initializing", context.now());
        return run;
    }

    @Override
    public void start() {
        context.after(context.timings().get().starting(), () -> context.inBackground(this::label));
    }

    private void label() {
        synchronized (this) {
            if (stopping) {
                return;
            }
            job.enter("InProgress", context.now());
        }
        try {
            read();
            int most = most();
            for (ObjectNode object : objects) {
                if (labeled < most) {
                    label(object);
                }
            }
            int missing = Math.min(objects.size(), most) - labeled;
            if (missing > 0) {
                int seconds = job.request()
                        .at("/HumanTaskConfig/TaskAvailabilityLifetimeInSeconds")
                        .asInt(SIX_HOURS);
                context.after(Duration.ofSeconds(seconds), () -> expire(missing));
            } else {
                end();
            }
        } catch (IOException | AwsError broken) {
            fail("ClientError: " + broken.getMessage());
        }
    }

    private void read() throws IOException {
        S3Uri manifest = S3Uri.parse(job.request()
                .at("/InputConfig/DataSource/S3DataSource/ManifestS3Uri")
                .asText());
        try (InputStream content = context.aws().objects().open(manifest.bucket(), manifest.key())) {
            String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.lines().filter(one -> !one.isBlank()).toList()) {
                if (!(MAPPER.readTree(line) instanceof ObjectNode object)
                        || !object.has("source") && !object.has("source-ref")) {
                    throw new IOException("a line of the manifest " + manifest
                            + " is no JSON object with source or source-ref: " + line);
                }
                synchronized (this) {
                    objects.add(object);
                }
            }
        }
    }

    private int most() {
        JsonNode conditions = job.request().path("StoppingConditions");
        int count = conditions.path("MaxHumanLabeledObjectCount").asInt(Integer.MAX_VALUE);
        int percent = conditions.path("MaxPercentageOfInputDatasetLabeled").asInt(100);
        return Math.min(count, (int) Math.ceil(objects.size() * percent / 100.0));
    }

    private synchronized void label(ObjectNode object) {
        team.apply(object).ifPresent(label -> {
            String attribute = job.request().get("LabelAttributeName").asText();
            object.set(attribute, label);
            object.putObject(attribute + "-metadata")
                    .put("job-name", "labeling-job/" + job.name())
                    .put("human-annotated", "yes")
                    .put("creation-date", context.now().toString())
                    .put("confidence", 1)
                    .put("type", "groundtruth/custom");
            labeled++;
        });
    }

    private void expire(int missing) {
        synchronized (this) {
            expired = missing;
        }
        context.inBackground(this::end);
    }

    private synchronized void end() {
        if (stopping || job.isOver()) {
            return;
        }
        StringBuilder manifest = new StringBuilder();
        objects.forEach(object -> manifest.append(object).append('\n'));
        S3Uri to = output();
        try {
            context.aws()
                    .objects()
                    .put(to.bucket(), to.key(), manifest.toString().getBytes(StandardCharsets.UTF_8));
            done = true;
            job.enter("Completed", context.now());
        } catch (AwsError broken) {
            fail("ClientError: " + broken.getMessage());
        }
    }

    private S3Uri output() {
        return S3Uri.parse(job.request().at("/OutputConfig/S3OutputPath").asText())
                .resolve(job.name() + "/manifests/output/output.manifest");
    }

    private synchronized void fail(String reason) {
        if (!stopping && !job.isOver()) {
            job.failed(reason, context.now());
        }
    }

    @Override
    public synchronized void stop() {
        if (!stopping && !job.isOver()) {
            stopping = true;
            job.enter("Stopping", context.now());
            context.after(context.timings().get().stopping(), () -> job.enter("Stopped", context.now()));
        }
    }

    @Override
    public synchronized void abandon() {
        stopping = true;
    }

    @Override
    public void describe(ObjectNode answer) {
        answer.put("JobReferenceCode", Integer.toHexString(job.arn().hashCode()));
        common(answer);
    }

    @Override
    public void summarize(ObjectNode summary) {
        summary.set("WorkteamArn", job.request().at("/HumanTaskConfig/WorkteamArn"));
        common(summary);
    }

    private synchronized void common(ObjectNode node) {
        ObjectNode counters = AwsJson.object()
                .put("TotalLabeled", labeled)
                .put("HumanLabeled", labeled)
                .put("MachineLabeled", 0)
                .put("FailedNonRetryableError", expired)
                .put("Unlabeled", objects.size() - labeled - expired);
        node.set("LabelCounters", counters);
        if (done) {
            node.putObject("LabelingJobOutput").put("OutputDatasetS3Uri", output().toString());
        }
    }
}
