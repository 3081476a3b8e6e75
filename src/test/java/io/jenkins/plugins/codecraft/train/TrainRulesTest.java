package io.jenkins.plugins.codecraft.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.storage.Encryption;
import io.jenkins.plugins.codecraft.storage.S3Location;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of wrong parameters. */
class TrainRulesTest {

    private static String said(Consumer<Trainings> change) {
        Trainings training = new Trainings();
        change.accept(training);
        Mistakes mistakes = new Mistakes("codecraftTrain");
        TrainRules.check(training.settings(), mistakes);
        try {
            mistakes.refuse();
            return "";
        } catch (OperationFailure failure) {
            return failure.getMessage();
        }
    }

    private static ChannelSettings channel(String name, String source, String mode) {
        return new ChannelSettings(name, source, List.of(), List.of(), "", mode);
    }

    @Test
    void a_training_that_is_right_is_not_refused() {
        assertThat(said(training -> training.channel("train", "data/")
                        .channel("validation", "s3://corp-data/iris/")
                        .script("train", "train.py")
                        .tag("team", "ml")))
                .isEmpty();
    }

    @Test
    void everything_wrong_is_said_in_one_message() {
        assertThat(said(training -> {
                    training.name = "-iris";
                    training.role = "";
                    training.bucket = "";
                    training.image = "";
                    training.instanceType = "big";
                    training.instanceCount = 0;
                    training.volumeSize = 0;
                    training.maxRuntime = "soon";
                    training.maxWait = "later";
                    training.entryPoint = "train.py";
                    training.logs = "some";
                    training.onAbort = "panic";
                }))
                .startsWith("codecraftTrain: 12 parameters are wrong; nothing was done in AWS.")
                .contains("name '-iris'.", "role is missing.", "bucket is missing.", "image is missing.")
                .contains("instanceType 'big'.", "instanceCount '0'. At least 1 instance is needed.")
                .contains("volumeSize '0'. At least 1 GB is needed.", "maxRuntime 'soon'.", "maxWait 'later'.")
                .contains("source is missing. Name the folder of the workspace in which entryPoint is.")
                .contains("logs 'some'. Use 'none', 'tail' or 'all'.")
                .contains("onAbort 'panic'. Use 'stop' or 'leave'.");
    }

    @Test
    void a_source_needs_a_script() {
        assertThat(said(training -> training.source = "train")).contains("entryPoint is missing.");
    }

    @Test
    void no_job_runs_longer_than_28_days() {
        assertThat(said(training -> training.maxRuntime = "28d")).isEmpty();
        assertThat(said(training -> training.maxRuntime = "29d")).contains("28 days at most");
        assertThat(said(training -> training.maxRuntime = "0")).contains("maxRuntime '0'. Write a time");
    }

    @Test
    void waiting_is_for_spot_instances_and_includes_the_run() {
        assertThat(said(training -> training.maxWait = "2h")).contains("It is for spot instances");
        assertThat(said(training -> {
                    training.spot = true;
                    training.maxWait = "30m";
                }))
                .contains("make it at least maxRuntime");
        assertThat(said(training -> {
                    training.spot = true;
                    training.maxWait = "2h";
                }))
                .isEmpty();
    }

    @Test
    void each_channel_has_a_name_of_its_own() {
        assertThat(said(training -> training.channel("train", "a").channel("train", "b")))
                .contains("channels[1].name 'train'. Another channel has this name");
        assertThat(said(training -> training.channel("", "a"))).contains("channels[0].name is missing.");
        assertThat(said(training -> training.channel("a b", "a"))).contains("channels[0].name 'a b'.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://host/data", "s3://", "s3://B/", "gs://bucket/x", "s3:// bucket/"})
    void a_channel_comes_from_the_workspace_or_from_s3(String source) {
        assertThat(said(training -> training.channel("train", source)))
                .contains("channels[0].source '" + source + "'. Use a path in the workspace or s3://bucket/prefix/.");
    }

    @Test
    void a_channel_needs_a_source_and_a_known_input_mode() {
        assertThat(said(training -> training.channels.add(channel("train", "", "Stream"))))
                .contains("channels[0].source is missing.")
                .contains("channels[0].inputMode 'Stream'. Use 'File', 'FastFile' or 'Pipe'.");
    }

    @Test
    void a_job_takes_twenty_channels() {
        assertThat(said(training -> {
                    for (int i = 0; i < 21; i++) {
                        training.channel("c" + i, "data");
                    }
                }))
                .contains("channels '21 channels'. A job takes 20 at most.");
    }

    @Test
    void a_regex_that_does_not_compile_is_said_with_its_place() {
        assertThat(said(training -> training.metrics.add(new MetricSettings("accuracy", "acc=([0-9", null, null))))
                .contains("metrics[0].regex 'acc=([0-9'. It is not a regular expression: ")
                .contains(" at position ");
    }

    @Test
    void a_regex_needs_a_group_for_the_value() {
        assertThat(said(training -> training.metrics.add(new MetricSettings("accuracy", "acc=.*", null, null))))
                .contains("Put the value in a group");
        assertThat(said(training -> training.metrics.add(new MetricSettings("accuracy", "", null, null))))
                .contains("metrics[0].regex is missing. Give a regular expression of 1 to 500 characters");
    }

    @Test
    void a_metric_has_a_name_of_its_own_and_limits_that_some_value_meets() {
        assertThat(said(training -> {
                    training.metrics.add(new MetricSettings("accuracy", "a=(.*)", 0.9, 0.1));
                    training.metrics.add(new MetricSettings("accuracy", "b=(.*)", null, null));
                    training.metrics.add(new MetricSettings("", "c=(.*)", null, null));
                }))
                .contains("metrics[0].min '0.9'. It is above max (0.1).")
                .contains("metrics[1].name 'accuracy'. Another metric has this name")
                .contains("metrics[2].name is missing.");
    }

