package io.jenkins.plugins.codecraft.operation.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.codecraft.deploy.endpoint.Deployments;
import io.jenkins.plugins.codecraft.invoke.endpoint.Invocations;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.crash.Boundary.When;
import io.jenkins.plugins.codecraft.train.Trainings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every operation, crashed at every place where a process may die. */
class CrashTest {
    private static final Logger LOGGER = Logger.getLogger(CrashTest.class.getName());
    private static final String S3 = "s3://" + Trainings.BUCKET;
    private static final int TWO_CRASHES_RUNS = 500;
    private static final int AT_ONCE = 4;

    @TempDir
    Path workspaces;

    private final Lab lab = new Lab();
    private CrashHarness harness;
    private ExecutorService threads;

    @BeforeEach
    void begin() throws IOException {
        prepare(workspaces.resolve("workspace"));
        harness = new CrashHarness(lab, workspaces);
        threads = Executors.newFixedThreadPool(AT_ONCE);
    }

    /** The files that the cases read. */
    static void prepare(Path workspace) throws IOException {
        Path data = Files.createDirectories(workspace.resolve("data/more"));
        Files.writeString(data.resolve("a.csv"), "1,2,3\n");
        Files.writeString(data.resolveSibling("b.csv"), "4,5,6\n");
        Path code = Files.createDirectories(workspace.resolve("train"));
        Files.writeString(code.resolve("train.py"), "print('training')\n");
        Path function = Files.createDirectories(workspace.resolve("lambda"));
        Files.writeString(function.resolve("app.py"), "one = 1\n");
        Path other = Files.createDirectories(workspace.resolve("other"));
        Files.writeString(other.resolve("app.py"), "two = 2\n");
        ApiCases.prepare(workspace);
        StateCases.prepare(workspace);
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
        lab.close();
    }

    /** To have an operation crashed, name it here. */
    static List<CrashCase> cases() {
        CrashCase train = new CrashCase("train", ground -> {}, CrashTest::training, CrashTest::trained);
        CrashCase kept = new CrashCase("train, kept", ground -> {}, CrashTest::keeping, CrashTest::kept);
        CrashCase create = new CrashCase("create endpoint", ground -> {}, CrashTest::deployingA, CrashTest::servingA);
        CrashCase same = new CrashCase("same endpoint", CrashTest::haveA, CrashTest::deployingA, CrashTest::servingA);
        CrashCase invoke = new CrashCase("invoke endpoint", CrashTest::haveA, CrashTest::calling, CrashTest::servingA);
        CrashCase stream = new CrashCase("stream", CrashTest::haveA, CrashTest::streaming, CrashTest::servingA);
        CrashCase endless = new CrashCase("", ground -> {}, CrashTest::endless, CrashTest::stopped);
        List<CrashCase> all = new ArrayList<>(List.of(
                train,
                kept,
                endless.aborted("train, aborted", new Boundary(When.AFTER, "CreateTrainingJob", 1), CrashTest::stopped),
                create,
                create.aborted("create, aborted", new Boundary(When.AFTER, "CreateEndpoint", 1), ground -> List.of()),
                same,
                invoke,
                stream));
        all.addAll(EndpointCases.all());
        all.addAll(InvokeCases.all());
        all.addAll(FunctionCases.all());
        all.addAll(ApiCases.all());
        all.addAll(StateCases.all());
        return all;
    }

    private static Operation endless(Ground ground) {
        return new Trainings()
                .in(ground.bucket())
                .image(Lab.ENDLESS)
                .lastingAtMost("28d")
                .channel("validation", S3 + "/validation/")
                .operation(ground.origin());
    }

    private static Operation training(Ground ground) {
        return new Trainings()
                .in(ground.bucket())
                .channel("train", "data")
                .channel("validation", S3 + "/validation/")
                .script("train", "train.py")
                .tag("team", "ml")
                .operation(ground.origin());
    }

    /** With all that is done once the job has ended. */
    private static Operation keeping(Ground ground) {
        return new Trainings()
                .in(ground.bucket())
                .channel("validation", S3 + "/validation/")
                .archived()
                .downloading("model-" + ground.region())
                .operation(ground.origin());
    }

