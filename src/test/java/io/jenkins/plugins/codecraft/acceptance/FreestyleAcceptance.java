package io.jenkins.plugins.codecraft.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.codecraft.embedded.Journal;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SyntheticOutcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The steps as build steps of a freestyle job. */
class FreestyleAcceptance {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String IMAGE =
            "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.2-1-cpu-py3";

    @RegisterExtension
    static final JenkinsUnderTest jenkins = new JenkinsUnderTest();

    @Test
    void the_three_build_steps_train_deploy_and_ask_a_model() {
        Job training = jenkins.job("freestyle-train", Job.freestyle(train()));
        JenkinsHome.copy(ExampleAcceptance.EXAMPLE, jenkins.home().workspace("freestyle-train"));
        Build trained = training.start().awaitEnd(PATIENCE);
        assertThat(trained.result()).as(trained.console()).isEqualTo("SUCCESS");

        Job all = jenkins.job("freestyle", Job.freestyle(train() + deploy(trainedJob()) + invoke()));
        JenkinsHome.copy(ExampleAcceptance.EXAMPLE, jenkins.home().workspace("freestyle"));
        Build build = all.start().awaitEnd(PATIENCE);

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console())
                .contains("training on 120 rows, validating on 30")
                .containsPattern("\\[CodeCraft] validation:accuracy = (0\\.9|1\\.0)")
                .contains("The endpoint freestyle is InService");
        assertThat(jenkins.home().workspace("freestyle").resolve("answer.json"))
                .content()
                .contains("setosa");
    }

    @Test
    void jenkins_saves_the_build_steps_as_they_were_given() {
        Job job = jenkins.job("freestyle-saved", Job.freestyle(train()));
        String given = steps(job);

        jenkins.client()
                .script(
                        "jenkins.model.Jenkins.get().getItemByFullName('freestyle-saved').with { it.load(); it.save() }");
        assertThat(steps(job)).isEqualTo(given);
        assertThat(given)
                .contains("<name>freestyle</name>", "<entryPoint>train.py</entryPoint>", "<maxRuntime>1h</maxRuntime>")
                .doesNotContain("CollSer", "ImmutableCollections", "serialization=\"custom\"");
    }

    @Test
    void aborting_a_freestyle_build_stops_its_training() {
        jenkins.sageMaker().images().synthetic(Scripts.SCRIPTED_IMAGE, job -> SyntheticOutcome.endless()
                .log("epoch=1"));
        Build build = jenkins.job("freestyle-aborted", Job.freestyle("""
                                <io.jenkins.plugins.codecraft.train.TrainBuilder plugin="codecraft-ai">
                                  <step class="io.jenkins.plugins.codecraft.train.TrainStep">
                                    <name>freestyle-aborted</name>
                                    <role>${SAGEMAKER_ROLE}</role>
                                    <bucket>${CODECRAFT_BUCKET}</bucket>
                                    <image>%s</image>
                                    <instanceType>ml.m5.large</instanceType>
                                    <instanceCount>1</instanceCount>
                                    <volumeSize>30</volumeSize>
                                  </step>
                                </io.jenkins.plugins.codecraft.train.TrainBuilder>
                                """.formatted(Scripts.SCRIPTED_IMAGE)))
                .start()
                .awaitConsole(PATIENCE, "epoch=1");

        build.stop();
        build.awaitEnd(PATIENCE);

        assertThat(build.result()).as(build.console()).isEqualTo("ABORTED");
        Trainings trainings = new Trainings(jenkins.aws());
        assertThat(trainings.of("freestyle-aborted"))
                .singleElement()
                .satisfies(name -> assertThat(trainings.status(name)).isEqualTo("Stopped"));
    }

    @Test
    void a_post_build_action_asks_an_endpoint_and_fails_the_build_if_it_cannot() {
        Build build =
                jenkins.job("post-build", Job.freestyle("", asking())).start().awaitEnd(PATIENCE);

        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");
        assertThat(build.console()).contains("no-such-endpoint").doesNotContain("\tat ");
    }

    @Test
    void a_post_build_action_leaves_a_failed_build_alone() {
        Build build = jenkins.job(
                        "post-build-failed",
                        Job.freestyle("<hudson.tasks.Shell><command>exit 1</command></hudson.tasks.Shell>", asking()))
                .start()
                .awaitEnd(PATIENCE);

        assertThat(build.console())
                .contains("[CodeCraft] Skipped, since the build is FAILURE already")
                .doesNotContain("no-such-endpoint");
    }

    private static String asking() {
        return """
                <io.jenkins.plugins.codecraft.invoke.InvokePublisher plugin="codecraft-ai">
                  <step class="io.jenkins.plugins.codecraft.invoke.InvokeStep">
                    <target class="io.jenkins.plugins.codecraft.invoke.endpoint.SageMakerEndpoint">
                      <name>no-such-endpoint</name>
                      <payload>1,2,3,4</payload>
                    </target>
                  </step>
                </io.jenkins.plugins.codecraft.invoke.InvokePublisher>
                """;
    }

    /** Without indentation and the version of the plugin, which Jenkins adds. */
    private static String steps(Job job) {
        String xml = job.configuration();
        return xml.substring(xml.indexOf("<builders>"), xml.indexOf("</builders>"))
                .replaceAll(">\\s+<", "><")
                .replaceAll("plugin=\"codecraft-ai[^\"]*\"", "")
                .strip();
    }

    private static Journal.Call trainedJob() {
        return jenkins.aws().journal().calls("CreateTrainingJob").stream()
                .filter(call -> call.resource().matches("freestyle-1-\\w+"))
                .findFirst()
                .orElseThrow();
    }

    private static String train() {
        return """
                <io.jenkins.plugins.codecraft.train.TrainBuilder plugin="codecraft-ai">
                  <step class="io.jenkins.plugins.codecraft.train.TrainStep">
                    <name>freestyle</name>
                    <role>${SAGEMAKER_ROLE}</role>
                    <bucket>${CODECRAFT_BUCKET}</bucket>
                    <image>%s</image>
                    <source>train</source>
                    <entryPoint>train.py</entryPoint>
                    <channels>
                      <io.jenkins.plugins.codecraft.train.Channel>
                        <name>train</name>
                        <source>data/train/</source>
                      </io.jenkins.plugins.codecraft.train.Channel>
                      <io.jenkins.plugins.codecraft.train.Channel>
                        <name>validation</name>
                        <source>data/validation/</source>
                      </io.jenkins.plugins.codecraft.train.Channel>
                    </channels>
                    <hyperparameters class="linked-hash-map">
                      <entry>
                        <string>learning_rate</string>
                        <double>0.1</double>
                      </entry>
                      <entry>
                        <string>epochs</string>
                        <int>200</int>
                      </entry>
                    </hyperparameters>
                    <instanceType>ml.m5.large</instanceType>
                    <instanceCount>1</instanceCount>
                    <volumeSize>30</volumeSize>
                    <maxRuntime>1h</maxRuntime>
                    <spot>false</spot>
                    <metrics>
                      <io.jenkins.plugins.codecraft.train.Metric>
                        <name>validation:accuracy</name>
                        <regex>accuracy=([0-9.]+)</regex>
                        <min>0.9</min>
                      </io.jenkins.plugins.codecraft.train.Metric>
                    </metrics>
                  </step>
                </io.jenkins.plugins.codecraft.train.TrainBuilder>
                """.formatted(IMAGE);
    }

    private static String deploy(Journal.Call trained) {
        String output =
                trained.request().path("OutputDataConfig").path("S3OutputPath").asText();
        String source = trained.request()
                .path("HyperParameters")
                .path("sagemaker_submit_directory")
                .asText();
        return """
                <io.jenkins.plugins.codecraft.deploy.DeployBuilder plugin="codecraft-ai">
                  <step class="io.jenkins.plugins.codecraft.deploy.DeployStep">
                    <target class="io.jenkins.plugins.codecraft.deploy.endpoint.SageMakerEndpoint">
                      <name>freestyle</name>
                      <model class="string">%s/%s/output/model.tar.gz</model>
                      <image>%s</image>
                      <role>${SAGEMAKER_ROLE}</role>
                      <entryPoint>train.py</entryPoint>
                      <sourceUri>%s</sourceUri>
                      <instanceType>ml.m5.large</instanceType>
                      <instanceCount>1</instanceCount>
                    </target>
                  </step>
                </io.jenkins.plugins.codecraft.deploy.DeployBuilder>
                """.formatted(output, trained.resource(), IMAGE, source.replace("\"", ""));
    }

    private static String invoke() {
        return """
                <io.jenkins.plugins.codecraft.invoke.InvokeBuilder plugin="codecraft-ai">
                  <step class="io.jenkins.plugins.codecraft.invoke.InvokeStep">
                    <target class="io.jenkins.plugins.codecraft.invoke.endpoint.SageMakerEndpoint">
                      <name>freestyle</name>
                      <payloadFile>sample.csv</payloadFile>
                      <contentType>text/csv</contentType>
                      <accept>application/json</accept>
                      <outputFile>answer.json</outputFile>
                    </target>
                  </step>
                </io.jenkins.plugins.codecraft.invoke.InvokeBuilder>
                """;
    }
}
