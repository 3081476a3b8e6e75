package io.jenkins.plugins.codecraft.embedded.sagemaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.IntNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sagemaker.model.CreateLabelingJobRequest;
import software.amazon.awssdk.services.sagemaker.model.DescribeLabelingJobResponse;
import software.amazon.awssdk.services.sagemaker.model.LabelingJobStatus;

/** Labeling jobs, with people who are made up. */
class LabelingJobTest {
    private static final String TEAM = "arn:aws:sagemaker:us-east-1:123456789012:workteam/private-crowd/";

    private static SageMakerLab aws;
    private SageMakerLab lab;

    @BeforeAll
    static void start() {
        aws = new SageMakerLab(1.0 / 6000).withBucket();
        aws.sageMaker()
                .workteams()
                .put(
                        TEAM + "counters",
                        object -> Optional.of(
                                IntNode.valueOf(object.get("source").asText().length())))
                .put(TEAM + "idle", object -> Optional.empty());
    }

    @AfterAll
    static void end() {
        aws.close();
    }

    @BeforeEach
    void open() {
        lab = aws.inNewRegion();
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private void create(String name, String team, Consumer<CreateLabelingJobRequest.Builder> change) {
        String manifest = lab.put(lab.region() + "/in.manifest", "{\"source\": \"red\"}\n{\"source\": \"yellow\"}\n");
        lab.client().createLabelingJob(job -> job.labelingJobName(name)
                .labelAttributeName("letters")
                .roleArn(SageMakerLab.ROLE)
                .inputConfig(input -> input.dataSource(source -> source.s3DataSource(s3 -> s3.manifestS3Uri(manifest))))
                .outputConfig(output -> output.s3OutputPath("s3://lab/" + lab.region() + "/out"))
                .humanTaskConfig(task -> task.workteamArn(TEAM + team)
                        .uiConfig(ui -> ui.uiTemplateS3Uri("s3://lab/ui.html"))
                        .taskTitle("Count letters")
                        .taskDescription("How many letters has the word?")
                        .numberOfHumanWorkersPerDataObject(1)
                        .taskTimeLimitInSeconds(300)
                        .taskAvailabilityLifetimeInSeconds(3600))
                .applyMutation(change));
    }

    private DescribeLabelingJobResponse describe(String name) {
        return lab.client().describeLabelingJob(job -> job.labelingJobName(name));
    }

    private DescribeLabelingJobResponse await(String name, LabelingJobStatus status) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> describe(name), job -> job.labelingJobStatus() == status);
    }

    private String output(String name) throws IOException {
        String key = lab.region() + "/out/" + name + "/manifests/output/output.manifest";
        try (InputStream content = lab.aws().objects().open(SageMakerLab.BUCKET, key)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void the_team_labels_every_object() throws IOException {
        create("count", "counters", job -> {});
        DescribeLabelingJobResponse end = await("count", LabelingJobStatus.COMPLETED);
        assertThat(end.labelCounters().humanLabeled()).isEqualTo(2);
        assertThat(end.labelingJobOutput().outputDatasetS3Uri()).endsWith("/count/manifests/output/output.manifest");
        assertThat(output("count").lines())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("{\"source\":\"yellow\",\"letters\":6,\"letters-metadata\":{"));
    }

    @Test
    void no_more_is_labeled_than_wanted() {
        create(
                "count",
                "counters",
                job -> job.stoppingConditions(conditions -> conditions.maxHumanLabeledObjectCount(1)));
        DescribeLabelingJobResponse end = await("count", LabelingJobStatus.COMPLETED);
        assertThat(end.labelCounters().totalLabeled()).isEqualTo(1);
        assertThat(end.labelCounters().unlabeled()).isEqualTo(1);
    }

    @Test
    void tasks_that_nobody_takes_expire() {
        create("idle", "idle", job -> {});
        await("idle", LabelingJobStatus.IN_PROGRESS);
        assertThat(await("idle", LabelingJobStatus.COMPLETED).labelCounters().failedNonRetryableError())
                .isEqualTo(2);
    }

    @Test
    void a_job_is_stopped() {
        create("idle", "idle", job -> {});
        lab.client().stopLabelingJob(job -> job.labelingJobName("idle"));
        await("idle", LabelingJobStatus.STOPPED);
    }

    @Test
    void a_manifest_that_is_not_there_or_makes_no_sense_fails_the_job() {
        create(
                "none",
                "counters",
                job -> job.inputConfig(input ->
                        input.dataSource(source -> source.s3DataSource(s3 -> s3.manifestS3Uri("s3://lab/none")))));
        assertThat(await("none", LabelingJobStatus.FAILED).failureReason()).startsWith("ClientError: ");
        String manifest = lab.put(lab.region() + "/odd.manifest", "[1]\n");
        create(
                "odd",
                "counters",
                job -> job.inputConfig(
                        input -> input.dataSource(source -> source.s3DataSource(s3 -> s3.manifestS3Uri(manifest)))));
        assertThat(await("odd", LabelingJobStatus.FAILED).failureReason())
                .contains("is no JSON object with source or source-ref: [1]");
    }

    @Test
    void what_is_wrong_is_refused_as_aws_does() {
        assertThatThrownBy(() -> create("one", "nobody", job -> {}))
                .hasMessageContaining("Could not find the work team");
        assertThatThrownBy(() -> create("one", "counters", job -> job.labelAttributeName("letters-metadata")))
                .hasMessageContaining("LabelAttributeName must not end with -metadata.");
    }
}
