package io.jenkins.plugins.codecraft.embedded.sagemaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sagemaker.model.CategoricalParameterRange;
import software.amazon.awssdk.services.sagemaker.model.ContinuousParameterRange;
import software.amazon.awssdk.services.sagemaker.model.DescribeHyperParameterTuningJobResponse;
import software.amazon.awssdk.services.sagemaker.model.DescribeTrainingJobResponse;
import software.amazon.awssdk.services.sagemaker.model.HyperParameterTrainingJobDefinition;
import software.amazon.awssdk.services.sagemaker.model.HyperParameterTrainingJobSummary;
import software.amazon.awssdk.services.sagemaker.model.HyperParameterTuningJobConfig;
import software.amazon.awssdk.services.sagemaker.model.HyperParameterTuningJobStatus;
import software.amazon.awssdk.services.sagemaker.model.IntegerParameterRange;
import software.amazon.awssdk.services.sagemaker.model.MetricDefinition;
import software.amazon.awssdk.services.sagemaker.model.ResourceNotFoundException;

/** Hyperparameter tuning jobs, whose trainings are training jobs. */
class TuningJobTest {
    private static SageMakerLab aws;
    private final Set<String> tried = ConcurrentHashMap.newKeySet();
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
        image(job -> SyntheticOutcome.completed()
                .log("accuracy=" + job.hyperParameters().get("rate")));
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private void image(Function<SyntheticJob, SyntheticOutcome> training) {
        lab.sageMaker().images().synthetic(SageMakerLab.FAKE, job -> {
            tried.add(job.hyperParameters().get("rate") + " "
                    + job.hyperParameters().get("depth"));
            return training.apply(job);
        });
    }

    private static void config(HyperParameterTuningJobConfig.Builder config) {
        config.strategy("Random")
                .hyperParameterTuningJobObjective(
                        objective -> objective.type("Maximize").metricName("accuracy"))
                .resourceLimits(limits -> limits.maxNumberOfTrainingJobs(6).maxParallelTrainingJobs(2))
                .parameterRanges(ranges -> ranges.continuousParameterRanges(List.of(ContinuousParameterRange.builder()
                                .name("rate")
                                .minValue("0.1")
                                .maxValue("0.9")
                                .build()))
                        .integerParameterRanges(List.of(depth("2", "9"))));
    }

    private static IntegerParameterRange depth(String min, String max) {
        return IntegerParameterRange.builder()
                .name("depth")
                .minValue(min)
                .maxValue(max)
                .build();
    }

    private static CategoricalParameterRange category(String name, String... values) {
        return CategoricalParameterRange.builder().name(name).values(values).build();
    }

    private static HyperParameterTrainingJobDefinition definition(Map<String, String> fixed) {
        return HyperParameterTrainingJobDefinition.builder()
                .algorithmSpecification(algorithm -> algorithm
                        .trainingImage(SageMakerLab.FAKE)
                        .trainingInputMode("File")
                        .metricDefinitions(MetricDefinition.builder()
                                .name("accuracy")
                                .regex("accuracy=([0-9.]+)")
                                .build()))
                .staticHyperParameters(fixed)
                .roleArn(SageMakerLab.ROLE)
                .outputDataConfig(output -> output.s3OutputPath("s3://lab/out"))
                .resourceConfig(resources ->
                        resources.instanceType("ml.m5.large").instanceCount(1).volumeSizeInGB(5))
                .stoppingCondition(stopping -> stopping.maxRuntimeInSeconds(3600))
                .build();
    }

    private void create(String name, Consumer<HyperParameterTuningJobConfig.Builder> change) {
        create(name, Map.of("epochs", "3"), change);
    }

    private void create(
            String name, Map<String, String> fixed, Consumer<HyperParameterTuningJobConfig.Builder> change) {
        lab.client().createHyperParameterTuningJob(job -> job.hyperParameterTuningJobName(name)
                .hyperParameterTuningJobConfig(config -> {
                    config(config);
                    change.accept(config);
                })
                .trainingJobDefinition(definition(fixed)));
    }

    private DescribeHyperParameterTuningJobResponse describe(String name) {
        return lab.client().describeHyperParameterTuningJob(job -> job.hyperParameterTuningJobName(name));
    }

