package io.jenkins.plugins.codecraft.train;

import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.operation.Operation;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.sagemaker.model.CreateTrainingJobRequest;

/** Trainings from the creation of their jobs on, one of each build number, for those who need many that wait. */
public final class WaitingTrainings {
    private final TrainSettings settings;
    private final String region;

    /** @param logs {@code none}, {@code tail} or {@code all} */
    public WaitingTrainings(String region, String bucket, String image, String logs) {
        this.region = region;
        Trainings trainings = new Trainings()
                .in(bucket)
                .image(image)
                .channel("train", "s3://" + bucket + "/data/")
                .tag("team", "iris")
                .logs(logs);
        trainings.hyperparameters.putAll(Map.of("epochs", "200", "learning_rate", "0.1"));
        trainings.maxRuntime = "24h";
        this.settings = trainings.settings();
    }

    /** What the operation would have asked SageMaker for. */
    public CreateTrainingJobRequest request(int build) {
        return new JobRequest(job(build), inputs(), region).build();
    }

    public String name(int build) {
        return job(build).name();
    }

    /** The operation before it creates its job. */
    public Operation creating(int build) {
        return new CreateJob(job(build), inputs());
    }

    /** The operation right after it has created its job. */
    public Operation created(int build) {
        return FollowJob.of(job(build), inputs());
    }

    /**
     * The operation once it has seen its job train.
     *
     * @param lastModified when SageMaker began to train, as it says itself
     */
    public Operation training(int build, Instant lastModified) {
        FollowJob begun = FollowJob.of(job(build), inputs());
        JobStatus status = new JobStatus("InProgress", lastModified, 3);
        return new FollowJob(begun.job(), begun.inputs(), status, begun.cursor(), begun.showsLog());
    }

    private TrainingJob job(int build) {
        return TrainingJob.of(settings, new BuildOrigin("jenkins", "team/iris", Integer.toString(build), 0, "12"));
    }

    private StagedInputs inputs() {
        return StagedInputs.none().withChannel("s3://" + settings.bucket() + "/data/");
    }
}
