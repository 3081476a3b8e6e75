package io.jenkins.plugins.codecraft.embedded.sagemaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sagemaker.model.Channel;
import software.amazon.awssdk.services.sagemaker.model.CreateTrainingJobRequest;
import software.amazon.awssdk.services.sagemaker.model.MetricDefinition;
import software.amazon.awssdk.services.sagemaker.model.ResourceInUseException;
import software.amazon.awssdk.services.sagemaker.model.ResourceLimitExceededException;
import software.amazon.awssdk.services.sagemaker.model.S3DataType;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;
import software.amazon.awssdk.services.sagemaker.model.Tag;
import software.amazon.awssdk.services.sagemaker.model.TrainingInputMode;

/** What {@code CreateTrainingJob} refuses. */
class TrainingRulesTest {
    private static SageMakerLab lab;

    @BeforeAll
    static void open() {
        lab = new SageMakerLab(1.0 / 6000).withBucket();
        lab.sageMaker().images().synthetic(SageMakerLab.FAKE, job -> SyntheticOutcome.completed());
    }

    @AfterAll
    static void close() {
        lab.close();
    }

    private static SageMakerException refused(Consumer<CreateTrainingJobRequest.Builder> change) {
        return catchThrowableOfType(
                SageMakerException.class, () -> lab.client().createTrainingJob(SageMakerLab.job("refused", change)));
    }

    private static String validation(Consumer<CreateTrainingJobRequest.Builder> change) {
        SageMakerException error = refused(change);
        assertThat(error).isNotNull();
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
        assertThat(error.requestId()).isNotBlank();
        return error.awsErrorDetails().errorMessage();
    }

    private static Channel channel(String name, String uri) {
        return Channel.builder()
                .channelName(name)
                .dataSource(source -> source.s3DataSource(
                        data -> data.s3DataType(S3DataType.S3_PREFIX).s3Uri(uri)))
                .build();
    }

    @Test
    void all_violations_of_the_declared_form_at_once() {
        assertThat(validation(job -> job.trainingJobName("not_a_name")
                        .roleArn(null)
                        .stoppingCondition(stopping -> stopping.maxRuntimeInSeconds(0))))
                .startsWith("3 validation errors detected: ")
                .contains(
                        "Value 'not_a_name' at 'trainingJobName' failed to satisfy constraint: Member must satisfy regular"
                                + " expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}")
                .contains("Value null at 'roleArn' failed to satisfy constraint: Member must not be null")
                .contains(
                        "at 'stoppingCondition.maxRuntimeInSeconds' failed to satisfy constraint: Member must have value"
                                + " greater than or equal to 1");
    }

    @Test
    void a_name_of_64_characters() {
        assertThat(validation(job -> job.trainingJobName("x".repeat(64))))
                .contains("Member must have length less than or equal to 63");
    }

    @Test
    void an_unknown_instance_type() {
        assertThat(validation(job -> job.resourceConfig(resources ->
                        resources.instanceType("ml.m9.huge").instanceCount(1).volumeSizeInGB(1))))
                .contains("Value 'ml.m9.huge' at 'resourceConfig.instanceType'")
                .contains("Member must satisfy enum value set: [ml.m4.xlarge, ");
    }

    @Test
    void no_instances() {
        assertThat(validation(job -> job.resourceConfig(resources ->
                        resources.instanceType("ml.m5.large").instanceCount(0).volumeSizeInGB(1))))
                .contains("InstanceCount");
    }

    @Test
    void a_role_that_does_not_exist_or_does_not_trust_SageMaker() {
        String missing = "arn:aws:iam::123456789012:role/Missing";
        assertThat(validation(job -> job.roleArn(missing)))
                .isEqualTo(
                        "Could not assume role " + missing + ". Please ensure that the role exists and allows principal"
                                + " 'sagemaker.amazonaws.com' to assume the role.");
        assertThat(validation(job -> job.roleArn("arn:aws:iam::123456789012:role/OtherRole")))
                .startsWith("Could not assume role");
    }

    @Test
    void input_that_is_not_there() {
        assertThat(validation(job -> job.inputDataConfig(channel("train", "s3://lab/none/"))))
                .startsWith("No S3 objects found under S3 URL \"s3://lab/none/\" given in input data source.")
                .contains("has \"s3:ListBucket\" permissions on bucket \"lab\"");
        assertThat(validation(job -> job.inputDataConfig(channel("train", "s3://no-such-bucket/x"))))
                .startsWith("No S3 objects found under S3 URL");
    }

