package io.jenkins.plugins.codecraft.operation.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.codecraft.embedded.sagemaker.SageMaker;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SyntheticOutcome;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.crash.Boundary.When;
import io.jenkins.plugins.codecraft.train.Trainings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a restart looks like on the console of a training. */
@Timeout(120)
class RestartedConsoleTest {
    @TempDir
    Path folder;

    @Test
    void lines_that_may_be_on_the_console_already_are_marked_after_a_restart() {
        try (Lab lab = new Lab()) {
            Ground ground = new Ground(lab, 1, folder);
            CompletableFuture<End> crash = new CompletableFuture<>();
            SavedState saved;
            List<World> first = new ArrayList<>();
            CrashPoint beforeTheSaveAfterALine = (here, number) -> here.isSave()
                    && here.when() == When.BEFORE
                    && first.get(0).console().stream().anyMatch(line -> line.startsWith("| "));
            Operation training = new Trainings()
                    .in(ground.bucket())
                    .lastingAtMost("28d")
                    .channel("train", "s3://" + Trainings.BUCKET + "/validation/")
                    .operation(ground.origin());
            CompletableFuture<Void> gate = new CompletableFuture<>();
            lab.aws().service(SageMaker.class).images().synthetic(Trainings.IMAGE, job -> SyntheticOutcome.completed()
                    .after(Duration.ofSeconds(40))
                    .when(gate)
                    .log("epoch 1", "epoch 2")
                    .modelFile("weights", new byte[] {1}));
            try (World world = new World(
                    ground, SavedState.beginning(training), beforeTheSaveAfterALine, Optional.empty(), crash)) {
                first.add(world);
                world.begin();
                crash.orTimeout(60, TimeUnit.SECONDS).join();
                saved = world.saved();
            }
            CompletableFuture<End> end = new CompletableFuture<>();
            try (World world = new World(ground, saved, CrashPoint.NEVER, Optional.empty(), end)) {
                world.begin();
                Awaitility.await().until(() -> world.console().contains("| epoch 2"));
                gate.complete(null);
                end.orTimeout(60, TimeUnit.SECONDS).join();
                assertThat(world.console())
                        .containsOnlyOnce("Resumed; some of the lines that follow may be above already");
                assertThat(world.console().indexOf("Resumed; some of the lines that follow may be above already"))
                        .isLessThan(world.console().indexOf("| epoch 1"));
            }
        }
    }
}
