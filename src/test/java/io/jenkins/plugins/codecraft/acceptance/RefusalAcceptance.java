package io.jenkins.plugins.codecraft.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.codecraft.embedded.Journal;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SyntheticOutcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Builds that can't succeed say why, and what to do. */
class RefusalAcceptance {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @RegisterExtension
    static final JenkinsUnderTest jenkins = new JenkinsUnderTest();

    @Test
    void all_mistakes_are_in_one_message_and_aws_is_not_called() {
        Job job = jenkins.job("mistaken", Job.pipeline("""
                        node {
                          codecraftTrain(
                            name: 'no spaces please', bucket: env.CODECRAFT_BUCKET,
                            image: '123456789012.dkr.ecr.us-east-1.amazonaws.com/scripted:1',
                            channels: [channel(name: 'train', source: 'no/such/folder'),
                                       channel(name: 'train', source: 's3://corp-data/iris/')],
                            instanceType: 'ml.m5.large', instanceCount: 0,
                            metrics: [metric(name: 'accuracy', regex: 'accuracy=([0-9.+')])
                        }
                        """));

        Build build = job.start().awaitEnd(PATIENCE);

        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");
        assertThat(build.lines())
                .filteredOn(line -> line.contains("ERROR: codecraftTrain"))
                .hasSize(1);
        assertThat(build.console())
                .contains("'no spaces please'", "'no/such/folder'", "'accuracy=([0-9.+'")
                .containsPattern("role\\b.*")
                .containsPattern("instanceCount\\b.*0")
                .containsPattern("channels\\[1]\\.name\\b.*'train'")
                .doesNotContain("\tat ");
        assertThat(callsFor("no spaces please")).isEmpty();
        assertThat(jenkins.aws().journal().count("HeadBucket")).isZero();
    }

    @Test
    void a_refusal_by_aws_is_shown_with_code_request_id_and_remedy() {
        Job job = jenkins.job(
                "refused",
                Job.pipeline(Scripts.training("refused")
                        .replace("env.SAGEMAKER_ROLE", "'arn:aws:iam::123456789012:role/Nobody'")));

        Build build = job.start().awaitEnd(PATIENCE);

        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");
        assertThat(build.console())
                .contains("arn:aws:iam::123456789012:role/Nobody")
                .contains("ValidationException")
                .containsPattern("[Rr]equest id:? [0-9a-f-]{36}")
                .contains("Check the parameter role")
                .doesNotContain("\tat ");
        assertThat(new Trainings(jenkins.aws()).of("refused")).isEmpty();
    }

    @Test
    void a_training_that_fails_in_aws_fails_the_build_with_the_reason_that_aws_gives() {
        jenkins.sageMaker()
                .images()
                .synthetic(
                        Scripts.SCRIPTED_IMAGE,
                        job -> SyntheticOutcome.failed("AlgorithmError: out of patience, exit code: 1"));

        Build build = jenkins.job("failing", Job.pipeline(Scripts.training("failing")))
                .start()
                .awaitEnd(PATIENCE);

        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");
        assertThat(build.console())
                .contains("failed: AlgorithmError: out of patience, exit code: 1")
                .doesNotContain("\tat ");
    }

    private static List<Journal.Call> callsFor(String name) {
        return jenkins.aws().journal().calls(call -> call.request().toString().contains(name));
    }
}
