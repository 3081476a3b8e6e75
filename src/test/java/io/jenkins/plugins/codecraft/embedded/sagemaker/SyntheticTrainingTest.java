package io.jenkins.plugins.codecraft.embedded.sagemaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sagemaker.model.DescribeTrainingJobResponse;
import software.amazon.awssdk.services.sagemaker.model.ListTrainingJobsRequest;
import software.amazon.awssdk.services.sagemaker.model.ListTrainingJobsResponse;
import software.amazon.awssdk.services.sagemaker.model.MetricDefinition;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;
import software.amazon.awssdk.services.sagemaker.model.SortOrder;
import software.amazon.awssdk.services.sagemaker.model.TrainingInputMode;
import software.amazon.awssdk.services.sagemaker.model.TrainingJobStatus;
import software.amazon.awssdk.services.sagemaker.model.TrainingJobSummary;

/** Training jobs without processes, and how they are listed. */
class SyntheticTrainingTest {
    private static SageMakerLab aws;
    private SageMakerLab lab;

    @BeforeAll
    static void start() {
        aws = new SageMakerLab(1.0 / 6000).withBucket();
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

    private void image(SyntheticOutcome outcome) {
        lab.sageMaker().images().synthetic(SageMakerLab.FAKE, job -> outcome);
    }

    private void create(String name) {
        lab.client().createTrainingJob(SageMakerLab.job(name, job -> {}));
    }

    private static List<String> names(ListTrainingJobsResponse page) {
        return page.trainingJobSummaries().stream()
                .map(TrainingJobSummary::trainingJobName)
                .toList();
    }

    @Test
    void a_job_goes_as_the_function_says() {
        image(SyntheticOutcome.completed()
                .after(Duration.ofMinutes(5))
                .log("accuracy=0.5", "accuracy=0.75")
                .modelFile("model.json", new byte[] {'1'}));
        lab.client()
                .createTrainingJob(SageMakerLab.job(
                        "made-up",
                        job -> job.algorithmSpecification(algorithm -> algorithm
                                .trainingImage(SageMakerLab.FAKE)
                                .trainingInputMode(TrainingInputMode.FILE)
                                .metricDefinitions(MetricDefinition.builder()
                                        .name("accuracy")
                                        .regex("accuracy=(\\S+)")
                                        .build()))));

        DescribeTrainingJobResponse job = lab.awaitEnd("made-up");
        assertThat(job.trainingJobStatus()).isEqualTo(TrainingJobStatus.COMPLETED);
        assertThat(job.trainingTimeInSeconds()).isGreaterThanOrEqualTo(300);
        assertThat(job.finalMetricDataList().get(0).value()).isEqualTo(0.75f);
        assertThat(lab.aws().objects().exists("lab", "out/made-up/output/model.tar.gz"))
                .isTrue();
        assertThat(lab.sageMaker().processes()).isEmpty();
    }

    @Test
    void a_job_without_model_files_and_its_deployment_leave_S3_alone() {
        image(SyntheticOutcome.completed());
        lab.client()
                .createTrainingJob(SageMakerLab.job(
                        "no-bucket", job -> job.outputDataConfig(output -> output.s3OutputPath("s3://nowhere/out"))));
        String artifact = lab.awaitEnd("no-bucket").modelArtifacts().s3ModelArtifacts();
        lab.createModel("no-bucket", SageMakerLab.FAKE, artifact, Map.of());

        assertThat(artifact).isEqualTo("s3://nowhere/out/no-bucket/output/model.tar.gz");
        assertThat(lab.aws().objects().bucketExists("nowhere")).isFalse();
    }

    @Test
    void a_job_fails_with_the_given_reason() {
        image(SyntheticOutcome.failed("AlgorithmError: out of memory, exit code: 137"));
        create("failing");

        assertThat(lab.awaitEnd("failing").failureReason()).isEqualTo("AlgorithmError: out of memory, exit code: 137");
    }

    @Test
    void a_job_waits_at_its_gate() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        image(SyntheticOutcome.completed().when(gate));
        create("gated");
        lab.await("gated", job -> "Training".equals(job.secondaryStatusAsString()));

        gate.complete(null);
        assertThat(lab.awaitEnd("gated").trainingJobStatus()).isEqualTo(TrainingJobStatus.COMPLETED);
    }

    @Test
    void an_endless_job_ends_when_it_is_stopped() {
        image(SyntheticOutcome.endless());
        create("endless");
        lab.await("endless", job -> "Training".equals(job.secondaryStatusAsString()));
        lab.client().stopTrainingJob(request -> request.trainingJobName("endless"));

        assertThat(lab.awaitEnd("endless").trainingJobStatus()).isEqualTo(TrainingJobStatus.STOPPED);
    }

