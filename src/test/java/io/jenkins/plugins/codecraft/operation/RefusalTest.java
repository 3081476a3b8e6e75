package io.jenkins.plugins.codecraft.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What becomes of a step whose credentials AWS does not take, or which has none. */
class RefusalTest {
    private static final SdkClientException NO_CREDENTIALS = SdkClientException.create(
            "Unable to load credentials from any of the providers in the chain AwsCredentialsProviderChain(…)");
    private static final AwsServiceException UNKNOWN_KEY =
            Errors.error("UnrecognizedClientException", 403, "The security token included in the request is invalid.");

    private final ManualScheduler scheduler = new ManualScheduler();
    private final Pace pace = new Pace(scheduler.clock(), new Pace.Limits(Map.of(), 1000), () -> 0);
    private final Runner runner = new Runner(Runner.Settings.defaults(), pace, scheduler);
    private final RecordingHost host = new RecordingHost();

    /** A piece of work that fails so many times, then goes well. */
    private static Piece failing(RuntimeException error, int times) {
        AtomicInteger tries = new AtomicInteger();
        return Piece.of("following", context -> {
            context.aws();
            if (tries.incrementAndGet() <= times) {
                throw error;
            }
            return Progress.done(Map.of());
        });
    }

    @Test
    void a_permission_that_is_missing_while_a_job_runs_is_waited_for_some_minutes() {
        runner.start(failing(Errors.denied(), 6).running("training job x"), host);
        scheduler.pass(Duration.ofMinutes(4));
        assertThat(host.result).isNotNull();
        assertThat(host.console).hasSize(2);
        assertThat(host.console.get(0)).contains("AccessDeniedException").contains("sagemaker:ListTrainingJobs");
    }

    @Test
    void after_that_the_step_fails_and_names_what_runs_on() {
        runner.start(failing(Errors.denied(), 1000).running("training job x"), host);
        scheduler.pass(Duration.ofMinutes(4));
        assertThat(host.failure).isNull();
        scheduler.pass(Duration.ofMinutes(3));
        assertThat(host.failure)
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("AccessDeniedException")
                .hasMessageContaining("Grant the missing permission")
                .hasMessageContaining("it may still run, and cost: training job x.");
    }

    @Test
    void a_key_that_was_replaced_while_a_job_runs_is_fetched_again() {
        runner.start(failing(UNKNOWN_KEY, 1).running("training job x"), host);
        scheduler.pass(Duration.ofSeconds(5));
        assertThat(host.events).containsExactly("save following", "connect", "expired", "connect", "succeeded");
    }

    @Test
    void a_wrong_key_fails_the_step_at_once_before_anything_runs() {
        runner.start(failing(UNKNOWN_KEY, 1000), host);
        scheduler.settle();
        assertThat(host.failure).hasMessageContaining("UnrecognizedClientException");
        assertThat(host.console).isEmpty();
    }

    @Test
    void a_step_without_credentials_fails_at_once_before_anything_runs() {
        runner.start(failing(NO_CREDENTIALS, 1000), host);
        scheduler.settle();
        assertThat(host.failure)
                .isInstanceOf(OperationFailure.class)
                .hasMessageStartingWith("There are no AWS credentials: Unable to load credentials");
    }

    @Test
    void credentials_that_are_gone_while_a_job_runs_are_waited_for() {
        runner.start(failing(NO_CREDENTIALS, 50).running("training job x"), host);
        scheduler.pass(Duration.ofHours(2));
        assertThat(host.result).isNotNull();
    }

    @Test
    void what_can_not_be_reached_is_not_called_a_refusal() {
        runner.start(failing(SdkClientException.create("Connection refused"), 1000), host);
        scheduler.pass(Duration.ofMinutes(10));
        assertThat(host.failure).hasMessageStartingWith("AWS could not be reached: ");
    }
}
