package io.jenkins.plugins.codecraft.operation.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.AwsSessions;
import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.embedded.Journal;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SageMaker;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SyntheticOutcome;
import io.jenkins.plugins.codecraft.embedded.sagemaker.Timings;
import io.jenkins.plugins.codecraft.operation.Pace;
import io.jenkins.plugins.codecraft.operation.Runner;
import io.jenkins.plugins.codecraft.train.Trainings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand builds that wait for their training jobs, in real time. */
@Timeout(300)
class ManyWaitingTest {
    private static final Logger LOGGER = Logger.getLogger(ManyWaitingTest.class.getName());
    private static final int MANY = 10_000;
    private static final int CHANGED = 120;
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final int INTERVALS = 5;

    @TempDir
    Path folder;

    private final Lab lab = new Lab();
    private final Pace pace = new Pace(InstantSource.system(), new Pace.Limits(Map.of(), 1e6), () -> 0.5);
    private final AwsSessions sessions = new AwsSessions(pace::interceptor);
    private final Runner runner = new Runner(
            new Runner.Settings(
                    INTERVAL, Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofHours(1)),
            pace);

    @AfterEach
    void end() {
        runner.close();
        sessions.close();
        lab.close();
    }

    @Test
    void cost_what_one_costs_and_each_change_is_seen_within_an_interval() throws Exception {
        Map<String, CompletableFuture<Void>> gates = new ConcurrentHashMap<>();
        SageMaker sageMaker = lab.aws().service(SageMaker.class);
        Duration none = Duration.ZERO;
        sageMaker.timings(new Timings(none, none, none, none, none, none, none));
        sageMaker.images().synthetic(Trainings.IMAGE, job -> SyntheticOutcome.completed()
                .when(gates.computeIfAbsent(job.name(), any -> new CompletableFuture<>())));
        Ground ground = new Ground(lab, 1, folder);
        List<Waiting> all = begin(ground);
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .until(() -> gates.size() == MANY && all.stream().allMatch(Waiting::follows));
        Awaitility.await().atMost(Duration.ofMinutes(3)).until(this::isQuiet);

        lab.aws().journal().clear();
        Instant from = Instant.now();
        pause(INTERVAL.multipliedBy(INTERVALS));
        List<String> threads = engineThreads();
        List<Journal.Call> idle = lab.aws().journal().calls();
        long intervals = 1 + Duration.between(from, Instant.now()).dividedBy(INTERVAL);
        assertThat(threads)
                .hasSizeLessThanOrEqualTo(8)
                .allMatch(name -> name.matches("CodeCraft (operations \\d+|timer 1|timeouts)|idle-connection-reaper"));
        assertThat(idle).allMatch(call -> call.operation().equals("ListTrainingJobs"));
        assertThat(idle).hasSizeLessThanOrEqualTo((int) intervals);

        lab.aws().journal().clear();
        List<Waiting> changing = all.subList(MANY / 2, MANY / 2 + CHANGED);
        long changed = System.nanoTime();
        changing.forEach(one -> gates.get(one.job).complete(null));
        for (Waiting one : changing) {
            one.host.end().get(60, TimeUnit.SECONDS);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - changed);
        List<Journal.Call> calls = lab.aws().journal().calls();
        assertThat(calls.stream()
                        .filter(call -> call.operation().equals("DescribeTrainingJob"))
                        .map(Journal.Call::resource)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(
                        changing.stream().map(one -> one.job).toList());
        LOGGER.info("%d waiting: threads %s, %d calls in %d intervals of %d ms without a change"
                .formatted(MANY, threads, idle.size(), intervals, INTERVAL.toMillis()));
        LOGGER.info("%d changes at once: all seen and their steps ended after %d ms, by %s"
                .formatted(CHANGED, took.toMillis(), lab.aws().journal().counts()));
    }

    /** What the jobs' beginning changed has been listed once an interval brings no more than a listing and a sweep's page. */
    private boolean isQuiet() {
        lab.aws().journal().clear();
        pause(INTERVAL);
        return lab.aws().journal().calls().size() <= 2;
    }

    private static void pause(Duration time) {
        Awaitility.await().pollDelay(time).atMost(time.plusMinutes(1)).until(() -> true);
    }

    private record Waiting(String job, BuildHost host, Runner.Run run) {
        boolean follows() {
            return host.printed().stream().anyMatch(line -> line.startsWith("Created training job"));
        }
    }

    private List<Waiting> begin(Ground ground) {
        List<Waiting> all = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            BuildOrigin origin = new BuildOrigin("jenkins", "team/job-" + i, "1", 1000, "1");
            Trainings training = new Trainings()
                    .in(ground.bucket())
                    .lastingAtMost("28d")
                    .logs("none")
                    .channel("train", "s3://" + Trainings.BUCKET + "/validation/");
            BuildHost host = new BuildHost(ground) {
                @Override
                public AwsSession connect() {
                    return sessions.open(lab.request(ground.region()));
                }

                @Override
                public void expired(AwsSession session) {
                    sessions.forget(session);
                }
            };
            all.add(new Waiting(training.jobName(origin), host, runner.start(training.operation(origin), host)));
        }
        return all;
    }

    /** All threads that are there for waiting builds, the SDK's own included. */
    private static List<String> engineThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("CodeCraft ")
                        || name.contains("idle-connection-reaper")
                        || name.startsWith("sdk-"))
                .toList();
    }
}