    @Test
    void a_job_takes_forty_metrics() {
        assertThat(said(training -> {
                    for (int i = 0; i < 41; i++) {
                        training.metrics.add(new MetricSettings("m" + i, "m=(.*)", null, null));
                    }
                }))
                .contains("41 metrics");
    }

    @Test
    void hyperparameters_keep_to_the_limits_of_the_api() {
        assertThat(said(training -> {
                    training.hyperparameters.put("k".repeat(257), "1");
                    training.hyperparameters.put("long", "v".repeat(2501));
                    training.hyperparameters.put("sagemaker_program", "\"x\"");
                }))
                .contains("3 parameters are wrong")
                .contains("A name has 1 to 256 characters.")
                .contains("hyperparameters.long")
                .contains(
                        "hyperparameters.sagemaker_program '\"x\"'. Names that begin with sagemaker_ are the toolkit's.");
        assertThat(said(training -> {
                    for (int i = 0; i < 96; i++) {
                        training.hyperparameters.put("h" + i, "1");
                    }
                }))
                .contains("96 entries");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alias/training",
                "0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f",
                "mrk-0a1b2c3d0a1b2c3d0a1b2c3d0a1b2c3d",
                "arn:aws:kms:eu-central-1:123456789012:key/0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f",
                "arn:aws:kms:eu-central-1:123456789012:alias/training"
            })
    void a_key_is_named_by_arn_id_or_alias(String key) {
        assertThat(said(training -> training.kmsKey = key)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"training", "alias/", "arn:aws:s3:::bucket", "arn:aws:kms:eu-central-1:1:key/x"})
    void what_is_no_key_is_refused(String key) {
        assertThat(said(training -> training.kmsKey = key)).contains("kmsKey '" + key + "'. Give the ARN, the id");
    }

    @Test
    void the_owner_of_a_bucket_is_an_account() {
        assertThat(said(training -> training.expectedBucketOwner = "123456789012"))
                .isEmpty();
        assertThat(said(training -> training.expectedBucketOwner = "corp")).contains("expectedBucketOwner 'corp'.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"model", "model/", "out/model", "./model", "a b/ü"})
    void a_model_goes_to_a_folder_of_the_workspace(String folder) {
        assertThat(said(training -> training.download = folder)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/model", "../model", "a/../../b", ".", "./", "C:\\model", "/"})
    void a_model_goes_nowhere_else(String folder) {
        assertThat(said(training -> training.download = folder)).contains("Name a folder inside of the workspace");
    }

    @Test
    void objects_take_ten_tags_of_s3s_characters() {
        assertThat(said(training -> training.objectTags.put("cost center", "ml/42")))
                .isEmpty();
        assertThat(said(training -> training.objectTags.put("aws:x", "1"))).contains("objectTags 'aws:x'.");
        assertThat(said(training -> training.objectTags.put("owner", "a,b"))).contains("objectTags.owner 'a,b'.");
        assertThat(said(training -> {
                    for (int i = 0; i < 11; i++) {
                        training.objectTags.put("tag" + i, "");
                    }
                }))
                .contains("objectTags '11 tags'. S3 keeps at most 10");
    }

    @Test
    void data_are_kept_in_a_class_that_can_be_read_at_once() {
        assertThat(said(training -> training.storageClass = "INTELLIGENT_TIERING"))
                .isEmpty();
        assertThat(said(training -> training.storageClass = "DEEP_ARCHIVE"))
                .contains("storageClass 'DEEP_ARCHIVE'. Use one that can be read at once: STANDARD, ");
    }

    @Test
    void tags_and_a_class_hold_for_all_that_is_staged() {
        Trainings training = new Trainings();
        training.objectTags.put("team", "iris");
        training.storageClass = "STANDARD_IA";
        S3Location location = training.settings().location();

        assertThat(location.tags()).containsExactly(java.util.Map.entry("team", "iris"));
        assertThat(location.storageClass()).hasValue("STANDARD_IA");
    }

    @Test
    void a_key_and_an_owner_hold_for_all_that_is_staged() {
        Trainings training = new Trainings();
        training.kmsKey = "alias/training";
        training.expectedBucketOwner = "123456789012";
        S3Location location = training.settings().location();

        assertThat(location.encryption()).isEqualTo(new Encryption.SseKms("alias/training"));
        assertThat(location.expectedBucketOwner()).hasValue("123456789012");
    }

    @Test
    void the_key_encrypts_what_the_job_writes() {
        Trainings training = new Trainings();
        training.kmsKey = "alias/training";

        assertThat(training.outputKey()).isEqualTo("alias/training");
        assertThat(new Trainings().outputKey()).isNull();
    }

    @Test
    void a_job_is_named_after_step_and_build_and_the_same_each_time() {
        var origin = new BuildOrigin("jenkins", "team/iris", "7", 1000, "12");
        String name = new Trainings().jobName(origin);
        assertThat(name).isEqualTo("iris-7-" + origin.id()).isEqualTo(new Trainings().jobName(origin));
    }

    @Test
    void nothing_is_asked_of_aws_before_all_is_right() {
        Trainings training = new Trainings().named("-");
        var origin = new BuildOrigin("jenkins", "team/iris", "7", 1000, "12");
        assertThatThrownBy(() -> training.operation(origin).advance(null))
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("nothing was done in AWS");
    }
}
