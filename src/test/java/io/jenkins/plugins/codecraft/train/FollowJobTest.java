package io.jenkins.plugins.codecraft.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.AwsSessions;
import io.jenkins.plugins.codecraft.aws.SessionRequest;
import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SageMaker;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SyntheticOutcome;
import io.jenkins.plugins.codecraft.operation.Console;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.operation.Watch;
import io.jenkins.plugins.codecraft.storage.Agent;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sagemaker.model.TrainingJobStatus;

/** A training whose job runs on after a restart. */
class FollowJobTest {
    private static final String REGION = "eu-west-1";
    private static final String IMAGE = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/endless:1";
    private static final Instant BEGUN = Instant.parse("2025-05-04T03:02:01.678Z");

    private final EmbeddedAws aws = EmbeddedAws.builder()
            .role("SageMakerRole", "sagemaker.amazonaws.com")
            .start();
    private final AwsSessions sessions = new AwsSessions(scope -> new ExecutionInterceptor() {});
    private final AwsSession session = sessions.open(new SessionRequest(
            REGION,
            StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(EmbeddedAws.ACCESS_KEY_ID, EmbeddedAws.SECRET_ACCESS_KEY)),
            Optional.empty(),
            Optional.of(aws.endpoint())));
    private final WaitingTrainings trainings = new WaitingTrainings(REGION, "models", IMAGE, "none");

    @BeforeEach
    void create() {
        aws.objects().createBucket("models");
        aws.objects().put("models", "data/iris.csv", new byte[] {'1'});
        aws.service(SageMaker.class).images().synthetic(IMAGE, job -> SyntheticOutcome.endless());
        session.sageMaker().createTrainingJob(trainings.request(7));
    }

    @AfterEach
    void close() {
        sessions.close();
        aws.close();
    }

    @Test
    void it_waits_for_what_has_changed_since_it_was_saved_without_a_look_at_its_job() throws Exception {
        Operation training = trainings.training(7, BEGUN);
        Progress progress = training.advance(new Turn(OperationContext.Wake.STARTED));

        Watch sinceThen = new Watch(TrainingJobs.KIND, trainings.name(7), "InProgress", BEGUN);
        assertThat(progress).isEqualTo(Progress.waitFor(training, sinceThen));
        assertThat(aws.journal().count("DescribeTrainingJob")).isZero();
    }

    @Test
    void it_looks_at_its_job_when_it_was_saved_before_its_first_look() throws Exception {
        trainings.created(7).advance(new Turn(OperationContext.Wake.STARTED));

        assertThat(aws.journal().count("DescribeTrainingJob")).isEqualTo(1);
    }

    @Test
    void a_job_that_is_at_rest_takes_one_look() throws Exception {
        aws.service(SageMaker.class).images().synthetic(IMAGE, job -> SyntheticOutcome.completed()
                .log("accuracy=0.9"));
        session.sageMaker().createTrainingJob(trainings.request(8));
        Awaitility.await()
                .until(() -> session.sageMaker()
                                .describeTrainingJob(request -> request.trainingJobName(trainings.name(8)))
                                .trainingJobStatus()
                        == TrainingJobStatus.COMPLETED);
        aws.journal().clear();

        Progress progress = Progress.next(trainings.created(8));
        while (progress instanceof Progress.Next next) {
            progress = next.operation().advance(new Turn(OperationContext.Wake.STARTED));
        }
        assertThat(progress).isInstanceOfSatisfying(Progress.Done.class, done -> assertThat(done.result())
                .containsEntry("status", "Completed")
                .containsEntry("name", trainings.name(8))
                .containsKeys("arn", "modelArtifacts", "metrics", "seconds", "billableSeconds"));
        assertThat(aws.journal().counts()).isEqualTo(Map.of("sagemaker:DescribeTrainingJob", 1));
    }

    /** The first turn after a restart. */
    private final class Turn implements OperationContext {
        private final Wake wake;

        Turn(Wake wake) {
            this.wake = wake;
        }

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
                public void line(String text) {}
            };
        }

        @Override
        public Wake wake() {
            return wake;
        }

        @Override
        public boolean restored() {
            return true;
        }
    }
}
