package io.jenkins.plugins.codecraft.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.codecraft.embedded.sagemaker.SyntheticOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The steps as build steps of a freestyle job. */
class FreestyleAcceptance {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @RegisterExtension
    static final JenkinsUnderTest jenkins = new JenkinsUnderTest();

    @Test
    void the_example_runs_as_build_steps_on_the_controller() {
        runExample("freestyle", "", jenkins.home()::workspace);

        assertThat(jenkins.home().workspace("freestyle").resolve("answer.json"))
                .content()
                .contains("setosa");
        assertThat(jenkins.home().workspace("freestyle").resolve("petal.json"))
                .content()
                .contains("0.28");
    }

    @Test
    void the_example_runs_as_build_steps_on_an_agent() {
        try (InboundAgent agent = InboundAgent.create(
                jenkins.client(), "remote", jenkins.home().path().resolveSibling("agent"))) {
            agent.start();

            runExample("remote", "<assignedNode>remote</assignedNode><canRoam>false</canRoam>", agent::workspace);

            assertThat(agent.workspace("remote").resolve("answer.json"))
                    .content()
                    .contains("setosa");
            assertThat(jenkins.home().workspace("remote")).doesNotExist();
        }
    }

    /** A job that trains, and one that deploys and asks what was trained: build steps hand over nothing. */
    private static void runExample(String name, String where, Function<String, Path> workspace) {
        IrisSteps iris = new IrisSteps("${SAGEMAKER_ROLE}", "${CODECRAFT_BUCKET}");
        String training = name + "-train";
        JenkinsHome.copy(ExampleAcceptance.EXAMPLE, workspace.apply(training));
        Build trained = run(training, Job.freestyle(iris.train(training)), where);
        assertThat(trained.console())
                .contains("training on 120 rows, validating on 30")
                .containsPattern("\\[CodeCraft] validation:accuracy = (0\\.9|1\\.0)");

        IrisSteps.Trained model = new Trainings(jenkins.aws()).trained(trained, training);
        JenkinsHome.copy(ExampleAcceptance.EXAMPLE, workspace.apply(name));
        String rest = String.join("", iris.deploy(model)) + String.join("", iris.invoke(model));
        Build build = run(name, Job.freestyle(rest), where);
        assertThat(build.console()).contains("The endpoint iris is InService");
    }

    private static Build run(String name, String configuration, String where) {
        Build build = jenkins.job(name, configuration.replace("<project>", "<project>" + where))
                .start()
                .awaitEnd(PATIENCE);
        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        return build;
    }

    @Test
    void jenkins_saves_the_build_steps_as_they_were_given() {
        Job job = jenkins.job(
                "freestyle-saved",
                Job.freestyle(new IrisSteps("${SAGEMAKER_ROLE}", "${CODECRAFT_BUCKET}").train("freestyle-saved")));
        List<String> given = steps(job);

        jenkins.client()
                .script(
                        "jenkins.model.Jenkins.get().getItemByFullName('freestyle-saved').with { it.load(); it.save() }");
        assertThat(steps(job)).as("defaults may join them").containsAll(given);
        assertThat(String.join("\n", given))
                .contains("name = freestyle-saved", "entryPoint = train.py", "maxRuntime = 1h");
        assertThat(job.configuration()).doesNotContain("CollSer", "ImmutableCollections", "serialization=\"custom\"");
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

    /** A line for each field. */
    private static List<String> steps(Job job) {
        return SavedXml.parse(job.configuration())
                .child("builders")
                .normal()
                .lines()
                .toList();
    }
}