    private static List<String> kept(Ground ground) {
        String run = "object runs/team/iris/7/" + new Trainings().jobName(ground.origin()) + "/";
        List<String> all = new ArrayList<>(trained(ground));
        all.addAll(List.of(run + "inputs.json", run + "log.txt", run + "result.json"));
        return all;
    }

    private static List<String> trained(Ground ground) {
        String job = new Trainings().jobName(ground.origin());
        return List.of("training job " + job + " Completed", "object output/" + job + "/output/model.tar.gz");
    }

    private static List<String> stopped(Ground ground) {
        return List.of("training job " + new Trainings().jobName(ground.origin()) + " Stopped");
    }

    private static Deployments endpoint(String model) {
        return new Deployments().model(S3 + "/" + model + "/model.tar.gz");
    }

    private static Operation deployingA(Ground ground) {
        return endpoint("model-a").operation(ground.origin());
    }

    private static void haveA(Ground ground) {
        ground.run(endpoint("model-a").operation(ground.origin(2)));
    }

    private static List<String> servingA(Ground ground) {
        return List.of("endpoint iris InService " + endpoint("model-a").configName(ground.origin()));
    }

    private static Operation calling(Ground ground) {
        return Invocations.endpoint("iris", "5.1,3.5,1.4,0.2");
    }

    private static Operation streaming(Ground ground) {
        return new Invocations()
                .mode("stream")
                .outputFile("stream-" + ground.region() + ".txt")
                .operation(ground.origin());
    }

    @Test
    void crashed_anywhere_it_leaves_what_an_undisturbed_run_leaves() throws Exception {
        StringBuilder table = new StringBuilder("Crashed once at each place, restored, and compared:\n");
        table.append(
                "%-20s %14s %11s %6s %6s%n".formatted("operation", "kinds of call", "call places", "saves", "seconds"));
        for (CrashCase crashCase : cases()) {
            long began = System.nanoTime();
            CrashHarness.Run undisturbed = harness.undisturbed(crashCase);
            List<Boundary> places = CrashHarness.boundaries(undisturbed);
            inParallel(places.stream()
                    .map(place -> (Runnable) () -> harness.crash(crashCase, place, undisturbed))
                    .toList());
            long saves = places.stream().filter(Boundary::isSave).count();
            long kinds = places.stream()
                    .filter(place -> !place.isSave())
                    .map(Boundary::what)
                    .distinct()
                    .count();
            table.append("%-20s %14d %11d %6d %6d%n"
                    .formatted(
                            crashCase.name(),
                            kinds,
                            places.size() - saves,
                            saves,
                            (System.nanoTime() - began) / 1_000_000_000));
        }
        LOGGER.info(table.toString());
    }

    @Test
    void crashed_twice_at_random_places_it_leaves_what_an_undisturbed_run_leaves() throws Exception {
        Random random = new Random(20250101);
        List<Runnable> work = new ArrayList<>();
        AtomicInteger crashes = new AtomicInteger();
        List<CrashCase> cases = cases();
        List<CrashHarness.Run> undisturbed =
                cases.stream().map(harness::undisturbed).toList();
        for (int i = 0; i < TWO_CRASHES_RUNS; i++) {
            CrashCase crashCase = cases.get(i % cases.size());
            CrashHarness.Run run = undisturbed.get(i % cases.size());
            int places = run.passed().size();
            int first = 1 + random.nextInt(places);
            int second = 1 + random.nextInt(places - first + 1); // what was done by then is not done again
            work.add(() -> crashes.addAndGet(harness.crash(crashCase, first, second, run)));
        }
        inParallel(work);
        LOGGER.info(TWO_CRASHES_RUNS + " runs with two crashes planned in each; " + crashes + " crashes happened");
        assertThat(crashes).hasValueGreaterThan(TWO_CRASHES_RUNS * 18 / 10);
    }

    private void inParallel(List<Runnable> work) throws Exception {
        List<Future<?>> all = new ArrayList<>();
        work.forEach(one -> all.add(threads.submit(one)));
        SoftAssertions failures = new SoftAssertions();
        for (Future<?> one : all) {
            failures.assertThatCode(one::get).doesNotThrowAnyException();
        }
        failures.assertAll();
    }
}
