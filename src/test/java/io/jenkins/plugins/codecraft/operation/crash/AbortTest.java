package io.jenkins.plugins.codecraft.operation.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.codecraft.deploy.endpoint.Deployments;
import io.jenkins.plugins.codecraft.embedded.Journal;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SageMaker;
import io.jenkins.plugins.codecraft.embedded.sagemaker.Timings;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.crash.Boundary.When;
import io.jenkins.plugins.codecraft.train.Trainings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A user's abort, at different moments: the build ends aborted, and nothing of it is left running in AWS. */
@Timeout(120)
class AbortTest {
    private static final String MODELS = "s3://" + Trainings.BUCKET + "/";

    /** So long that the change is listed while it goes on, however slow the machine is. */
    private static final Duration LISTED = Duration.ofMinutes(30);

    @TempDir
    Path folder;

    private final Lab lab = new Lab();
    private Ground ground;
    private List<String> console;

    @BeforeEach
    void begin() throws IOException {
        Path data = Files.createDirectories(folder.resolve("workspace/data"));
        Files.writeString(data.resolve("a.csv"), "1,2,3\n");
        ground = new Ground(lab, 1, folder.resolve("workspace"));
    }

    @AfterEach
    void end() {
        lab.close();
    }

    private Trainings endless() {
        return new Trainings()
                .in(ground.bucket())
                .image(Lab.ENDLESS)
                .lastingAtMost("28d")
                .channel("train", "data");
    }

    private Operation deploying(String model) {
        return new Deployments().model(MODELS + model + "/model.tar.gz").operation(ground.origin());
    }

    private Operation failingItsCheck(String model) {
        return new Deployments()
                .model(MODELS + model + "/model.tar.gz")
                .expecting("5.1,3.5", "setosa")
                .operation(ground.origin());
    }

    private void abort(Operation operation, Boundary at) {
        CompletableFuture<End> end = new CompletableFuture<>();
        try (World world = new World(ground, SavedState.beginning(operation), CrashPoint.NEVER, Optional.of(at), end)) {
            world.begin();
            End how = end.orTimeout(60, TimeUnit.SECONDS).join();
            console = world.console();
            assertThat(how.failure()).get().isInstanceOf(World.Abort.class);
        }
    }

    private Stream<String> running() {
        return Inventory.of(ground).stream()
                .filter(line -> line.matches(
                        "training job \\S+ (InProgress|Stopping) .*|endpoint \\S+ (Creating|Updating|Deleting) .*"));
    }

    private Stream<String> jobs() {
        return Inventory.of(ground).stream().filter(line -> line.startsWith("training job "));
    }

    @ParameterizedTest
    @CsvSource({
        "AFTER, agent:PathKindsTask",
        "AFTER, agent:ListTask",
        "BEFORE, agent:UploadTask",
        "AFTER, agent:UploadTask",
        "AFTER, PutObject"
    })
    void during_staging_there_is_no_job(When when, String what) {
        abort(endless().operation(ground.origin()), new Boundary(when, what, 1));
        assertThat(jobs()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "BEFORE, CreateTrainingJob",
        "AFTER, CreateTrainingJob",
        "AFTER, DescribeTrainingJob",
        "AFTER, ListTrainingJobs",
        "AFTER, GetLogEvents"
    })
    void from_the_create_call_on_the_job_is_stopped(When when, String what) {
        abort(endless().operation(ground.origin()), new Boundary(when, what, 1));
        assertThat(jobs()).hasSize(1).allMatch(line -> line.contains(" Stopped "));
        assertThat(console).anyMatch(line -> line.startsWith("Stopping training job "));
    }

    @Test
    void a_job_that_is_to_be_left_runs_on_and_the_console_says_so() {
        abort(
                endless().leavingTheJobOnAbort().operation(ground.origin()),
                new Boundary(When.AFTER, "ListTrainingJobs", 1));
        assertThat(jobs()).hasSize(1).allMatch(line -> line.contains(" InProgress "));
        assertThat(console).contains("Left running: training job " + endless().jobName(ground.origin()));
    }

    @Test
    void a_second_abort_ends_it_at_once_and_names_what_still_runs() {
        stoppingTakes(Duration.ofHours(3));
        CompletableFuture<End> end = new CompletableFuture<>();
        Boundary stopped = new Boundary(When.AFTER, "ListTrainingJobs", 1);
        try (World world = new World(
                ground,
                SavedState.beginning(endless().operation(ground.origin())),
                CrashPoint.NEVER,
                Optional.of(stopped),
                end)) {
            world.begin();
            Awaitility.await().until(() -> world.passed().stream()
                    .anyMatch(at -> at.what().equals("StopTrainingJob")));
            Awaitility.await().until(() -> {
                world.abort(); // counts as a second one once it is some seconds after the first
                return end.isDone();
            });
            assertThat(world.console())
                    .contains("Ended before AWS said that it stopped: training job "
                            + endless().jobName(ground.origin()));
        }
        Awaitility.await().until(() -> running().findAny().isEmpty());
    }

    private void stoppingTakes(Duration time) {
        Timings usual = Timings.DEFAULT;
        lab.aws()
                .service(SageMaker.class)
                .timings(new Timings(
                        usual.starting(),
                        usual.downloading(),
                        usual.uploading(),
                        time,
                        usual.creating(),
                        usual.updating(),
                        usual.deleting()));
    }

