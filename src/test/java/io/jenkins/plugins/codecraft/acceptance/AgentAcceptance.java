package io.jenkins.plugins.codecraft.acceptance;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import io.jenkins.plugins.codecraft.embedded.Faults;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SyntheticOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Builds whose workspace is on an agent; the controller has no executors. */
class AgentAcceptance {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<String> LOG =
            IntStream.rangeClosed(1, 20).mapToObj("epoch=%d"::formatted).toList();

    @RegisterExtension
    static final JenkinsUnderTest jenkins = new JenkinsUnderTest().executors(0);

    private static InboundAgent agent;

    @BeforeAll
    static void connect() {
        agent = InboundAgent.create(
                jenkins.client(), "remote", jenkins.home().path().resolveSibling("agent"));
        agent.start();
    }

    @AfterAll
    static void disconnect() {
        agent.close();
    }

    @Test
    void the_agent_stages_its_workspace_without_a_credential_in_its_environment() throws IOException {
        Job job = jenkins.job(
                "on-agent", Job.pipeline(Files.readString(ExampleAcceptance.EXAMPLE.resolve("Jenkinsfile"))));
        JenkinsHome.copy(ExampleAcceptance.EXAMPLE, agent.workspace("on-agent"));

        Build build = job.start().awaitEnd(PATIENCE);

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console())
                .contains("Running on remote in " + agent.workspace("on-agent"))
                .containsPattern("Channel train: 1 file, .*: 1 sent")
                .containsPattern("(?m)^accuracy (0\\.9\\d*|1\\.0)$")
                .containsPattern("(?m)^predicted .*setosa");
        assertThat(jenkins.home().workspace("on-agent")).doesNotExist();
        assertThat(agent.script("println System.getenv().keySet().findAll { it.startsWith('AWS_') }"))
                .contains("[]");
    }

    @Test
    void an_agent_that_sends_knows_presigned_urls_and_no_credential() throws IOException {
        Path dump = jenkins.home().path().resolveSibling("agent.hprof");
        Build build = startSending("secretive");

        agent.script("""
                java.lang.management.ManagementFactory
                    .getPlatformMXBean(com.sun.management.HotSpotDiagnosticMXBean).dumpHeap('%s', false)
                """.formatted(dump));
        build.awaitEnd(PATIENCE);

        assertThat(JenkinsHome.holds(dump, "X-Amz-Signature".getBytes(UTF_8))).isTrue();
        assertThat(JenkinsHome.holds(dump, Configuration.BUCKET.getBytes(UTF_8)))
                .isTrue();
        assertThat(JenkinsHome.holds(dump, EmbeddedAws.SECRET_ACCESS_KEY.getBytes(UTF_8)))
                .isFalse();
        assertThat(JenkinsHome.holds(dump, EmbeddedAws.SECRET_ACCESS_KEY.getBytes(UTF_16LE)))
                .isFalse();
        Files.delete(dump);
    }

    @Test
    void a_training_goes_on_when_jenkins_is_killed_and_the_agent_comes_back_late() {
        CompletableFuture<Void> mayEnd = new CompletableFuture<>();
        jenkins.sageMaker().images().synthetic(Scripts.SCRIPTED_IMAGE, job -> SyntheticOutcome.completed()
                .after(Duration.ofMinutes(20))
                .log(LOG.toArray(String[]::new))
                .when(mayEnd));
        Job job = jenkins.job("agent-late", Job.pipeline("node {\n" + Scripts.training("agent-late") + "}\n"));
        Build build = job.start().awaitConsole(PATIENCE, "epoch=3\n");

        jenkins.process().kill();
        agent.close();
        jenkins.start();
        mayEnd.complete(null);
        agent.start();
        build.awaitEnd(PATIENCE);

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(new Trainings(jenkins.aws()).of("agent-late")).hasSize(1);
        new ShownLog(build.lines()).assertShowsAll(build.toString(), LOG);
    }

    @Test
    void data_that_the_agent_was_sending_when_jenkins_was_killed_are_sent_after_the_restart() throws IOException {
        Build build = startSending("sending");

        jenkins.process().kill();
        jenkins.start();
        build.awaitEnd(PATIENCE);

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(new Trainings(jenkins.aws()).of("sending")).hasSize(1);
    }

    @Test
    void a_training_does_not_need_its_agent_once_the_data_is_in_s3() {
        CompletableFuture<Void> mayEnd = new CompletableFuture<>();
        jenkins.sageMaker().images().synthetic(Scripts.SCRIPTED_IMAGE, job -> SyntheticOutcome.completed()
                .after(Duration.ofMinutes(10))
                .log(LOG.toArray(String[]::new))
                .when(mayEnd));
        Job job = jenkins.job("agent-gone", Job.pipeline("node {\n" + Scripts.training("agent-gone") + "}\n"));
        Build build = job.start().awaitConsole(PATIENCE, "epoch=3\n");

        agent.close();
        agent.awaitOnline(false);
        mayEnd.complete(null);
        build.awaitConsole(PATIENCE, "trained: Completed");
        agent.start();
        build.awaitEnd(PATIENCE);

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
    }

    /** A build whose agent waits for S3's answer to a file that it sends. */
    private static Build startSending(String name) throws IOException {
        jenkins.sageMaker().images().synthetic(Scripts.SCRIPTED_IMAGE, job -> SyntheticOutcome.completed());
        Files.createDirectories(agent.workspace(name).resolve("data"));
        Files.writeString(agent.workspace(name).resolve("data/rows.csv"), name + ",1,2,3\n");
        Faults.Rule stalled =
                jenkins.aws().faults().on("s3", "PutObject").times(1).stall(Duration.ofSeconds(30));
        String script = Scripts.training(name)
                .replace("image:", "channels: [channel(name: 'train', source: 'data')],\n  image:");
        Build build =
                jenkins.job(name, Job.pipeline("node {\n" + script + "}\n")).start();
        await().atMost(PATIENCE).until(() -> stalled.struck() == 1);
        return build;
    }
}
