package io.jenkins.plugins.codecraft.operation.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.AwsSessions;
import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.aws.Scope;
import io.jenkins.plugins.codecraft.deploy.endpoint.Deployments;
import io.jenkins.plugins.codecraft.embedded.Faults;
import io.jenkins.plugins.codecraft.embedded.Journal;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SageMaker;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SyntheticOutcome;
import io.jenkins.plugins.codecraft.invoke.endpoint.Invocations;
import io.jenkins.plugins.codecraft.operation.FastTime;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.Runner;
import io.jenkins.plugins.codecraft.operation.crash.Boundary.When;
import io.jenkins.plugins.codecraft.train.Trainings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** An AWS that does not answer as it should. */
@Timeout(180)
class FaultsTest {
    private static final Logger LOGGER = Logger.getLogger(FaultsTest.class.getName());
    private static final int PIPELINES = 200;
    private static final Duration CALL_TIMEOUT = Duration.ofMillis(1500);

    /** Nobody gives up here, however slow the machine is: a day is three quarters of a minute. */
    private static final Runner.Settings PATIENT = new Runner.Settings(
            World.SETTINGS.watchInterval(),
            World.SETTINGS.firstRetry(),
            World.SETTINGS.longestRetry(),
            Duration.ofDays(7),
            Duration.ofDays(7));

    @TempDir
    Path folder;

    private final Lab lab = new Lab();
    private final FastTime.Pieces pieces = FastTime.pieces(World.SPEED, PATIENT);
    private final AwsSessions sessions = new AwsSessions(this::interceptor, CALL_TIMEOUT);
    private Ground ground;

    private ExecutionInterceptor interceptor(Scope scope) {
        return pieces.pace().interceptor(scope);
    }

    @BeforeEach
    void begin() throws IOException {
        Path data = Files.createDirectories(folder.resolve("workspace/data"));
        Files.writeString(data.resolve("a.csv"), "1,2,3\n");
        ground = new Ground(lab, 1, folder.resolve("workspace"));
    }

    @AfterEach
    void end() {
        pieces.runner().close();
        sessions.close();
        lab.close();
    }

    private BuildHost start(Operation operation) {
        BuildHost host = host();
        pieces.runner().start(operation, host);
        return host;
    }

    private BuildHost host() {
        return new BuildHost(ground) {
            @Override
            public AwsSession connect() {
                return sessions.open(lab.request(ground.region()));
            }

            @Override
            public void expired(AwsSession session) {
                sessions.forget(session);
            }
        };
    }

    /** Trains, deploys what was trained and calls it, as a user's pipeline does. */
    private CompletableFuture<Map<String, Object>> pipeline(int number) {
        String name = "p" + number;
        BuildOrigin origin = new BuildOrigin("jenkins", "team/" + name, "1", 1000, "1");
        Trainings training = new Trainings().named(name).in(ground.bucket()).logs(number % 4 == 0 ? "all" : "none");
        String source = number % 10 == 0 ? "data" : "s3://" + Trainings.BUCKET + "/validation/";
        return start(training.channel("train", source).operation(origin))
                .end()
                .thenCompose(trained -> start(new Deployments()
                                .named(name)
                                .model(trained.get("modelArtifacts").toString())
                                .operation(origin))
                        .end())
                .thenCompose(deployed -> start(
                                Invocations.endpoint(deployed.get("name").toString(), "payload " + number))
                        .end());
    }

    private void faultsAtAFifthOfAllCalls() {
        Predicate<Journal.Call> all = call -> true;
        // a model is not asked again when its answer is lost
        Predicate<Journal.Call> notOfTheModel = call -> !call.operation().equals("InvokeEndpoint");
        Faults faults = lab.aws().faults();
        faults.on(all).probability(0.04).throttle();
        faults.on(all).probability(0.04).serverError(500);
        faults.on(all).probability(0.04).serverError(503);
        faults.on(notOfTheModel).probability(0.04).resetBefore();
        faults.on(notOfTheModel).probability(0.04).resetAfter();
        faults.on(notOfTheModel).probability(0.04).malformed();
        faults.on(call -> call.number() % 100 == 0).stall(CALL_TIMEOUT.plusMillis(500));
    }

