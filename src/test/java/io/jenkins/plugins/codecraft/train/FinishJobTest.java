package io.jenkins.plugins.codecraft.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.AwsSessions;
import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.aws.SessionRequest;
import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import io.jenkins.plugins.codecraft.logs.LogCursor;
import io.jenkins.plugins.codecraft.operation.Console;
import io.jenkins.plugins.codecraft.operation.LogDrain;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.storage.Agent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** A training whose job is at rest, and whose last lines may still be on their way. */
class FinishJobTest {
    private static final String REGION = "eu-west-1";

    private final EmbeddedAws aws = EmbeddedAws.builder().start();
    private final AwsSessions sessions = new AwsSessions(scope -> new ExecutionInterceptor() {});
    private final AwsSession session = sessions.open(new SessionRequest(
            REGION,
            StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(EmbeddedAws.ACCESS_KEY_ID, EmbeddedAws.SECRET_ACCESS_KEY)),
            Optional.empty(),
            Optional.of(aws.endpoint())));
    private final Trainings trainings = new Trainings();
    private final List<String> lines = new ArrayList<>();

    @AfterEach
    void close() {
        sessions.close();
        aws.close();
    }

    private TrainingJob job() {
        return TrainingJob.of(trainings.settings(), new BuildOrigin("jenkins", "team/iris", "7", 0, "12"));
    }

    private FinishJob ended(String status, String secondaryStatus, int reads) {
        String arn = "arn:aws:sagemaker:eu-west-1:123456789012:training-job/" + job().name();
        JobEnd end = new JobEnd(arn, status, secondaryStatus, "", "", 60, 60, Map.of());
        return new FinishJob(job(), StagedInputs.none(), end, new LogDrain(LogCursor.start(), 0, reads), true);
    }

    private void write(int host, String line) {
        aws.logs().put(REGION, TrainingJob.LOG_GROUP, job().name() + "/algo-" + host + "-1700000000", line);
    }

    private Progress advance(Operation operation) throws Exception {
        return operation.advance(new Turn());
    }

    /** Carries it on to its end; between two reads something may happen. */
    private void finish(Operation operation, Runnable between) throws Exception {
        Progress progress = Progress.next(operation);
        while (!(progress instanceof Progress.Done)) {
            if (progress instanceof Progress.Waiting waiting) {
                between.run();
                progress = advance(waiting.operation());
            } else {
                progress = advance(((Progress.Next) progress).operation());
            }
        }
    }

    @Test
    void lines_that_come_after_the_end_are_shown() throws Exception {
        write(1, "epoch 1");
        List<String> late = new ArrayList<>(List.of("epoch 2", "epoch 3"));
        finish(
                ended("Completed", "Completed", 0),
                () -> late.stream().findFirst().ifPresent(line -> {
                    write(1, line);
                    late.remove(line);
                }));
        assertThat(lines).containsExactly("epoch 1", "epoch 2", "epoch 3");
    }

    @Test
    void a_log_that_never_gets_quiet_does_not_hold_the_step() throws Exception {
        int[] written = {0};
        finish(ended("Completed", "Completed", 990), () -> write(1, "noise " + written[0]++));
        assertThat(lines).hasSizeBetween(8, 11);
    }

    @Test
    void lines_of_several_instances_tell_which_it_is() throws Exception {
        trainings.instanceCount = 2;
        write(1, "one");
        write(2, "two");
        finish(ended("Completed", "Completed", 0), () -> {});
        assertThat(lines).containsExactlyInAnyOrder("[algo-1] one", "[algo-2] two");
    }

    @Test
    void noise_and_very_long_lines_do_no_harm() throws Exception {
        String big = "x".repeat(256 << 10);
        write(1, big);
        write(1, "\u0000\u0007\u001b[2J\uFFFE");
        write(1, "fine");
        finish(ended("Completed", "Completed", 0), () -> {});
        assertThat(lines).containsExactly(big, "\uFFFD\uFFFD\uFFFD[2J\uFFFE", "fine");
    }

    @Test
    void a_job_that_waited_too_long_for_its_instances_fails_the_step_and_says_so() {
        assertThatThrownBy(() -> finish(ended("Stopped", "MaxWaitTimeExceeded", 0), () -> {}))
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("was stopped (MaxWaitTimeExceeded)");
    }

    @Test
    void a_job_that_took_too_long_fails_the_step_and_says_so() {
        assertThatThrownBy(() -> finish(ended("Stopped", "MaxRuntimeExceeded", 0), () -> {}))
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("was stopped (MaxRuntimeExceeded)");
    }

    private final class Turn implements OperationContext {
        @Override
        public AwsSession aws() {
            return session;
        }

        @Override
        public Agent agent() throws IOException {
            throw new IOException("no agent here");
        }

        @Override
        public Console console() {
            return new Console() {
                @Override
                public void event(String text) {}

                @Override
                public void line(String text) {
                    lines.add(text);
                }
            };
        }

        @Override
        public Wake wake() {
            return Wake.STARTED;
        }

        @Override
        public boolean restored() {
            return false;
        }
    }
}