    @Test
    void a_second_stop_changes_nothing() {
        Duration none = Duration.ZERO;
        lab.sageMaker().timings(new Timings(none, none, none, Duration.ofDays(1), none, none, none));
        image(SyntheticOutcome.endless());
        create("twice");
        lab.await("twice", job -> "Training".equals(job.secondaryStatusAsString()));
        lab.client().stopTrainingJob(request -> request.trainingJobName("twice"));
        Instant first = lab.describe("twice").lastModifiedTime();
        lab.client().stopTrainingJob(request -> request.trainingJobName("twice"));

        assertThat(lab.describe("twice").trainingJobStatus()).isEqualTo(TrainingJobStatus.STOPPING);
        assertThat(lab.describe("twice").lastModifiedTime()).isEqualTo(first);
    }

    @Test
    void a_job_that_is_stopped_before_it_trains_has_no_model() {
        Duration none = Duration.ZERO;
        lab.sageMaker().timings(new Timings(Duration.ofDays(1), none, none, none, none, none, none));
        image(SyntheticOutcome.endless());
        create("early");
        lab.client().stopTrainingJob(request -> request.trainingJobName("early"));

        DescribeTrainingJobResponse job = lab.awaitEnd("early");
        assertThat(job.trainingJobStatus()).isEqualTo(TrainingJobStatus.STOPPED);
        assertThat(job.modelArtifacts()).isNull();
        assertThat(job.trainingTimeInSeconds()).isNull();
    }

    @Test
    void a_spot_job_costs_less_than_it_takes() {
        image(SyntheticOutcome.completed().after(Duration.ofHours(1)));
        lab.client().createTrainingJob(SageMakerLab.job("spot", job -> job.enableManagedSpotTraining(true)
                .stoppingCondition(
                        stopping -> stopping.maxRuntimeInSeconds(36000).maxWaitTimeInSeconds(72000))));

        DescribeTrainingJobResponse job = lab.awaitEnd("spot");
        assertThat(job.billableTimeInSeconds()).isPositive().isLessThan(job.trainingTimeInSeconds());
    }

    @Test
    void pages_hold_every_job_once_even_when_jobs_come_meanwhile() {
        image(SyntheticOutcome.endless());
        for (int i = 0; i < 25; i++) {
            create("job-" + i);
        }
        List<String> seen = new ArrayList<>();
        String token = null;
        do {
            ListTrainingJobsResponse page = lab.client()
                    .listTrainingJobs(ListTrainingJobsRequest.builder()
                            .maxResults(10)
                            .nextToken(token)
                            .build());
            seen.addAll(names(page));
            create("later-" + seen.size());
            token = page.nextToken();
        } while (token != null);

        assertThat(seen)
                .hasSize(25)
                .doesNotHaveDuplicates()
                .startsWith("job-24")
                .endsWith("job-0");
    }

    @Test
    void a_listing_tells_what_changed_after_a_time() {
        image(SyntheticOutcome.endless());
        create("old");
        lab.await("old", job -> "Training".equals(job.secondaryStatusAsString()));
        Instant time = lab.describe("old").lastModifiedTime();
        assertThat(names(lab.client().listTrainingJobs(request -> request.lastModifiedTimeAfter(time))))
                .isEmpty();
        create("new");

        assertThat(names(lab.client().listTrainingJobs(request -> request.lastModifiedTimeAfter(time))))
                .containsExactly("new");
        lab.client().stopTrainingJob(request -> request.trainingJobName("old"));
        lab.awaitEnd("old");
        assertThat(names(lab.client().listTrainingJobs(request -> request.lastModifiedTimeAfter(time)
                        .nameContains("old"))))
                .containsExactly("old");
    }

    @Test
    void a_status_filters_within_the_page_as_SageMaker_does_it() {
        image(SyntheticOutcome.completed());
        create("done");
        lab.awaitEnd("done");
        image(SyntheticOutcome.endless());
        create("running");

        ListTrainingJobsResponse first = lab.client()
                .listTrainingJobs(request -> request.maxResults(1).statusEquals(TrainingJobStatus.COMPLETED));
        assertThat(first.trainingJobSummaries()).isEmpty();
        assertThat(names(lab.client().listTrainingJobs(request -> request.maxResults(1)
                        .statusEquals(TrainingJobStatus.COMPLETED)
                        .nextToken(first.nextToken()))))
                .containsExactly("done");
    }

    @Test
    void a_listing_is_sorted_by_name() {
        image(SyntheticOutcome.endless());
        List.of("b", "c", "a").forEach(this::create);

        assertThat(names(lab.client()
                        .listTrainingJobs(request -> request.sortBy("Name").sortOrder(SortOrder.ASCENDING))))
                .containsExactly("a", "b", "c");
    }

    @Test
    void an_operation_is_throttled_beyond_its_rate() {
        lab.sageMaker().quotas().callsPerSecond("ListTrainingJobs", 0);

        assertThatThrownBy(() -> lab.client().listTrainingJobs())
                .isInstanceOfSatisfying(SageMakerException.class, error -> assertThat(error.isThrottlingException())
                        .isTrue());
    }
}
