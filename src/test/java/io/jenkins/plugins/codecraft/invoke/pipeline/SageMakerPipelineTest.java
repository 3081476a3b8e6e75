package io.jenkins.plugins.codecraft.invoke.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SageMaker;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SyntheticOutcome;
import io.jenkins.plugins.codecraft.invoke.TestBuild;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

/** Executions of SageMaker pipelines. */
class SageMakerPipelineTest {
    private static final String ECR = "123456789012.dkr.ecr.us-east-1.amazonaws.com/";
    private static final String PROCESS_AND_TUNE = """
            {"Version": "2020-12-01", "Steps": [
              {"Name": "prepare", "Type": "Processing", "Arguments": {
               "RoleArn": "arn:aws:iam::123456789012:role/SageMakerRole",
               "AppSpecification": {"ImageUri": "IMAGE"},
               "ProcessingOutputConfig": {"Outputs": [{"OutputName": "rows", "S3Output": {
                 "S3Uri": "s3://models/rows", "LocalPath": "/opt/ml/processing/rows", "S3UploadMode": "EndOfJob"}}]},
               "ProcessingResources": {"ClusterConfig":
                 {"InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 10}}}},
              {"Name": "tune", "Type": "Tuning", "Arguments": {
               "HyperParameterTuningJobConfig": {"Strategy": "Random",
                 "HyperParameterTuningJobObjective": {"Type": "Maximize", "MetricName": "accuracy"},
                 "ResourceLimits": {"MaxNumberOfTrainingJobs": 2, "MaxParallelTrainingJobs": 1},
                 "ParameterRanges": {"IntegerParameterRanges": [{"Name": "depth", "MinValue": "1", "MaxValue": "9"}]}},
               "TrainingJobDefinition": {
                 "StaticHyperParameters": {"rows": {"Get":
                   "Steps.prepare.ProcessingOutputConfig.Outputs['rows'].S3Output.S3Uri"}},
                 "AlgorithmSpecification": {"TrainingImage": "IMAGE", "TrainingInputMode": "File",
                   "MetricDefinitions": [{"Name": "accuracy", "Regex": "accuracy=([0-9.]+)"}]},
                 "RoleArn": "arn:aws:iam::123456789012:role/SageMakerRole",
                 "OutputDataConfig": {"S3OutputPath": "s3://models/tuned"},
                 "ResourceConfig": {"InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 10},
                 "StoppingCondition": {"MaxRuntimeInSeconds": 3600}}}}
             ]}
            """;
    private static final AtomicInteger TESTS = new AtomicInteger();
    private static EmbeddedAws aws;

    @TempDir
    Path workspace;

    private final String region = "pipeline-" + TESTS.incrementAndGet();
    private TestBuild build;