    @Test
    void two_hundred_pipelines_end_right_with_faults_at_a_fifth_of_all_calls() {
        lab.aws().service(SageMaker.class).images().synthetic(Trainings.IMAGE, job -> SyntheticOutcome.completed()
                .log("accuracy=0.9")
                .modelFile("weights", job.name().getBytes(StandardCharsets.UTF_8)));
        faultsAtAFifthOfAllCalls();
        List<CompletableFuture<Map<String, Object>>> pipelines = new ArrayList<>();
        for (int i = 0; i < PIPELINES; i++) {
            pipelines.add(pipeline(i));
        }
        for (int i = 0; i < PIPELINES; i++) {
            Map<String, Object> answer =
                    pipelines.get(i).orTimeout(150, TimeUnit.SECONDS).join();
            assertThat(answer.get("body").toString()).contains("payload " + i);
        }
        lab.aws().faults().clear();
        // a call that is stalled after its effect counts once it is over
        await().until(() ->
                lab.aws().journal().calls().stream().noneMatch(call -> call.outcome() == Journal.Outcome.PENDING));
        List<Journal.Call> calls = lab.aws().journal().calls();
        long bad = calls.stream()
                .filter(call -> call.outcome() != Journal.Outcome.DONE)
                .count();
        LOGGER.info(PIPELINES + " pipelines: " + calls.size() + " calls, " + bad + " not answered as they should be");
        Map<String, Integer> effects = new TreeMap<>();
        Inventory.effects(ground).forEach(effect -> effects.merge(effect, 1, Integer::sum));
        assertThat(effects).hasSize(PIPELINES * 4).allSatisfy((effect, times) -> assertThat(times)
                .isEqualTo(1));
        assertThat(Inventory.of(ground).stream().filter(line -> line.contains(" Completed ")))
                .hasSize(PIPELINES);
        assertThat(Inventory.of(ground).stream().filter(line -> line.contains(" InService ")))
                .hasSize(PIPELINES);
    }

    @Test
    void a_network_that_is_gone_for_minutes_is_waited_out_with_one_line() {
        CompletableFuture<Void> gate = gatedJob();
        BuildHost build = start(training());
        await().until(() -> build.printed().stream().anyMatch(line -> line.contains("Training")));
        Faults.Rule gone = lab.aws().faults().on("*", "*").resetBefore();
        await().until(() -> gone.struck() > 20);
        gate.complete(null);
        await().until(() -> gone.struck() > 30);
        gone.remove();
        assertThat(build.end().orTimeout(60, TimeUnit.SECONDS).join()).containsEntry("status", "Completed");
        assertThat(build.printed().stream().filter(line -> line.startsWith("AWS does not answer")))
                .hasSize(1);
        assertThat(build.printed().stream().filter(line -> line.startsWith("AWS answers again")))
                .hasSize(1);
    }

    @Test
    void credentials_that_expire_during_a_wait_are_fetched_again() {
        CompletableFuture<Void> gate = gatedJob();
        BuildHost build = start(training());
        await().until(() -> build.printed().stream().anyMatch(line -> line.contains("Training")));
        lab.aws().faults().on(call -> call.caller().endsWith("/jenkins")).expiredCredentials();
        lab.renewCredentials();
        gate.complete(null);
        assertThat(build.end().orTimeout(60, TimeUnit.SECONDS).join()).containsEntry("status", "Completed");
        assertThat(build.printed()).noneMatch(line -> line.contains("Expired"));
        assertThat(Inventory.effects(ground)).hasSize(1);
    }

    @Test
    void an_endpoint_that_somebody_deletes_in_the_middle_is_a_clear_failure() {
        ground.run(new Deployments()
                .model("s3://" + Trainings.BUCKET + "/model-a/model.tar.gz")
                .operation(ground.origin()));
        Operation update = new Deployments()
                .model("s3://" + Trainings.BUCKET + "/model-b/model.tar.gz")
                .operation(ground.origin());
        CompletableFuture<End> crash = new CompletableFuture<>();
        SavedState saved;
        Boundary changed = new Boundary(When.AFTER, "DescribeEndpoint", 3);
        try (World world =
                new World(ground, SavedState.beginning(update), CrashPoint.at(changed), Optional.empty(), crash)) {
            world.begin();
            assertThat(crash.orTimeout(60, TimeUnit.SECONDS).join().isCrash()).isTrue();
            saved = world.saved();
        }
        await().until(() -> Inventory.of(ground).stream().anyMatch(line -> line.contains(" InService ")));
        ground.sageMaker().deleteEndpoint(request -> request.endpointName("iris"));
        await().until(() -> Inventory.of(ground).stream().noneMatch(line -> line.startsWith("endpoint iris")));
        CompletableFuture<End> end = new CompletableFuture<>();
        try (World world = new World(ground, saved, CrashPoint.NEVER, Optional.empty(), end)) {
            world.begin();
            assertThat(end.orTimeout(60, TimeUnit.SECONDS).join().failure())
                    .get()
                    .hasToString("io.jenkins.plugins.codecraft.operation.OperationFailure:"
                            + " The endpoint iris is gone: somebody deleted it.");
        }
    }

    private CompletableFuture<Void> gatedJob() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        lab.aws().service(SageMaker.class).images().synthetic(Trainings.IMAGE, job -> SyntheticOutcome.completed()
                .when(gate)
                .log("accuracy=0.9"));
        return gate;
    }

    private Operation training() {
        return new Trainings()
                .lastingAtMost("28d")
                .in(ground.bucket())
                .channel("train", "s3://" + Trainings.BUCKET + "/validation/")
                .operation(ground.origin());
    }
}
