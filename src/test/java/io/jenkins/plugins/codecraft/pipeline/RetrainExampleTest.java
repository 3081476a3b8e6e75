package io.jenkins.plugins.codecraft.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import io.jenkins.plugins.codecraft.invoke.TestBuild;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Jenkinsfile of examples/retrain, after what its README says is to be done once. */
class RetrainExampleTest {
    private static final Path EXAMPLE = Path.of("examples", "retrain");
    private static final Path IRIS = Path.of("examples", "iris");

    @TempDir
    Path workspace;

    private final EmbeddedAws aws = RunExample.startAws();

    @AfterEach
    void end() {
        Controller.stop();
        aws.close();
    }

    private void upload(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                aws.objects().put(RunExample.BUCKET, prefix + file.getFileName(), Files.readAllBytes(file));
            }
        }
    }

    private byte[] source() throws IOException, InterruptedException {
        Path archive = workspace.resolve("source.tar.gz");
        Process tar = new ProcessBuilder(
                        "tar",
                        "-czf",
                        archive.toString(),
                        "-C",
                        IRIS.resolve("train").toString(),
                        "train.py")
                .inheritIO()
                .start();
        assertThat(tar.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(tar.exitValue()).isZero();
        return Files.readAllBytes(archive);
    }

    private void createPipeline(String role) throws IOException {
        String definition = Files.readString(EXAMPLE.resolve("pipeline.json"), StandardCharsets.UTF_8);
        try (TestBuild setup = new TestBuild(aws, "us-east-1", workspace)) {
            setup.session().sageMaker().createPipeline(request -> request.pipelineName("iris-retrain")
                    .roleArn(role)
                    .pipelineDefinition(definition));
        }
    }

    @Test
    void the_pipeline_trains_a_model_that_scores_a_batch() throws Exception {
        Map<String, String> environment = new TreeMap<>(RunExample.environment(aws));
        upload(IRIS.resolve("data/train"), "iris/data/train/");
        upload(IRIS.resolve("data/validation"), "iris/data/validation/");
        aws.objects().put(RunExample.BUCKET, "iris/source.tar.gz", source());
        createPipeline(environment.get("SAGEMAKER_ROLE"));
        RunExample.copy(EXAMPLE, workspace);

        PipelineRun run = PipelineRunner.builder()
                .job("retrain")
                .workspace(workspace)
                .env(environment)
                .script(Files.readString(workspace.resolve("Jenkinsfile")))
                .start();

        assertThat(run.await(Duration.ofMinutes(3))).as(run.log()).isEqualTo(Result.SUCCESS);
        assertThat(run.lines())
                .anyMatch(line -> line.startsWith("made model/pipelines-"))
                .contains("scored [setosa, versicolor, virginica]");
        assertThat(workspace.resolve("scores/samples.csv.out")).content().contains("setosa\n");
    }
}