    @BeforeAll
    static void start() {
        aws = EmbeddedAws.builder()
                .timeScale(1.0 / TestBuild.SPEED)
                .role("SageMakerRole", "sagemaker.amazonaws.com")
                .start();
        aws.service(SageMaker.class).images().synthetic(ECR + "good:1", job -> SyntheticOutcome.completed()
                .after(Duration.ofMinutes(2))
                .log("accuracy=0.95")
                .modelFile("weights", new byte[] {1}));
        aws.service(SageMaker.class)
                .images()
                .synthetic(ECR + "bad:1", job -> SyntheticOutcome.failed("AlgorithmError: no data"));
        aws.service(SageMaker.class).images().synthetic(ECR + "endless:1", job -> SyntheticOutcome.endless());
        aws.objects().createBucket("models");
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    @BeforeEach
    void begin() {
        build = new TestBuild(aws, region, workspace);
    }

    @AfterEach
    void end() {
        build.close();
    }

    private SageMakerClient client() {
        return build.session().sageMaker();
    }

    private Pipelines pipeline(String image) {
        Pipelines.create(client(), "iris", ECR + image, "models");
        return Pipelines.execution("iris");
    }

    private Map<String, Object> run(Pipelines execution) {
        return build.run(execution.operation(TestBuild.origin()));
    }

    @Test
    void an_execution_is_followed_step_by_step() {
        Map<String, Object> result = run(pipeline("good:1").expecting("$.steps['good-enough'].outcome = True"));
        assertThat(result)
                .containsEntry("name", "iris")
                .containsEntry("status", "Succeeded")
                .containsKeys("arn", "body", "startTime", "endTime", "millis");
        assertThat(result).extracting("json.steps.train.status").isEqualTo("Succeeded");
        assertThat(result).extracting("json.steps.train.resource").asString().startsWith("training-job/pipelines-");
        assertThat(result).extracting("json.steps.model.resource").asString().startsWith("model/pipelines-");
        assertThat(build.console())
                .anyMatch(line -> line.matches("Step train Executing \\(training-job/pipelines-.*\\)"))
                .anyMatch(line -> line.matches("Step train Succeeded \\(.*\\) after .*"))
                .anyMatch(line -> line.startsWith("Step model Succeeded"));
    }

    @Test
    void jobs_that_process_and_tune_are_steps_too() {
        client().createPipeline(pipeline -> pipeline.pipelineName("iris")
                .clientRequestToken("0123456789abcdef0123456789abcdef")
                .roleArn("arn:aws:iam::123456789012:role/SageMakerRole")
                .pipelineDefinition(PROCESS_AND_TUNE.replace("IMAGE", ECR + "good:1")));
        Map<String, Object> result = run(Pipelines.execution("iris"));
        assertThat(result).containsEntry("status", "Succeeded");
        assertThat(result).extracting("json.steps.prepare.resource").asString().startsWith("processing-job/pipelines-");
        assertThat(result).extracting("json.steps.tune.resource").asString().startsWith("hyper-parameter-tuning-job/");
        assertThat(client().listTrainingJobs().trainingJobSummaries()).hasSize(2);
    }

    @Test
    void parameters_differ_from_the_pipelines_defaults() {
        assertThatThrownBy(() -> run(pipeline("good:1").with("Least", "0.99")))
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("failed: Step failure: One or multiple steps failed.")
                .hasMessageContaining("\n  - Step reject Failed")
                .hasMessageContaining("accuracy is below 0.99");
    }

    @Test
    void a_step_that_fails_fails_the_build_with_its_reason() {
        assertThatThrownBy(() -> run(pipeline("bad:1")))
                .hasMessageContaining("  - Step train Failed (training-job/pipelines-")
                .hasMessageContaining(": AlgorithmError: no data");
    }

    @Test
    void an_abort_stops_the_execution_and_what_it_runs() {
        TestBuild.Under way = build.start(pipeline("endless:1").operation(TestBuild.origin()));
        Awaitility.await().until(() -> build.console().stream().anyMatch(line -> line.startsWith("Step train")));
        way.run().stop(new IllegalStateException("aborted"));
        assertThatThrownBy(() -> way.end().join()).hasRootCauseMessage("aborted");
        assertThat(client().listPipelineExecutions(list -> list.pipelineName("iris"))
                        .pipelineExecutionSummaries())
                .singleElement()
                .satisfies(
                        one -> assertThat(one.pipelineExecutionStatusAsString()).isEqualTo("Stopped"));
        assertThat(client().listTrainingJobs().trainingJobSummaries())
                .allSatisfy(job -> assertThat(job.trainingJobStatusAsString()).isEqualTo("Stopped"));
    }

    @Test
    void a_start_that_is_made_again_starts_nothing_and_is_found_to_be_stopped() {
        PipelineExecution execution =
                new PipelineExecution(pipeline("endless:1").settings(), TestBuild.origin());
        for (int i = 0; i < 2; i++) {
            client().startPipelineExecution(start -> start.pipelineName("iris")
                    .pipelineExecutionDisplayName(execution.displayName())
                    .clientRequestToken(execution.token("start")));
        }
        TestBuild.Under way = build.start(StopPipeline.unknown(execution));
        assertThat(way.end().join()).isEmpty();
        assertThat(client().listPipelineExecutions(list -> list.pipelineName("iris"))
                        .pipelineExecutionSummaries())
                .singleElement()
                .satisfies(
                        one -> assertThat(one.pipelineExecutionStatusAsString()).isEqualTo("Stopped"));
    }

    @Test
    void a_pipeline_that_is_not_there_is_told_with_what_to_check() {
        assertThatThrownBy(() -> run(Pipelines.execution("nobodys")))
                .isInstanceOf(OperationFailure.class)
                .hasMessageStartingWith("SageMaker refused to start pipeline nobodys. ResourceNotFound: Pipeline '")
                .hasMessageEndingWith("Check its name, its region (" + region + ") and the names of its parameters.");
    }

    @Test
    void a_parameter_that_the_pipeline_has_not_is_told() {
        assertThatThrownBy(() -> run(pipeline("good:1").with("Colour", "red")))
                .hasMessageContaining("Unknown parameters found in request: [Colour]");
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        Pipelines wrong = Pipelines.execution("no name").with("a b", "x").with("long", "x".repeat(1025));
        wrong.maxParallelSteps = 0;
        assertThatThrownBy(() -> run(wrong.expecting("$.a")))
                .hasMessageStartingWith("codecraftInvoke sagemakerPipeline: 5 parameters are wrong");
    }

    @Test
    void a_definition_that_makes_no_sense_is_refused() {
        assertThatThrownBy(() -> client().createPipeline(pipeline -> pipeline.pipelineName("odd")
                        .clientRequestToken("0123456789abcdef0123456789abcdef")
                        .roleArn("arn:aws:iam::123456789012:role/SageMakerRole")
                        .pipelineDefinition("{\"Version\": \"2020-12-01\", \"Steps\": []}")))
                .isInstanceOf(SageMakerException.class)
                .hasMessageContaining("at least one step");
    }
}
