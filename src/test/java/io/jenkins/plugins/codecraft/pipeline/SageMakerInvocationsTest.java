package io.jenkins.plugins.codecraft.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import io.jenkins.plugins.codecraft.embedded.Journal;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SageMaker;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SyntheticOutcome;
import io.jenkins.plugins.codecraft.invoke.TestBuild;
import io.jenkins.plugins.codecraft.invoke.pipeline.Pipelines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a Pipeline lets SageMaker run: batch transforms, and pipelines of SageMaker. */
class SageMakerInvocationsTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String IMAGE = "123456789012.dkr.ecr.us-east-1.amazonaws.com/echo:1";

    @TempDir
    Path workspace;

    private final EmbeddedAws aws = EmbeddedAws.builder()
            .timeScale(1.0 / 600)
            .role("SageMakerRole", "sagemaker.amazonaws.com")
            .start();

    @BeforeEach
    void prepare() throws IOException {
        aws.objects().createBucket(RunExample.BUCKET);
        aws.objects().put(RunExample.BUCKET, "model.tar.gz", new byte[] {1});
        aws.service(SageMaker.class).images().synthetic(IMAGE, job -> SyntheticOutcome.completed()
                .log("accuracy=0.95"));
        Files.writeString(Files.createDirectories(workspace.resolve("samples")).resolve("a.csv"), "1,2\n3,4\n");
    }

    @AfterEach
    void end() {
        Controller.stop();
        aws.close();
    }

    private PipelineRun run(String script) throws InterruptedException {
        Map<String, String> environment = new TreeMap<>(RunExample.environment(aws));
        environment.put("SAGEMAKER_ROLE", "arn:aws:iam::123456789012:role/SageMakerRole");
        PipelineRun run = PipelineRunner.builder()
                .job("iris")
                .workspace(workspace)
                .env(environment)
                .script("node {\n" + script + "\n}")
                .saveAndRestoreDuring("codecraftInvoke")
                .start();
        assertThat(run.await(LIMIT)).as(run.log()).isEqualTo(Result.SUCCESS);
        assertThat(run.restarts()).as(run.log()).isPositive();
        return run;
    }

    private long count(String operation) {
        return aws.journal().calls(operation).stream()
                .filter(Journal.Call::tookEffect)
                .count();
    }

    @Test
    void a_folder_is_transformed_once_with_restarts_in_the_middle() throws Exception {
        PipelineRun run = run("""
                def made = codecraftInvoke batchTransform(
                    name: 'iris-nightly', model: 's3://codecraft-example/model.tar.gz', image: '%s',
                    role: env.SAGEMAKER_ROLE, instanceType: 'ml.m5.large', input: 'samples/', contentType: 'text/csv',
                    splitType: 'Line', assembleWith: 'Line', output: 'predictions/', bucket: 'codecraft-example',
                    tags: [team: 'ml'], maxRuntime: '2h', expect: '3,4')
                echo "transformed ${made.status} ${made.outputFiles}"
                """.formatted(IMAGE));
        assertThat(run.lines()).contains("transformed Completed [predictions/a.csv.out]");
        assertThat(workspace.resolve("predictions/a.csv.out")).hasContent("1,2\n3,4\n");
        assertThat(count("CreateTransformJob")).isEqualTo(1);
        assertThat(count("CreateModel")).isEqualTo(1);
    }

    @Test
    void a_pipeline_of_sagemaker_is_executed_once_with_restarts_in_the_middle() throws Exception {
        try (TestBuild setup = new TestBuild(aws, "us-east-1", workspace)) {
            Pipelines.create(setup.session().sageMaker(), "iris-retrain", IMAGE, RunExample.BUCKET);
        }
        PipelineRun run = run("""
                def done = codecraftInvoke sagemakerPipeline(
                    name: 'iris-retrain', parameters: [Least: 0.9], description: 'nightly', maxParallelSteps: 2,
                    expect: '$.steps["good-enough"].outcome = True')
                echo "executed ${done.status} ${done.json.steps.train.status}"
                """);
        assertThat(run.lines()).contains("executed Succeeded Succeeded");
        assertThat(count("StartPipelineExecution")).isEqualTo(1);
        assertThat(count("CreateTrainingJob")).isLessThanOrEqualTo(1);
    }
}
