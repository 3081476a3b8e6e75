package io.jenkins.plugins.codecraft.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.codecraft.embedded.sagemaker.SyntheticJob;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SyntheticOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Takes a quarter of an hour and more; run only with {@code -Dacceptance.storm=true}. */
@EnabledIfSystemProperty(named = "acceptance.storm", matches = "true")
class StormAcceptance {
    private static final int BUILDS = 50;
    private static final int KILLS = 10;
    private static final int LINES = 30;
    private static final Duration LONGEST_TRAINING = Duration.ofMinutes(6);
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    @RegisterExtension
    static final JenkinsUnderTest jenkins = new JenkinsUnderTest().executors(BUILDS);

    private final long seed = Long.getLong("acceptance.seed", 20250101);
    private final Random random = new Random(seed);
    private final CompletableFuture<Void> lastKillIsOver = new CompletableFuture<>();
    private final List<String> report = new ArrayList<>();
    private final Instant began = Instant.now();

    @Test
    void fifty_trainings_survive_ten_kills_of_jenkins_at_random_moments() {
        jenkins.sageMaker().images().synthetic(Scripts.SCRIPTED_IMAGE, this::training);
        List<Build> builds = IntStream.rangeClosed(1, BUILDS)
                .mapToObj(this::job)
                .map(Job::schedule)
                .toList();
        builds.forEach(Build::awaitStart);
        builds.forEach(build -> build.awaitConsole(PATIENCE, "[Pipeline] codecraftTrain"));
        note("all builds have begun their step; jobs in AWS: " + created());

        for (int kill = 1; kill <= KILLS; kill++) {
            killAtSomeMoment(kill);
        }
        lastKillIsOver.complete(null);
        builds.forEach(build -> build.awaitEnd(PATIENCE));
        note("all builds have ended");

        assertThat(builds).extracting(Build::result).containsOnly("SUCCESS");
        assertThat(jenkins.aws().journal().effects())
                .filteredOn(call -> call.operation().equals("CreateTrainingJob"))
                .hasSize(BUILDS);
        builds.forEach(this::assertConsoleReadsRight);
        keepReport(builds);
    }

    /** Every second one stages a channel from its workspace on an executor; the others need no executor. */
    private Job job(int number) {
        String name = "storm-%02d".formatted(number);
        String script = Scripts.training(name);
        if (number % 2 == 0) {
            putData(jenkins.home().workspace(name).resolve("data"), name);
            script = "node {\n"
                    + script.replace("image:", "channels: [channel(name: 'train', source: 'data')],\n  image:") + "}\n";
        }
        return jenkins.job(name, Job.pipeline(script));
    }

    private static void putData(Path folder, String name) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("rows.csv"), name + ",1,2,3\n");
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /** Every fifth one lasts until after the last kill, so that there is something to kill till the end. */
    private SyntheticOutcome training(SyntheticJob job) {
        Random chance = new Random(seed + stepOf(job.name()).hashCode());
        Duration real = Duration.ofSeconds(20 + chance.nextInt((int) LONGEST_TRAINING.toSeconds() - 20));
        SyntheticOutcome outcome = SyntheticOutcome.completed()
                .after(jenkins.aws().clock().aws(real))
                .log(log(stepOf(job.name())).toArray(String[]::new));
        return chance.nextInt(5) == 0 ? outcome.when(lastKillIsOver) : outcome;
    }

    private static String stepOf(String job) {
        return job.substring(0, "storm-00".length());
    }

    private static List<String> log(String step) {
        return IntStream.rangeClosed(1, LINES)
                .mapToObj(line -> step + " epoch=" + line)
                .toList();
    }

    /** While it starts, or some time after it has started; the first time while some have not created their job yet. */
    private void killAtSomeMoment(int number) {
        boolean whileStarting = number > 1 && random.nextInt(4) == 0;
        Duration wait = Duration.ofMillis(random.nextInt(number == 1 ? 2_000 : 20_000));
        if (!whileStarting) {
            jenkins.awaitServing();
        }
        await().pollDelay(wait).atMost(wait.plusMinutes(1)).until(() -> true);
        jenkins.process().kill();
        note("kill " + number + ", " + wait.toMillis() + " ms after it " + (whileStarting ? "began to start" : "served")
                + "; jobs in AWS: " + created());
        jenkins.process().start();
        if (number == KILLS) {
            jenkins.awaitServing();
        }
    }

    private int created() {
        return new Trainings(jenkins.aws()).of("storm").size();
    }

    private void assertConsoleReadsRight(Build build) {
        List<String> lines = build.lines();
        new ShownLog(lines).assertShowsAll(build.toString(), log(build.job().name()));
        assertThat(lines).contains("trained: Completed");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("storm-"))
                .allMatch(line -> line.startsWith(build.job().name()));
    }

    private void note(String what) {
        report.add("%4d s: %s".formatted(Duration.between(began, Instant.now()).toSeconds(), what));
    }

    private void keepReport(List<Build> builds) {
        long resumed = builds.stream()
                .filter(build -> build.console().contains(ShownLog.MARK))
                .count();
        note("consoles with lines shown again after a mark, at most: " + resumed);
        note("seed " + seed + "; calls of AWS: " + jenkins.aws().journal().counts());
        try {
            Files.write(jenkins.home().path().resolveSibling("report.txt"), report);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}
