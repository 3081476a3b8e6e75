package io.jenkins.plugins.codecraft.operation.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.codecraft.embedded.Iam;
import io.jenkins.plugins.codecraft.embedded.IamPolicy;
import io.jenkins.plugins.codecraft.embedded.Permission;
import io.jenkins.plugins.codecraft.operation.crash.Boundary.When;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The policies of {@code docs/iam}: an identity that has just that policy can do all that its step does, also when it
 * goes on after a crash, and there is nothing in a policy that no step needs.
 */
class PolicyTest {
    private static final Path POLICIES = Path.of("docs/iam");
    private static final int AT_ONCE = 4;

    /** What no case needs, by file. */
    private static final Map<String, Set<String>> UNSEEN = Map.of(
            "codecraft-deploy-sagemaker-endpoint.json",
            // the reference has packages as the resources, messages of AWS have had the group
            Set.of("OnlyWithModelPackageGroup: arn:aws:sagemaker:REGION:ACCOUNT:model-package-group/GROUP"),
            // asked where several wait for executions of one state machine or pipeline; a look at a single one is
            // cheaper
            "codecraft-deploy-step-functions.json",
            Set.of(
                    "OnlyWithVerify: states:ListExecutions",
                    "OnlyWithVerify: arn:aws:states:REGION:ACCOUNT:stateMachine:STATE_MACHINE"),
            "codecraft-invoke-sagemaker-pipeline.json",
            Set.of("Executions: sagemaker:ListPipelineExecutions"),
            // asked where a job runs on at the first look
            "codecraft-train.json",
            Set.of("OneListingForAllThatWait: sagemaker:ListTrainingJobs", "OneListingForAllThatWait: *"),
            "codecraft-invoke-batch-transform.json",
            Set.of("OneListingForAllThatWait: sagemaker:ListTransformJobs", "OneListingForAllThatWait: *"));

    @TempDir
    static Path workspaces;

    private static Lab lab;
    private static CrashHarness harness;
    private static ExecutorService threads;

    /** One run with its policy, as far as it came. */
    private record Trial(PolicyCase of, Ground ground, Iam.AccessKey key, IamPolicy policy) {
        Stream<String> refusals() {
            return ground.aws().iam().refused(key).stream().map(this::words);
        }

        private String words(Permission missing) {
            return "docs/iam/" + of.file() + " lacks " + missing + ", needed by: "
                    + of.what().name();
        }
    }

    @BeforeAll
    static void begin() throws IOException {
        lab = new Lab();
        lab.aws().objects().createBucket(InvokeCases.FAILURES);
        CrashTest.prepare(workspaces.resolve("workspace"));
        PolicyCases.prepare(workspaces.resolve("workspace"));
        harness = new CrashHarness(lab, workspaces);
        threads = Executors.newFixedThreadPool(AT_ONCE);
    }

    @AfterAll
    static void end() {
        threads.shutdownNow();
        lab.close();
    }

    static List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(POLICIES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void allows_all_that_its_step_does_and_nothing_else(String file) throws Exception {
        Queue<Trial> trials = new ConcurrentLinkedQueue<>();
        List<Future<String>> runs = new ArrayList<>();
        for (PolicyCase one : PolicyCases.all()) {
            if (one.file().equals(file)) {
                runs.add(threads.submit(() -> run(one, trials)));
            }
        }
        List<Exception> failures = new ArrayList<>();
        List<String> ends = new ArrayList<>();
        for (Future<String> run : runs) {
            try {
                ends.add(run.get());
            } catch (Exception failed) {
                failures.add(failed);
            }
        }
        assertThat(trials.stream().flatMap(Trial::refusals).distinct()).isEmpty();
        SoftAssertions softly = new SoftAssertions();
        failures.forEach(failure -> softly.assertThat(failure).isNull());
        softly.assertThat(needless(file, trials, IamPolicy::actions, IamPolicy::neededActions))
                .as("actions in docs/iam/%s that no case needs: remove them or add one; the cases ended %s", file, ends)
                .isEmpty();
        softly.assertThat(needless(file, trials, IamPolicy::resources, IamPolicy::neededResources))
                .as(
                        "resources in docs/iam/%s that no case needs: remove them or add one; the cases ended %s",
                        file, ends)
                .isEmpty();
        softly.assertAll();
    }

    private static Set<String> needless(
            String file,
            Collection<Trial> trials,
            Function<IamPolicy, Set<String>> all,
            Function<IamPolicy, Set<String>> needed) {
        Set<String> needless = new TreeSet<>(all.apply(IamPolicy.parse(read(file))));
        trials.forEach(trial -> needless.removeAll(needed.apply(trial.policy())));
        needless.removeAll(UNSEEN.getOrDefault(file, Set.of()));
        return needless;
    }

    /**
     * Does what the case is, crashed after each of its operations in turn if it names some.
     *
     * @return how it ended
     */
    private static String run(PolicyCase one, Queue<Trial> trials) {
        CrashCase what = limited(one, trials);
        for (String operation : one.crashes()) {
            CrashPoint after = CrashPoint.at(new Boundary(When.AFTER, operation, 1));
            CrashHarness.Run crashed = harness.run(what, harness.ground(), List.of(after));
            assertThat(crashed.crashes())
                    .as("%s crashed after %s", what.name(), operation)
                    .isEqualTo(1);
        }
        if (what.stopAt().isPresent()) {
            harness.run(what, harness.ground(), List.of());
        } else if (one.crashes().isEmpty()) {
            Ground ground = harness.ground();
            what.setup().accept(ground);
            return what.name() + ": " + ground.end(what.first().apply(ground)).failure();
        }
        return what.name();
    }

    private static CrashCase limited(PolicyCase one, Queue<Trial> trials) {
        CrashCase what = one.what();
        Consumer<Ground> setup = what.setup().andThen(ground -> trials.add(limit(one, ground)));
        return new CrashCase(what.name(), setup, what.first(), what.stopAt(), what.leaves());
    }

    private static Trial limit(PolicyCase one, Ground ground) {
        IamPolicy policy = IamPolicy.parse(read(one.file()), text -> one.fill(text, ground));
        List<IamPolicy> all = new ArrayList<>(List.of(policy));
        one.companions().forEach(file -> all.add(IamPolicy.parse(read(file), text -> one.fill(text, ground))));
        return new Trial(one, ground, ground.limit(all.toArray(IamPolicy[]::new)), policy);
    }

    private static String read(String file) {
        try {
            return Files.readString(POLICIES.resolve(file));
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}
