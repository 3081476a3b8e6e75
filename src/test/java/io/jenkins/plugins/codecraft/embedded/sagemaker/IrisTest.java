package io.jenkins.plugins.codecraft.embedded.sagemaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sagemaker.model.Channel;
import software.amazon.awssdk.services.sagemaker.model.DescribeTrainingJobResponse;
import software.amazon.awssdk.services.sagemaker.model.EndpointStatus;
import software.amazon.awssdk.services.sagemaker.model.MetricDefinition;
import software.amazon.awssdk.services.sagemaker.model.S3DataType;
import software.amazon.awssdk.services.sagemaker.model.SecondaryStatus;
import software.amazon.awssdk.services.sagemaker.model.SecondaryStatusTransition;
import software.amazon.awssdk.services.sagemaker.model.TrainingInputMode;
import software.amazon.awssdk.services.sagemaker.model.TrainingJobStatus;
import software.amazon.awssdk.services.sagemakerruntime.model.InvokeEndpointResponse;

/** The example from data to answer, by the SDK. */
class IrisTest {
    private static SageMakerLab lab;
    private static DescribeTrainingJobResponse job;

    @BeforeAll
    static void train_and_deploy() {
        lab = new SageMakerLab(1.0 / 600).withBucket();
        String source = lab.source("train.py", lab.file("examples/iris/train/train.py"));
        lab.put("iris/train/train.csv", lab.file("examples/iris/data/train/train.csv"));
        lab.put("iris/validation/validation.csv", lab.file("examples/iris/data/validation/validation.csv"));
        Map<String, String> hyperParameters = new HashMap<>();
        hyperParameters.put("sagemaker_program", "\"train.py\"");
        hyperParameters.put("sagemaker_submit_directory", "\"" + source + "\"");
        hyperParameters.put("learning_rate", "0.1");
        hyperParameters.put("epochs", "200");
        lab.client().createTrainingJob(SageMakerLab.job("iris", request -> request.hyperParameters(hyperParameters)
                .inputDataConfig(channel("train"), channel("validation"))
                .algorithmSpecification(algorithm -> algorithm
                        .trainingImage(SageMakerLab.SKLEARN)
                        .trainingInputMode(TrainingInputMode.FILE)
                        .metricDefinitions(MetricDefinition.builder()
                                .name("validation:accuracy")
                                .regex("accuracy=([0-9.]+)")
                                .build()))));
        job = lab.awaitEnd("iris");
        lab.createModel(
                "iris",
                SageMakerLab.SKLEARN,
                job.modelArtifacts().s3ModelArtifacts(),
                Map.of(
                        "SAGEMAKER_PROGRAM", "train.py",
                        "SAGEMAKER_SUBMIT_DIRECTORY", source,
                        "SAGEMAKER_REGION", "us-east-1"));
        lab.createConfig("iris-1", "iris");
        lab.createEndpoint("iris", "iris-1");
    }

    private static Channel channel(String name) {
        return Channel.builder()
                .channelName(name)
                .dataSource(source -> source.s3DataSource(data -> data.s3DataType(S3DataType.S3_PREFIX)
                        .s3Uri("s3://" + SageMakerLab.BUCKET + "/iris/" + name + "/")))
                .build();
    }

    @AfterAll
    static void close() {
        List<ProcessHandle> processes = lab.sageMaker().processes();
        lab.close();
        assertThat(processes).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    }

    private static InvokeEndpointResponse ask(String contentType, String accept, String body) {
        lab.awaitEndpoint("iris", EndpointStatus.IN_SERVICE, EndpointStatus.FAILED);
        return lab.runtime().invokeEndpoint(request -> request.endpointName("iris")
                .contentType(contentType)
                .accept(accept)
                .body(SdkBytes.fromUtf8String(body)));
    }

    @Test
    void the_training_completes_through_all_states() {
        assertThat(job.trainingJobStatus())
                .as(String.valueOf(job.failureReason()))
                .isEqualTo(TrainingJobStatus.COMPLETED);
        assertThat(job.secondaryStatusTransitions())
                .extracting(SecondaryStatusTransition::status)
                .containsExactly(
                        SecondaryStatus.STARTING,
                        SecondaryStatus.DOWNLOADING,
                        SecondaryStatus.TRAINING,
                        SecondaryStatus.UPLOADING,
                        SecondaryStatus.COMPLETED);
        assertThat(job.secondaryStatusTransitions()).allMatch(transition -> transition.endTime() != null);
        assertThat(job.trainingTimeInSeconds()).isPositive();
        assertThat(job.billableTimeInSeconds()).isEqualTo(job.trainingTimeInSeconds());
    }

    @Test
    void the_validation_accuracy_is_a_metric_of_the_job() {
        assertThat(job.finalMetricDataList()).singleElement().satisfies(metric -> {
            assertThat(metric.metricName()).isEqualTo("validation:accuracy");
            assertThat(metric.value()).isBetween(0.9f, 1f);
            assertThat(metric.timestamp()).isBetween(job.creationTime(), job.trainingEndTime());
        });
    }

    @Test
    void the_log_has_the_lines_of_the_script() {
        String group = "/aws/sagemaker/TrainingJobs";
        assertThat(lab.aws().logs().streams("us-east-1", group)).singleElement().satisfies(stream -> {
            assertThat(stream).matches("iris/algo-1-\\d{10}");
            assertThat(lab.aws().logs().messages("us-east-1", group, stream))
                    .contains("python3 train.py --epochs 200 --learning_rate 0.1")
                    .anyMatch(line -> line.startsWith("epoch=200 loss="));
        });
    }

    @Test
    void the_endpoint_answers_csv() {
        InvokeEndpointResponse answer = ask("text/csv", "text/csv", "5.1,3.5,1.4,0.2\n6.3,3.3,6.0,2.5\n");

        assertThat(answer.body().asUtf8String()).isEqualTo("setosa\nvirginica\n");
        assertThat(answer.contentType()).isEqualTo("text/csv");
        assertThat(answer.invokedProductionVariant()).isEqualTo("iris");
    }

    @Test
    void the_endpoint_answers_json() {
        InvokeEndpointResponse answer = ask("application/json", null, "[[5.7, 2.8, 4.1, 1.3]]");

        assertThat(answer.body().asUtf8String()).isEqualTo("{\"predictions\": [\"versicolor\"]}");
        assertThat(answer.contentType()).isEqualTo("application/json");
    }
}