    private DescribeHyperParameterTuningJobResponse awaitEnd(String name) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> describe(name), job -> job.hyperParameterTuningEndTime() != null);
    }

    private static double value(HyperParameterTrainingJobSummary training) {
        return training.finalHyperParameterTuningJobObjectiveMetric().value();
    }

    @Test
    void it_trains_with_values_of_the_ranges_and_tells_the_best() {
        create("tune", config -> {});
        DescribeHyperParameterTuningJobResponse end = awaitEnd("tune");
        assertThat(end.hyperParameterTuningJobStatus()).isEqualTo(HyperParameterTuningJobStatus.COMPLETED);
        assertThat(end.trainingJobStatusCounters().completed()).isEqualTo(6);
        assertThat(end.objectiveStatusCounters().succeeded()).isEqualTo(6);
        assertThat(tried).hasSize(6);
        List<HyperParameterTrainingJobSummary> trainings = lab.client()
                .listTrainingJobsForHyperParameterTuningJob(jobs -> jobs.hyperParameterTuningJobName("tune"))
                .trainingJobSummaries();
        assertThat(trainings).hasSize(6).allSatisfy(training -> {
            assertThat(training.trainingJobName()).matches("tune-00\\d-[0-9a-f]{8}");
            assertThat(value(training)).isBetween(0.1, 0.9);
            assertThat(Integer.parseInt(training.tunedHyperParameters().get("depth")))
                    .isBetween(2, 9);
            assertThat(value(training)).isLessThanOrEqualTo(value(end.bestTrainingJob()));
        });
        DescribeTrainingJobResponse best = lab.describe(end.bestTrainingJob().trainingJobName());
        assertThat(best.tuningJobArn()).isEqualTo(end.hyperParameterTuningJobArn());
        assertThat(best.hyperParameters())
                .containsEntry("epochs", "3")
                .containsEntry("_tuning_objective_metric", "accuracy")
                .containsAllEntriesOf(end.bestTrainingJob().tunedHyperParameters());
    }

    @Test
    void a_grid_tries_each_combination_once() {
        create("grid", config -> config.strategy("Grid")
                .parameterRanges(ranges -> ranges.categoricalParameterRanges(
                        category("rate", "0.1", "0.2", "0.3"), category("depth", "2", "4"))));
        assertThat(awaitEnd("grid").bestTrainingJob().tunedHyperParameters()).containsEntry("rate", "0.3");
        assertThat(tried).containsExactlyInAnyOrder("0.1 2", "0.2 2", "0.3 2", "0.1 4", "0.2 4", "0.3 4");
    }

    @Test
    void it_ends_once_the_objective_is_reached() {
        create(
                "target",
                config -> config.tuningJobCompletionCriteria(criteria -> criteria.targetObjectiveMetricValue(0.1f)));
        DescribeHyperParameterTuningJobResponse end = awaitEnd("target");
        assertThat(end.hyperParameterTuningJobStatus()).isEqualTo(HyperParameterTuningJobStatus.COMPLETED);
        assertThat(tried).hasSizeLessThan(6);
    }

    @Test
    void it_fails_when_no_training_comes_to_anything() {
        image(job -> SyntheticOutcome.failed("AlgorithmError: no data"));
        create("vain", config -> {});
        DescribeHyperParameterTuningJobResponse end = awaitEnd("vain");
        assertThat(end.hyperParameterTuningJobStatus()).isEqualTo(HyperParameterTuningJobStatus.FAILED);
        assertThat(end.failureReason()).startsWith("No training job succeeded after ");
        assertThat(end.bestTrainingJob()).isNull();
    }

    @Test
    void its_trainings_stop_with_it() {
        image(job -> SyntheticOutcome.endless());
        create("endless", config -> {});
        Awaitility.await()
                .until(() -> describe("endless").trainingJobStatusCounters().inProgress() == 2);
        lab.client().stopHyperParameterTuningJob(job -> job.hyperParameterTuningJobName("endless"));
        DescribeHyperParameterTuningJobResponse end = awaitEnd("endless");
        assertThat(end.hyperParameterTuningJobStatus()).isEqualTo(HyperParameterTuningJobStatus.STOPPED);
        assertThat(end.trainingJobStatusCounters().stopped()).isEqualTo(2);
    }

    @Test
    void what_is_wrong_is_refused_as_aws_does() {
        assertThatThrownBy(() -> create(
                        "one",
                        config -> config.hyperParameterTuningJobObjective(
                                objective -> objective.type("Minimize").metricName("loss"))))
                .hasMessageContaining("The objective metric 'loss' must be one of the MetricDefinitions");
        assertThatThrownBy(() -> create("one", config -> config.strategy("Grid")))
                .hasMessageContaining("Grid search takes categorical hyperparameter ranges only");
        assertThatThrownBy(() -> create("one", Map.of("rate", "1"), config -> {}))
                .hasMessageContaining("Hyperparameter 'rate' is both static and in a range.");
        assertThatThrownBy(() -> create(
                        "one",
                        config -> config.resourceLimits(
                                limits -> limits.maxNumberOfTrainingJobs(1).maxParallelTrainingJobs(2))))
                .hasMessageContaining("MaxParallelTrainingJobs must not be greater");
        assertThatThrownBy(() -> create(
                        "one",
                        config -> config.parameterRanges(ranges -> ranges.integerParameterRanges(depth("9", "2")))))
                .hasMessageContaining("MinValue of 'depth' must be smaller than its MaxValue.");
        assertThatThrownBy(() -> describe("none")).isInstanceOf(ResourceNotFoundException.class);
    }
}
