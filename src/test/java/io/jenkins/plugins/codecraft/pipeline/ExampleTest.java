package io.jenkins.plugins.codecraft.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.Result;
import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import io.jenkins.plugins.codecraft.embedded.Journal;
import io.jenkins.plugins.codecraft.jenkins.CodeCraftConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jenkins.model.CauseOfInterruption.UserInterruption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Jenkinsfile of examples/iris with the steps as Jenkins finds and binds them. */
class ExampleTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** Calls of the example that may take effect once only, as they are in the journal of an undisturbed run. */
    private static final String[] MUTATING = {
        "CreateTrainingJob",
        "CreateModel",
        "CreateEndpointConfig",
        "CreateEndpoint",
        "CreateFunction",
        "CreateAlias",
        "CreateStateMachine",
        "PublishStateMachineVersion",
        "CreateApi",
        "ReimportApi",
        "AddPermission",
        "CreateDeployment",
        "CreateTransformJob",
        "StartExecution"
    };

    @TempDir
    Path workspace;

    private EmbeddedAws aws;

    @BeforeEach
    void startAws() {
        aws = RunExample.startAws();
        watchOften();
    }

    /** AWS' minutes are seconds here, so what is right elsewhere would be a long time. */
    private static void watchOften() {
        CodeCraftConfiguration.get().setWatchInterval("2s");
    }

    @AfterEach
    void stopAws() {
        Controller.stop();
        aws.close();
    }

    @Test
    void the_example_trains_deploys_and_predicts() throws Exception {
        PipelineRun run = example().start();

        assertSucceeded(run);
        assertThat(run.restarts()).isZero();
    }

    @Test
    void the_example_ends_the_same_after_a_restart_at_every_save() throws Exception {
        PipelineRun run = example().restartWhen(point -> true).start();

        assertSucceeded(run);
        assertThat(run.restarts()).as(run.log()).isGreaterThan(10);
    }

    @Test
    void the_example_ends_the_same_after_a_restart_in_the_middle_of_each_step() throws Exception {
        PipelineRun run = example()
                .saveAndRestoreDuring("codecraftTrain", "codecraftDeploy", "codecraftInvoke")
                .restartAtLine(line -> line.startsWith("epoch="))
                .restartAtLine(line -> line.contains("Creating endpoint"))
                .start();

        assertSucceeded(run);
        assertThat(run.restarts()).as(run.log()).isBetween(8, 20);
    }

    @Test
    void an_abort_during_the_training_stops_the_job() throws Exception {
        PipelineRun run = example().start();
        await().atMost(LIMIT).until(() -> calls().contains("CreateTrainingJob"));

        run.stop(new UserInterruption("alice"));

        assertThat(run.await(LIMIT)).as(run.log()).isEqualTo(Result.ABORTED);
        assertThat(calls()).contains("StopTrainingJob").doesNotContain("CreateModel");
    }

    private void assertSucceeded(PipelineRun run) throws InterruptedException {
        assertThat(run.await(LIMIT)).as(run.log()).isEqualTo(Result.SUCCESS);
        assertThat(run.lines())
                .anySatisfy(line -> assertThat(line).startsWith("predicted").contains("setosa"))
                .contains("predicted in a batch [setosa, versicolor, virginica]", "sepal area 17.85", "petal area 0.28")
                .anySatisfy(line -> assertThat(line).startsWith("the workflow trained to 0.9"));
        assertThat(accuracy(run)).isBetween(0.9, 1.0);
        assertThat(calls().stream().filter(call -> List.of(MUTATING).contains(call)))
                .containsExactly(MUTATING);
    }

    private static double accuracy(PipelineRun run) {
        return run.lines().stream()
                .filter(line -> line.startsWith("accuracy "))
                .mapToDouble(line -> Double.parseDouble(line.substring("accuracy ".length())))
                .findFirst()
                .orElseThrow();
    }

    private List<String> calls() {
        return aws.journal().calls().stream()
                .filter(Journal.Call::tookEffect)
                .map(Journal.Call::operation)
                .toList();
    }

    private PipelineRunner.Builder example() throws Exception {
        RunExample.copy(Path.of("examples", "iris"), workspace);
        return PipelineRunner.builder()
                .job("iris")
                .workspace(workspace)
                .env(RunExample.environment(aws))
                .beforeResume(ExampleTest::watchOften)
                .script(Files.readString(workspace.resolve("Jenkinsfile")));
    }
}
