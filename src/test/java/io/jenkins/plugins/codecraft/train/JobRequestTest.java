package io.jenkins.plugins.codecraft.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sagemaker.model.Channel;
import software.amazon.awssdk.services.sagemaker.model.CreateTrainingJobRequest;

/** What of a training's settings SageMaker is told. */
class JobRequestTest {
    private final Trainings training = new Trainings();

    @Test
    void a_training_without_channels_has_no_list_of_them_as_sagemaker_refuses_an_empty_one() {
        assertThat(request(StagedInputs.none()).hasInputDataConfig()).isFalse();
    }

    @Test
    void each_channel_gets_the_place_that_it_was_staged_to() {
        training.channel("train", "data").channel("validation", "s3://corp-data/iris/");
        StagedInputs inputs =
                StagedInputs.none().withChannel("s3://bucket/datasets/0a/").withChannel("s3://corp-data/iris/");

        assertThat(request(inputs).inputDataConfig())
                .extracting(
                        Channel::channelName,
                        channel -> channel.dataSource().s3DataSource().s3Uri())
                .containsExactly(
                        tuple("train", "s3://bucket/datasets/0a/"), tuple("validation", "s3://corp-data/iris/"));
    }

    private CreateTrainingJobRequest request(StagedInputs inputs) {
        TrainingJob job = TrainingJob.of(training.settings(), new BuildOrigin("jenkins", "job", "1", 0, "1"));
        return new JobRequest(job, inputs, "us-east-1").build();
    }
}
