package io.jenkins.plugins.codecraft.train;

import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.operation.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Trainings for tests: right in every parameter until a test changes one. */
public final class Trainings {
    public static final String ROLE = "arn:aws:iam::123456789012:role/SageMakerRole";
    public static final String IMAGE = "123456789012.dkr.ecr.us-east-1.amazonaws.com/synthetic:1";
    public static final String BUCKET = "codecraft-test";

    String name = "iris";
    String role = ROLE;
    String bucket = BUCKET;
    String image = IMAGE;
    String source = "";
    String entryPoint = "";
    final List<ChannelSettings> channels = new ArrayList<>();
    final Map<String, String> hyperparameters = new LinkedHashMap<>();
    String instanceType = "ml.m5.large";
    int instanceCount = 1;
    int volumeSize = 30;
    String maxRuntime = "1h";
    boolean spot;
    String maxWait = "";
    final Map<String, String> environment = new LinkedHashMap<>();
    final Map<String, String> tags = new LinkedHashMap<>();
    final List<MetricSettings> metrics = new ArrayList<>();
    String logs = "all";
    String onAbort = "stop";
    String kmsKey = "";
    String expectedBucketOwner = "";
    final Map<String, String> objectTags = new LinkedHashMap<>();
    String storageClass = "";
    String download = "";
    boolean archive;

    public Trainings named(String other) {
        name = other;
        return this;
    }

    public Trainings image(String other) {
        image = other;
        return this;
    }

    /** The bucket for inputs and output. */
    public Trainings in(String other) {
        bucket = other;
        return this;
    }

    /** @param from an {@code s3://} URI or a path of the workspace */
    public Trainings channel(String channel, String from) {
        channels.add(new ChannelSettings(channel, from, List.of(), List.of(), "", ""));
        return this;
    }

    /** Script mode. */
    public Trainings script(String folder, String file) {
        source = folder;
        entryPoint = file;
        return this;
    }

    public Trainings lastingAtMost(String time) {
        maxRuntime = time;
        return this;
    }

    /** @param mode {@code none}, {@code tail} or {@code all} */
    public Trainings logs(String mode) {
        logs = mode;
        return this;
    }

    public Trainings leavingTheJobOnAbort() {
        onAbort = "leave";
        return this;
    }

    public Trainings tag(String key, String value) {
        tags.put(key, value);
        return this;
    }

    /** @param folder of the workspace that the model is unpacked into */
    public Trainings downloading(String folder) {
        download = folder;
        return this;
    }

    /** Inputs, log and result are kept in S3. */
    public Trainings archived() {
        archive = true;
        return this;
    }

    public Trainings encryptedWith(String key) {
        kmsKey = key;
        return this;
    }

    public Trainings taggingObjects(String key, String value) {
        objectTags.put(key, value);
        return this;
    }

    public Trainings ownedBy(String account) {
        expectedBucketOwner = account;
        return this;
    }

    TrainSettings settings() {
        return new TrainSettings(
                name,
                role,
                bucket,
                "",
                image,
                source,
                entryPoint,
                channels,
                hyperparameters,
                instanceType,
                instanceCount,
                volumeSize,
                maxRuntime,
                spot,
                maxWait,
                environment,
                tags,
                metrics,
                logs,
                onAbort,
                new StorageSettings(kmsKey, expectedBucketOwner, objectTags, storageClass, download, archive));
    }

    /** The training at its beginning. */
    public Operation operation(BuildOrigin origin) {
        return new CheckTraining(settings(), origin);
    }

    /** What its job is called. */
    public String jobName(BuildOrigin origin) {
        return TrainingJob.of(settings(), origin).name();
    }

    /** The key that SageMaker is told to encrypt the job's output with; null for none. */
    String outputKey() {
        TrainingJob job = TrainingJob.of(settings(), new BuildOrigin("jenkins", "job", "1", 0, "1"));
        return new JobRequest(job, StagedInputs.none(), "us-east-1")
                .build()
                .outputDataConfig()
                .kmsKeyId();
    }
}
