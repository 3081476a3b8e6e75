package io.jenkins.plugins.codecraft.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SyntheticOutcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens to a training while Jenkins is down, and when somebody stops the build. */
class InterruptedTrainingAcceptance {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final List<String> LOG =
            IntStream.rangeClosed(1, 40).mapToObj("epoch=%d"::formatted).toList();

    @RegisterExtension
    static final JenkinsUnderTest jenkins = new JenkinsUnderTest();

    private final Trainings trainings = new Trainings(jenkins.aws());
    private CompletableFuture<Void> trainingMayEnd;

    /** It logs for 40 s, and ends when the test lets it. */
    @BeforeEach
    void script_the_training() {
        trainingMayEnd = new CompletableFuture<>();
        jenkins.sageMaker().images().synthetic(Scripts.SCRIPTED_IMAGE, job -> SyntheticOutcome.completed()
                .after(Duration.ofMinutes(40))
                .log(LOG.toArray(String[]::new))
                .when(trainingMayEnd));
    }

    @Test
    void a_restart_of_jenkins_does_not_disturb_a_training() {
        Build build = startTraining("restarted", Scripts.training("restarted"));

        jenkins.process().terminate();
        jenkins.start();
        trainingMayEnd.complete(null);

        assertUndisturbed(build, "restarted");
    }

    /** Jenkins then saves a Pipeline only when it goes down in order. */
    @Test
    void a_restart_does_not_disturb_a_training_whose_pipeline_is_made_for_speed() {
        Build build = jenkins.job("speedy", Job.pipelineMadeForSpeed(Scripts.training("speedy")))
                .start()
                .awaitConsole(PATIENCE, "epoch=5\n");

        jenkins.process().terminate();
        jenkins.start();
        trainingMayEnd.complete(null);

        assertUndisturbed(build, "speedy");
    }

    @Test
    void a_jenkins_that_is_killed_and_started_again_does_not_disturb_a_training() {
        Build build = startTraining("killed", Scripts.withCredentials(Scripts.training("killed")));

        jenkins.process().kill();
        assertThat(jenkins.home().build("killed", 1).resolve("program.dat")).exists();
        assertThat(jenkins.home().filesWith(EmbeddedAws.SECRET_ACCESS_KEY)).isEmpty();
        jenkins.start();
        trainingMayEnd.complete(null);

        assertUndisturbed(build, "killed");
    }

    @Test
    void a_training_that_ends_while_jenkins_is_down_is_taken_up_where_it_was_left() {
        Build build = startTraining("missed", Scripts.training("missed"));

        jenkins.process().kill();
        trainingMayEnd.complete(null);
        String job = trainings.of("missed").get(0);
        await().atMost(PATIENCE).until(() -> trainings.status(job).equals("Completed"));
        jenkins.start();

        assertUndisturbed(build, "missed");
    }

    @Test
    void aborting_a_build_stops_its_training_and_waits_until_aws_says_so() {
        Build build = startTraining("aborted", Scripts.training("aborted"));

        build.stop();
        build.awaitEnd(PATIENCE);

        assertStopped(build, "aborted");
    }

    @Test
    void aborting_a_build_that_has_just_been_resumed_stops_its_training() {
        Build build = startTraining("aborted-early", Scripts.training("aborted-early"));

        jenkins.process().kill();
        jenkins.start();
        build.stop();
        build.awaitEnd(PATIENCE);

        assertStopped(build, "aborted-early");
    }

    @Test
    void a_build_that_was_being_aborted_when_jenkins_was_killed_is_aborted_after_the_restart() {
        Build build = startTraining("aborted-killed", Scripts.training("aborted-killed"));
        String job = trainings.of("aborted-killed").get(0);

        build.stop();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !trainings.calls("StopTrainingJob", job).isEmpty());
        jenkins.process().kill();
        jenkins.start();
        build.awaitEnd(PATIENCE);

        assertStopped(build, "aborted-killed");
    }

    @Test
    void a_timeout_of_the_pipeline_stops_the_training() {
        Build build = startTraining(
                "timed-out", "timeout(time: 15, unit: 'SECONDS') {\n" + Scripts.training("timed-out") + "}\n");

        build.awaitEnd(PATIENCE);

        assertStopped(build, "timed-out");
    }

    private Build startTraining(String name, String script) {
        Build build = jenkins.job(name, Job.pipeline(script)).start();
        return build.awaitConsole(PATIENCE, "epoch=5\n");
    }

    private void assertUndisturbed(Build build, String step) {
        build.awaitEnd(PATIENCE);
        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console()).contains("trained: Completed");
        assertThat(trainings.of(step)).hasSize(1);
        new ShownLog(build.lines()).assertShowsAll(build.toString(), LOG);
    }

    private void assertStopped(Build build, String step) {
        assertThat(build.result()).as(build.console()).isEqualTo("ABORTED");
        assertThat(trainings.of(step)).singleElement().satisfies(job -> {
            assertThat(trainings.calls("StopTrainingJob", job)).isNotEmpty();
            assertThat(trainings.status(job)).isEqualTo("Stopped");
            assertThat(build.console()).contains("AWS says that training job " + job + " is Stopped");
        });
    }
}