    private void changesOfEndpointsTake(Duration creating, Duration deleting) {
        Timings usual = Timings.DEFAULT;
        lab.aws()
                .service(SageMaker.class)
                .timings(new Timings(
                        usual.starting(),
                        usual.downloading(),
                        usual.uploading(),
                        usual.stopping(),
                        creating,
                        creating,
                        deleting));
    }

    @ParameterizedTest
    @CsvSource({
        "BEFORE, CreateEndpoint",
        "AFTER, CreateEndpoint",
        "AFTER, DescribeEndpoint",
        "AFTER, CreateModel",
        "AFTER, CreateEndpointConfig"
    })
    void an_endpoint_that_it_created_is_gone(When when, String what) {
        abort(deploying("model-a"), new Boundary(when, what, 1));
        assertThat(Inventory.of(ground)).noneMatch(line -> line.startsWith("endpoint iris"));
    }

    @Test
    void an_endpoint_that_takes_long_to_be_deleted_is_waited_for() {
        changesOfEndpointsTake(Timings.DEFAULT.creating(), Duration.ofMinutes(20));
        abort(deploying("model-a"), new Boundary(When.AFTER, "CreateEndpoint", 1));
        assertThat(Inventory.of(ground)).noneMatch(line -> line.startsWith("endpoint iris"));
    }

    @ParameterizedTest
    @CsvSource({"BEFORE, UpdateEndpoint", "AFTER, UpdateEndpoint", "AFTER, ListEndpoints"})
    void an_endpoint_that_it_updated_has_its_old_configuration_again(When when, String what) {
        ground.run(deploying("model-a"));
        changesOfEndpointsTake(LISTED, Timings.DEFAULT.deleting());
        abort(deploying("model-b"), new Boundary(when, what, 1));
        String old = new Deployments().model(MODELS + "model-a/model.tar.gz").configName(ground.origin());
        assertThat(Inventory.of(ground)).anyMatch(line -> line.startsWith("endpoint iris InService " + old));
        assertThat(running()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"BEFORE, DeleteEndpoint", "AFTER, DeleteEndpoint"})
    void an_endpoint_that_is_being_deleted_after_a_failed_check_is_gone(When when, String what) {
        abort(failingItsCheck("model-a"), new Boundary(when, what, 1));
        assertThat(Inventory.of(ground)).noneMatch(line -> line.startsWith("endpoint iris"));
    }

    @ParameterizedTest
    @CsvSource({"BEFORE, 2", "AFTER, 2"})
    void an_endpoint_that_is_going_back_after_a_failed_check_has_its_old_configuration(When when, int update) {
        ground.run(deploying("model-a"));
        abort(failingItsCheck("model-b"), new Boundary(when, "UpdateEndpoint", update));
        String old = new Deployments().model(MODELS + "model-a/model.tar.gz").configName(ground.origin());
        assertThat(Inventory.of(ground)).anyMatch(line -> line.startsWith("endpoint iris InService " + old));
        assertThat(running()).isEmpty();
    }

    @Test
    void an_endpoint_that_is_listed_just_as_the_abort_comes_is_undone_too() {
        changesOfEndpointsTake(LISTED, Timings.DEFAULT.deleting());
        abort(deploying("model-a"), new Boundary(When.AFTER, "ListEndpoints", 1));
        assertThat(Inventory.of(ground)).noneMatch(line -> line.startsWith("endpoint iris"));
    }

    @Test
    void an_endpoint_whose_create_call_got_no_answer_is_looked_for_twice() {
        lab.aws().faults().on("sagemaker", "CreateEndpoint").resetBefore();
        abort(deploying("model-a"), new Boundary(When.BEFORE, "CreateEndpoint", 1));
        List<String> calls =
                ground.calls().stream().map(Journal.Call::operation).toList();
        assertThat(calls.subList(calls.indexOf("CreateEndpoint"), calls.lastIndexOf("DescribeEndpointConfig") - 1))
                .filteredOn(call -> call.equals("DescribeEndpoint"))
                .hasSize(2);
    }

    @Test
    void an_endpoint_that_somebody_else_moved_on_meanwhile_is_left_alone() {
        ground.run(deploying("model-a"));
        CompletableFuture<End> crash = new CompletableFuture<>();
        SavedState saved;
        Boundary updated = new Boundary(When.AFTER, "UpdateEndpoint", 1);
        try (World world = new World(
                ground, SavedState.beginning(deploying("model-b")), CrashPoint.at(updated), Optional.empty(), crash)) {
            world.begin();
            crash.orTimeout(60, TimeUnit.SECONDS).join();
            saved = world.saved();
        }
        ground.run(deploying("model-c"));
        CompletableFuture<End> end = new CompletableFuture<>();
        try (World world = new World(ground, saved, CrashPoint.NEVER, Optional.empty(), end)) {
            world.abort();
            world.begin();
            end.orTimeout(60, TimeUnit.SECONDS).join();
            assertThat(world.console()).anyMatch(line -> line.endsWith("it is left alone"));
        }
        String other = new Deployments().model(MODELS + "model-c/model.tar.gz").configName(ground.origin());
        assertThat(Inventory.of(ground)).anyMatch(line -> line.startsWith("endpoint iris InService " + other));
    }
}
