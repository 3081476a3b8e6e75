package io.jenkins.plugins.codecraft.bench;

import io.jenkins.plugins.codecraft.aws.AwsSessions;
import io.jenkins.plugins.codecraft.embedded.Journal;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.Pace;
import io.jenkins.plugins.codecraft.operation.Runner;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;

/** Waits as the plugin does, with what the plugin makes one of for a whole Jenkins. */
final class Engine implements Contender {
    private static final int PAGE = 100;

    private final Account.Jobs jobs;
    private final Journal journal;
    private final Scale scale;
    private final AwsSessions sessions;
    private final Runner runner;
    private final Map<Integer, Build> builds = new ConcurrentHashMap<>();

    Engine(Account.Jobs jobs, Journal journal, Scale scale) {
        this.jobs = jobs;
        this.journal = journal;
        this.scale = scale;
        Pace pace = new Pace(InstantSource.system(), scale.limits(), () -> ThreadLocalRandom.current()
                .nextDouble());
        Runner.Settings settings = Runner.Settings.defaults();
        this.sessions = new AwsSessions(pace::interceptor);
        this.runner = new Runner(
                new Runner.Settings(
                        scale.interval(),
                        scale.real(settings.firstRetry()),
                        scale.real(settings.longestRetry()),
                        settings.idlePatience(),
                        settings.runningPatience()),
                pace);
    }

    @Override
    public void waitFor(int build) {
        resume(build, Build.bytes(jobs.trainings().training(build, jobs.begun(build))));
    }

    @Override
    public void train(int build) {
        Operation training = jobs.trainings().creating(build);
        Build host = new Build(sessions, jobs.session(), Build.bytes(training));
        builds.put(build, host);
        runner.start(training, host);
    }

    /** Goes on with what was saved, as after a restart. */
    void resume(int build, byte[] saved) {
        Build host = new Build(sessions, jobs.session(), saved);
        builds.put(build, host);
        runner.resume(Build.operation(saved), Optional.empty(), host);
    }

    /** What is saved of the steps that still wait. */
    Map<Integer, byte[]> saved() {
        Map<Integer, byte[]> saved = new TreeMap<>();
        builds.forEach((build, host) -> {
            if (host.succeeded().isEmpty()) {
                saved.put(build, host.saved());
            }
        });
        return saved;
    }

    boolean allHadATurn() {
        return builds.values().stream().allMatch(Build::connected);
    }

    /** The first listing has as many pages as there are jobs; after it there is one page an interval. */
    @Override
    public void settle() {
        int pages = builds.size() / PAGE + 1;
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> allHadATurn()
                        && journal.count("ListTrainingJobs") >= pages
                        && listings(scale.interval().multipliedBy(2)) <= 3);
    }

    private long listings(Duration lately) {
        Instant since = Instant.now().minus(lately);
        return journal.calls("ListTrainingJobs").stream()
                .filter(call -> call.time().isAfter(since))
                .count();
    }

    @Override
    public Map<Integer, Instant> ended() {
        Map<Integer, Instant> ended = new TreeMap<>();
        builds.forEach((build, host) -> host.succeeded().ifPresent(time -> ended.put(build, time)));
        return ended;
    }

    @Override
    public String threads() {
        return "CodeCraft";
    }

    @Override
    public int failed() {
        return (int) builds.values().stream()
                .filter(host -> host.failure().isPresent())
                .count();
    }

    @Override
    public void close() {
        runner.close();
        sessions.close();
    }
}
