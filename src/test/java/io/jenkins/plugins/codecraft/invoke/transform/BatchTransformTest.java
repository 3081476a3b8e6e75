package io.jenkins.plugins.codecraft.invoke.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SageMaker;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SyntheticOutcome;
import io.jenkins.plugins.codecraft.invoke.TestBuild;
import io.jenkins.plugins.codecraft.logs.LogCursor;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batch transforms from the workspace or S3 to either. */
class BatchTransformTest {
    private static final String ECHO = "123456789012.dkr.ecr.us-east-1.amazonaws.com/echo:1";
    private static final String FAILING = "123456789012.dkr.ecr.us-east-1.amazonaws.com/failing:1";
    private static final String ENDLESS = "123456789012.dkr.ecr.us-east-1.amazonaws.com/endless:1";

    @TempDir
    Path workspace;

    private static final AtomicInteger TESTS = new AtomicInteger();
    private static EmbeddedAws aws;

    private final String own = "transform-" + TESTS.incrementAndGet();
    private final Transforms transform = new Transforms().in(own);
    private TestBuild build;

    @BeforeAll
    static void start() {
        aws = EmbeddedAws.builder()
                .timeScale(1.0 / TestBuild.SPEED)
                .role("SageMakerRole", "sagemaker.amazonaws.com")
                .start();
        aws.service(SageMaker.class).images().synthetic(ECHO, job -> SyntheticOutcome.completed()
                .log("loading the model"));
        aws.service(SageMaker.class)
                .images()
                .synthetic(
                        FAILING, job -> SyntheticOutcome.failed("AlgorithmError: See job logs for more information"));
        aws.service(SageMaker.class).images().synthetic(ENDLESS, job -> SyntheticOutcome.endless());
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    @BeforeEach
    void begin() throws IOException {
        aws.objects().createBucket(own);
        aws.objects().put(own, "in/day=1/a.csv", "1,2\n3,4\n".getBytes(StandardCharsets.UTF_8));
        Path data = Files.createDirectories(workspace.resolve("data/more"));
        Files.writeString(data.resolve("b.csv"), "5,6\n");
        Files.writeString(data.resolveSibling("a.csv"), "1,2\n3,4\n");
        build = new TestBuild(aws, own, workspace);
    }

    @AfterEach
    void end() {
        build.close();
    }

    private int count(String operation) {
        return aws.journal()
                .calls(call -> call.region().equals(own) && call.operation().equals(operation))
                .size();
    }

    private Transforms with(String image) {
        return transform.artifacts("s3://" + own + "/model.tar.gz", image);
    }

    private Map<String, Object> run() {
        return build.run(transform.operation(TestBuild.origin()));
    }

    @Test
    void a_folder_of_the_workspace_comes_back_transformed() throws IOException {
        with(ECHO).to("out/");
        Map<String, Object> result = run();
        assertThat(result)
                .containsEntry("status", "Completed")
                .containsEntry("outputFiles", List.of("out/a.csv.out", "out/more/b.csv.out"))
                .containsEntry("body", "1,2\n3,4\n5,6\n")
                .containsKeys("arn", "startTime", "endTime", "millis", "consoleUrl");
        assertThat(workspace.resolve("out/more/b.csv.out")).hasContent("5,6\n");
        assertThat(build.console()).contains("| loading the model", "Output in out: 2 files");
    }

    @Test
    void a_single_file_of_the_workspace_is_enough() {
        with(ECHO).from("data/a.csv").to("out");
        assertThat(run()).containsEntry("outputFiles", List.of("out/a.csv.out"));
    }

    @Test
    void what_is_in_s3_stays_there() {
        with(ECHO).from("s3://" + own + "/in/").to("s3://" + own + "/results");
        assertThat(run())
                .containsEntry("output", "s3://" + own + "/results")
                .containsEntry("outputs", List.of("s3://" + own + "/results/day=1/a.csv.out"))
                .doesNotContainKey("outputFiles");
    }

    @Test
    void older_results_in_a_folder_of_the_users_are_not_taken_for_its_own() {
        aws.objects().put(own, "results/old.csv.out", "9".getBytes(StandardCharsets.UTF_8));
        Instant later = Instant.now().plusSeconds(3600);
        with(ECHO).to("s3://" + own + "/results");
        TransformJob job = new TransformJob(transform.settings(), TestBuild.origin(), own);
        TransformEnd end = new TransformEnd("arn", "Completed", "", later, later);
        assertThatThrownBy(() -> build.run(new TakeOutput(job, end)))
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("completed, but there is nothing in s3://" + own + "/results");
    }

    @Test
    void the_output_is_what_was_expected_or_the_step_fails() {
        with(ECHO).expecting("/^5,6$/");
        assertThatThrownBy(this::run).hasMessageContaining("answered, but not as expected: the expression /^5,6$/");
        transform.expecting("/(?m)^5,6$/");
        assertThat(run()).containsEntry("status", "Completed");
    }

    @Test
    void columns_are_filtered_and_answers_joined_with_what_was_asked() {
        with(ECHO).from("data/a.csv");
        transform.inputFilter = "$[1:]";
        transform.joinSource = "Input";
        assertThat(run()).containsEntry("body", "1,2,2\n3,4,4\n");
    }

    @Test
    void a_model_that_is_there_is_used_by_its_name() {
        build.session().sageMaker().createModel(model -> model.modelName("iris-model")
                .executionRoleArn("arn:aws:iam::123456789012:role/SageMakerRole")
                .primaryContainer(container -> container.image(ECHO)));
        assertThat(run()).containsEntry("modelName", "iris-model");
        assertThat(count("CreateModel")).isEqualTo(1);
    }

    @Test
    void a_failed_job_fails_the_step_with_its_reason_and_its_log() {
        with(FAILING);
        assertThatThrownBy(this::run)
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining(" failed: AlgorithmError: See job logs for more information\nIts log: https://")
                .hasMessageContaining("TransformJobs");
    }

    @Test
    void an_abort_stops_the_job_and_waits_until_it_has_stopped() {
        with(ENDLESS);
        TestBuild.Under way = build.start(transform.operation(TestBuild.origin()));
        Awaitility.await().until(() -> count("ListTransformJobs") > 0);
        way.run().stop(new IllegalStateException("aborted"));
        assertThatThrownBy(() -> way.end().join()).hasRootCauseMessage("aborted");
        assertThat(status()).isEqualTo("Stopped");
        assertThat(build.console())
                .contains("AWS says that transform job " + transform.jobName(TestBuild.origin()) + " is Stopped");
    }

    @Test
    void a_job_that_runs_too_long_is_stopped_and_fails_the_step() {
        with(ENDLESS).logs("none");
        transform.maxRuntime = "1m";
        TestBuild.Under way = build.start(transform.operation(TestBuild.origin()));
        Awaitility.await().until(() -> count("DescribeTransformJob") > 0);
        TransformJob job = new TransformJob(transform.settings(), TestBuild.origin(), own);
        FollowTransform late = new FollowTransform(job, "", null, LogCursor.start(), false, Instant.EPOCH);
        assertThatThrownBy(() -> build.run(late))
                .isInstanceOf(OperationFailure.class)
                .hasMessageEndingWith("ran longer than maxRuntime '1m' and was stopped; it is Stopped now.");
        assertThatThrownBy(() -> way.end().join()).hasMessageContaining("was stopped");
        assertThat(status()).isEqualTo("Stopped");
    }

    @Test
    void a_job_of_the_same_name_that_is_not_ours_is_left_alone() {
        build.session().sageMaker().createModel(model -> model.modelName("iris-model")
                .executionRoleArn("arn:aws:iam::123456789012:role/SageMakerRole")
                .primaryContainer(container -> container.image(ENDLESS)));
        build.session().sageMaker().createTransformJob(job -> job.transformJobName(
                        transform.jobName(TestBuild.origin()))
                .modelName("iris-model")
                .transformInput(input -> input.dataSource(source ->
                        source.s3DataSource(s3 -> s3.s3DataType("S3Prefix").s3Uri("s3://" + own + "/in/"))))
                .transformOutput(output -> output.s3OutputPath("s3://" + own + "/theirs"))
                .transformResources(
                        resources -> resources.instanceType("ml.m5.large").instanceCount(1)));
        assertThatThrownBy(this::run).hasMessageContaining("that this step did not create; it is left alone");
        assertThat(status()).isEqualTo("InProgress");
    }

    private String status() {
        return build.session()
                .sageMaker()
                .describeTransformJob(job -> job.transformJobName(transform.jobName(TestBuild.origin())))
                .transformJobStatusAsString();
    }

    @Test
    void all_that_is_wrong_is_told_at_once_before_anything_is_created() {
        transform.model("").from("../secrets").to("/tmp").in("");
        transform.instanceType = "m5";
        transform.splitType = "line";
        transform.maxPayload = 60;
        transform.maxConcurrentTransforms = 2;
        transform.outputFilter = "features";
        transform.maxRuntime = "5s";
        transform.expect = "/(/";
        assertThatThrownBy(this::run)
                .hasMessageStartingWith(
                        "codecraftInvoke batchTransform: 10 parameters are wrong; nothing was done in AWS.")
                .hasMessageContaining("Times maxPayload it may be at most 100 MB.");
        assertThat(aws.journal().calls(call -> call.region().equals(own))).isEmpty();
    }

    @Test
    void an_input_that_is_not_there_is_told_before_anything_is_created() {
        with(ECHO).from("dat");
        assertThatThrownBy(this::run).hasMessageContaining("input 'dat'. The workspace has no such path");
    }
}