    @Test
    void two_channels_of_one_name() {
        lab.put("twice/a", "a");

        assertThat(validation(job ->
                        job.inputDataConfig(channel("train", "s3://lab/twice/"), channel("train", "s3://lab/twice/"))))
                .contains("Duplicate channel name 'train'");
    }

    @Test
    void an_output_bucket_that_is_not_there() {
        assertThat(validation(job -> job.algorithmSpecification(algorithm ->
                                algorithm.trainingImage(SageMakerLab.SKLEARN).trainingInputMode(TrainingInputMode.FILE))
                        .outputDataConfig(output -> output.s3OutputPath("s3://no-such-bucket/x"))))
                .contains("no-such-bucket");
    }

    @Test
    void spot_without_a_waiting_time_and_a_waiting_time_without_spot() {
        assertThat(validation(job -> job.enableManagedSpotTraining(true)))
                .isEqualTo("Invalid MaxWaitTimeInSeconds. It must be present and be greater than or equal to"
                        + " MaxRuntimeInSeconds");
        assertThat(validation(job -> job.stoppingCondition(
                        stopping -> stopping.maxRuntimeInSeconds(60).maxWaitTimeInSeconds(60))))
                .isEqualTo(
                        "Invalid MaxWaitTimeInSeconds. It is only supported when EnableManagedSpotTraining is set to true");
    }

    @Test
    void an_image_that_is_not_in_a_registry() {
        assertThat(validation(job -> job.algorithmSpecification(
                        algorithm -> algorithm.trainingImage("python:3").trainingInputMode(TrainingInputMode.FILE))))
                .startsWith("Invalid image URI python:3.");
    }

    @Test
    void a_metric_whose_regex_does_not_compile() {
        assertThat(validation(job -> job.algorithmSpecification(algorithm -> algorithm
                        .trainingImage(SageMakerLab.FAKE)
                        .trainingInputMode(TrainingInputMode.FILE)
                        .metricDefinitions(MetricDefinition.builder()
                                .name("accuracy")
                                .regex("accuracy=([0-9")
                                .build()))))
                .contains("accuracy=([0-9");
    }

    @Test
    void a_tag_of_AWS() {
        assertThat(validation(
                        job -> job.tags(Tag.builder().key("aws:x").value("y").build())))
                .contains("aws:x");
    }

    @Test
    void a_name_that_is_taken() {
        lab.client().createTrainingJob(SageMakerLab.job("taken", job -> {}));

        assertThatThrownBy(() -> lab.client().createTrainingJob(SageMakerLab.job("taken", job -> {})))
                .isInstanceOf(ResourceInUseException.class)
                .hasMessageContaining("arn:aws:sagemaker:us-east-1:123456789012:training-job/taken");
    }

    @Test
    void more_instances_than_the_quota() {
        lab.sageMaker().quotas().trainingInstances("ml.p3.2xlarge", 1);

        assertThatThrownBy(() -> lab.client()
                        .createTrainingJob(SageMakerLab.job(
                                "many",
                                job -> job.resourceConfig(resources -> resources
                                        .instanceType("ml.p3.2xlarge")
                                        .instanceCount(2)
                                        .volumeSizeInGB(1)))))
                .isInstanceOf(ResourceLimitExceededException.class)
                .hasMessageContaining(
                        "The account-level service limit 'ml.p3.2xlarge for training job usage' is 1 Instances,"
                                + " with current utilization of 0 Instances and a request delta of 2 Instances.");
    }

    @Test
    void to_describe_or_stop_what_is_not_there() {
        assertThatThrownBy(() -> lab.describe("missing")).hasMessageContaining("Requested resource not found.");
        assertThatThrownBy(() -> lab.client().stopTrainingJob(request -> request.trainingJobName("missing")))
                .hasMessageContaining("Requested resource not found.");
    }

    @Test
    void to_stop_what_has_ended() {
        lab.client().createTrainingJob(SageMakerLab.job("ended", job -> {}));
        lab.awaitEnd("ended");

        assertThatThrownBy(() -> lab.client().stopTrainingJob(request -> request.trainingJobName("ended")))
                .hasMessageContaining("training job is in status Completed");
    }
}
