package io.jenkins.plugins.codecraft.embedded.sagemaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sagemaker.model.CreateTransformJobRequest;
import software.amazon.awssdk.services.sagemaker.model.DescribeTransformJobResponse;
import software.amazon.awssdk.services.sagemaker.model.ResourceInUseException;
import software.amazon.awssdk.services.sagemaker.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;
import software.amazon.awssdk.services.sagemaker.model.TransformJobStatus;

/** Batch transforms by a script, as a process. */
class TransformJobTest {
    private static final String SUMS = """
            def model_fn(model_dir):
                return None

            def input_fn(body, content_type):
                text = body.decode() if isinstance(body, bytes) else body
                return [[float(value) for value in line.split(",")] for line in text.splitlines()]

            def predict_fn(rows, model):
                print("rows:", len(rows), flush=True)
                return [sum(row) for row in rows]

            def output_fn(sums, accept):
                return "\\n".join(str(one) for one in sums), "text/csv"
            """;

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

    private void model() {
        lab.createModel(
                "sums",
                SageMakerLab.SKLEARN,
                null,
                Map.of("SAGEMAKER_PROGRAM", "main.py", "SAGEMAKER_SUBMIT_DIRECTORY", lab.source("main.py", SUMS)));
    }

    private void create(String name, Consumer<CreateTransformJobRequest.Builder> change) {
        lab.client().createTransformJob(job -> job.transformJobName(name)
                .modelName("sums")
                .transformInput(input -> input.contentType("text/csv")
                        .splitType("Line")
                        .dataSource(source -> source.s3DataSource(
                                s3 -> s3.s3DataType("S3Prefix").s3Uri("s3://lab/" + lab.region() + "/in/"))))
                .transformOutput(output -> output.s3OutputPath("s3://lab/" + lab.region() + "/out")
                        .accept("text/csv")
                        .assembleWith("Line"))
                .transformResources(
                        resources -> resources.instanceType("ml.m5.large").instanceCount(1))
                .applyMutation(change));
    }

    private DescribeTransformJobResponse describe(String name) {
        return lab.client().describeTransformJob(job -> job.transformJobName(name));
    }

    private DescribeTransformJobResponse awaitEnd(String name) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> describe(name), job -> job.transformEndTime() != null);
    }

    private String output(String key) {
        try (InputStream content = lab.aws().objects().open(SageMakerLab.BUCKET, key)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Test
    void the_users_script_transforms_every_object() {
        model();
        lab.put(lab.region() + "/in/a.csv", "1,2\n3,4\n");
        lab.put(lab.region() + "/in/more/b.csv", "5,6\n");
        create("one", job -> {});
        assertThat(awaitEnd("one").transformJobStatus()).isEqualTo(TransformJobStatus.COMPLETED);
        assertThat(output(lab.region() + "/out/a.csv.out")).isEqualTo("3.0\n7.0\n");
        assertThat(output(lab.region() + "/out/more/b.csv.out")).isEqualTo("11.0\n");
        Awaitility.await().until(() -> lab.sageMaker().processes().isEmpty());
    }

    @Test
    void each_record_is_a_request_of_its_own_if_that_is_wanted() {
        model();
        lab.put(lab.region() + "/in/a.csv", "1,2\n3,4\n");
        create("one", job -> job.batchStrategy("SingleRecord"));
        awaitEnd("one");
        assertThat(output(lab.region() + "/out/a.csv.out")).isEqualTo("3.0\n7.0\n");
    }

    @Test
    void a_record_that_the_script_can_not_read_fails_the_job() {
        model();
        lab.put(lab.region() + "/in/a.csv", "no numbers\n");
        create("one", job -> {});
        DescribeTransformJobResponse end = awaitEnd("one");
        assertThat(end.transformJobStatus()).isEqualTo(TransformJobStatus.FAILED);
        assertThat(end.failureReason()).isEqualTo("AlgorithmError: See job logs for more information");
        assertThat(lab.aws().objects().list(SageMakerLab.BUCKET, lab.region() + "/out/"))
                .isEmpty();
    }

    @Test
    void input_that_is_not_there_fails_the_job() {
        model();
        create("one", job -> {});
        assertThat(awaitEnd("one").failureReason()).startsWith("ClientError: No S3 objects found under S3 URL");
    }

    @Test
    void what_is_wrong_is_refused_as_aws_does() {
        assertThatThrownBy(() -> create("one", job -> {}))
                .isInstanceOf(SageMakerException.class)
                .hasMessageContaining("Could not find model");
        model();
        assertThatThrownBy(() -> create("one", job -> job.maxPayloadInMB(60).maxConcurrentTransforms(2)))
                .isInstanceOf(SageMakerException.class)
                .hasMessageContaining("must not exceed 100 MB");
        create("one", job -> {});
        assertThatThrownBy(() -> create("one", job -> {})).isInstanceOf(ResourceInUseException.class);
        assertThatThrownBy(() -> describe("two")).isInstanceOf(ResourceNotFoundException.class);
        awaitEnd("one");
        assertThatThrownBy(() -> lab.client().stopTransformJob(job -> job.transformJobName("one")))
                .isInstanceOf(SageMakerException.class)
                .hasMessageContaining("is in status Failed");
    }

    @Test
    void only_a_listing_tells_when_a_job_was_modified() {
        model();
        create("one", job -> {});
        DescribeTransformJobResponse end = awaitEnd("one");
        assertThat(lab.client()
                        .listTransformJobs(jobs -> jobs.statusEquals("Failed"))
                        .transformJobSummaries())
                .singleElement()
                .satisfies(job -> assertThat(job.lastModifiedTime()).isAfterOrEqualTo(end.transformEndTime()));
    }
}
