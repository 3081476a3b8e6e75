package io.jenkins.plugins.codecraft.embedded.sagemaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sagemaker.model.CreateProcessingJobRequest;
import software.amazon.awssdk.services.sagemaker.model.DescribeProcessingJobResponse;
import software.amazon.awssdk.services.sagemaker.model.ProcessingInput;
import software.amazon.awssdk.services.sagemaker.model.ProcessingJobStatus;
import software.amazon.awssdk.services.sagemaker.model.ProcessingOutput;
import software.amazon.awssdk.services.sagemaker.model.ResourceInUseException;
import software.amazon.awssdk.services.sagemaker.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

/** Processing jobs by a script, as processes. */
class ProcessingJobTest {
    private static final String IN = "/opt/ml/processing/input/";
    private static final String OUT = "/opt/ml/processing/output/";
    private static final String DOUBLE = """
            import os, sys, pathlib
            source, target = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
            for file in sorted(source.iterdir()):
                value = int(file.read_text())
                print("doubling", file.name, os.environ["UNIT"], flush=True)
                (target / file.name).write_text(str(2 * value))
            (pathlib.Path(os.environ["SAGEMAKER_BASE_DIR"]) / "output/message").write_text("all doubled")
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

    private ProcessingInput input(String name, String uri, String distribution) {
        return ProcessingInput.builder()
                .inputName(name)
                .s3Input(s3 -> s3.s3Uri(uri)
                        .localPath(IN + name)
                        .s3DataType("S3Prefix")
                        .s3InputMode("File")
                        .s3DataDistributionType(distribution))
                .build();
    }

    private ProcessingOutput output(String mode) {
        return ProcessingOutput.builder()
                .outputName("doubled")
                .s3Output(s3 -> s3.s3Uri("s3://lab/" + lab.region() + "/out")
                        .localPath(OUT + "doubled")
                        .s3UploadMode(mode))
                .build();
    }

    private void create(String name, String code, Consumer<CreateProcessingJobRequest.Builder> change) {
        String program = lab.put(lab.region() + "/code/main.py", code);
        lab.client().createProcessingJob(job -> job.processingJobName(name)
                .roleArn(SageMakerLab.ROLE)
                .appSpecification(app -> app.imageUri(SageMakerLab.SKLEARN)
                        .containerEntrypoint("python3", IN + "code/main.py")
                        .containerArguments(IN + "data", OUT + "doubled"))
                .environment(Map.of("UNIT", "metres"))
                .processingInputs(
                        input("code", program, "FullyReplicated"),
                        input("data", "s3://lab/" + lab.region() + "/in/", "ShardedByS3Key"))
                .processingOutputConfig(config -> config.outputs(output("EndOfJob")))
                .processingResources(resources -> resources.clusterConfig(cluster ->
                        cluster.instanceType("ml.m5.large").instanceCount(1).volumeSizeInGB(5)))
                .applyMutation(change));
    }

    private DescribeProcessingJobResponse describe(String name) {
        return lab.client().describeProcessingJob(job -> job.processingJobName(name));
    }

    private DescribeProcessingJobResponse awaitEnd(String name) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> describe(name), job -> job.processingEndTime() != null);
    }

    private void awaitLine(String line) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> log().contains(line));
    }

    private String log() {
        return String.join(
                "\n",
                lab.aws().logs().streams(lab.region(), "/aws/sagemaker/ProcessingJobs").stream()
                        .flatMap(stream ->
                                lab
                                        .aws()
                                        .logs()
                                        .messages(lab.region(), "/aws/sagemaker/ProcessingJobs", stream)
                                        .stream())
                        .toList());
    }

    private String content(String key) {
        try (InputStream content = lab.aws().objects().open(SageMakerLab.BUCKET, lab.region() + "/" + key)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Test
    void the_users_script_finds_its_inputs_and_leaves_its_outputs() {
        lab.put(lab.region() + "/in/a", "1");
        lab.put(lab.region() + "/in/b", "2");
        create("double", DOUBLE, job -> {});
        DescribeProcessingJobResponse end = awaitEnd("double");
        assertThat(end.processingJobStatus()).isEqualTo(ProcessingJobStatus.COMPLETED);
        assertThat(end.exitMessage()).isEqualTo("all doubled");
        assertThat(end.processingStartTime()).isBefore(end.processingEndTime());
        assertThat(content("out/a")).isEqualTo("2");
        assertThat(content("out/b")).isEqualTo("4");
        assertThat(log()).contains("doubling a metres");
        Awaitility.await().until(() -> lab.sageMaker().processes().isEmpty());
    }

    @Test
    void each_instance_has_its_share_of_what_is_sharded() {
        lab.put(lab.region() + "/in/a", "1");
        lab.put(lab.region() + "/in/b", "2");
        create(
                "double",
                DOUBLE,
                job -> job.processingResources(resources -> resources.clusterConfig(cluster ->
                        cluster.instanceType("ml.m5.large").instanceCount(2).volumeSizeInGB(5))));
        awaitEnd("double");
        assertThat(lab.aws().logs().streams(lab.region(), "/aws/sagemaker/ProcessingJobs"))
                .hasSize(2);
        assertThat(List.of(content("out/a"), content("out/b"))).containsExactly("2", "4");
    }

    @Test
    void a_script_that_fails_fails_the_job_and_only_what_is_uploaded_continuously_stays() {
        lab.put(lab.region() + "/in/a", "1");
        lab.put(lab.region() + "/in/b", "none");
        create("end", DOUBLE, job -> {});
        assertThat(awaitEnd("end").failureReason()).isEqualTo("AlgorithmError: , exit code: 1");
        assertThat(lab.aws().objects().list(SageMakerLab.BUCKET, lab.region() + "/out/"))
                .isEmpty();
        create("continuous", DOUBLE, job -> job.processingOutputConfig(config -> config.outputs(output("Continuous"))));
        awaitEnd("continuous");
        assertThat(content("out/a")).isEqualTo("2");
    }

    @Test
    void inputs_that_are_not_there_fail_the_job() {
        create("double", DOUBLE, job -> {});
        assertThat(awaitEnd("double").failureReason())
                .startsWith("ClientError: Data download failed:No S3 objects found under S3 URL");
    }

    @Test
    void a_job_is_stopped_with_its_processes() {
        lab.put(lab.region() + "/in/a", "1");
        create("endless", "import time\nprint('begun', flush=True)\ntime.sleep(600)\n", job -> {});
        awaitLine("begun");
        lab.client().stopProcessingJob(job -> job.processingJobName("endless"));
        assertThat(awaitEnd("endless").processingJobStatus()).isEqualTo(ProcessingJobStatus.STOPPED);
        assertThatThrownBy(() -> lab.client().stopProcessingJob(job -> job.processingJobName("endless")))
                .hasMessageContaining("The request was rejected because the processing job is in status Stopped.");
        Awaitility.await().until(() -> lab.sageMaker().processes().isEmpty());
    }

    @Test
    void a_job_that_takes_too_long_is_stopped() {
        lab.put(lab.region() + "/in/a", "1");
        create(
                "endless",
                "import time\ntime.sleep(600)\n",
                job -> job.stoppingCondition(stopping -> stopping.maxRuntimeInSeconds(60)));
        assertThat(awaitEnd("endless").processingJobStatus()).isEqualTo(ProcessingJobStatus.STOPPED);
    }

    @Test
    void what_is_wrong_is_refused_as_aws_does() {
        assertThatThrownBy(() -> create("one", DOUBLE, job -> job.roleArn("arn:aws:iam::123456789012:role/OtherRole")))
                .hasMessageContaining("Could not assume role");
        assertThatThrownBy(() -> create(
                        "one",
                        DOUBLE,
                        job -> job.processingInputs(
                                input("a", "s3://lab/x", "FullyReplicated"), input("a", "s3://lab/y", null))))
                .hasMessageContaining("Duplicate name 'a'");
        assertThatThrownBy(() -> create(
                        "one",
                        DOUBLE,
                        job -> job.processingInputs(ProcessingInput.builder()
                                .inputName("a")
                                .s3Input(s3 ->
                                        s3.s3Uri("s3://lab/x").localPath("/etc").s3DataType("S3Prefix"))
                                .build())))
                .hasMessageContaining("LocalPath '/etc' of 'a' must start with /opt/ml/processing/.");
        assertThatThrownBy(() -> create("-one", DOUBLE, job -> {})).isInstanceOf(SageMakerException.class);
        create("one", DOUBLE, job -> {});
        assertThatThrownBy(() -> create("one", DOUBLE, job -> {})).isInstanceOf(ResourceInUseException.class);
        assertThatThrownBy(() -> describe("two")).isInstanceOf(ResourceNotFoundException.class);
        assertThat(lab.client()
                        .listProcessingJobs(jobs -> jobs.nameContains("one"))
                        .processingJobSummaries())
                .singleElement()
                .satisfies(job -> assertThat(job.processingJobArn()).endsWith(":processing-job/one"));
    }
}
