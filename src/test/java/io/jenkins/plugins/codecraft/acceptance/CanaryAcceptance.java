package io.jenkins.plugins.codecraft.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.codecraft.embedded.Journal;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SyntheticOutcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A canary of an endpoint goes on while Jenkins is away, and is taken back when its build is aborted. */
class CanaryAcceptance {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @RegisterExtension
    static final JenkinsUnderTest jenkins = new JenkinsUnderTest();

    @BeforeEach
    void serve_whatever_is_deployed() {
        jenkins.sageMaker().images().synthetic(Scripts.SCRIPTED_IMAGE, job -> SyntheticOutcome.completed());
    }

    @Test
    void a_killed_jenkins_does_not_disturb_a_canary() {
        Build build = startCanary("killed-canary");

        jenkins.process().kill();
        jenkins.start();
        build.awaitEnd(PATIENCE);

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console()).contains("changed true").containsOnlyOnce("Updating endpoint killed-canary");
        assertThat(updates("killed-canary")).hasSize(1);
    }

    @Test
    void an_aborted_canary_is_taken_back() {
        Build build = startCanary("aborted-canary");

        build.stop();
        build.awaitEnd(PATIENCE);

        assertThat(build.result()).as(build.console()).isEqualTo("ABORTED");
        List<Journal.Call> updates = updates("aborted-canary");
        assertThat(updates).hasSize(2);
        String before = configuration(jenkins.aws()
                .journal()
                .calls(call -> call.operation().equals("CreateEndpoint")
                        && call.request().toString().contains("aborted-canary"))
                .get(0));
        assertThat(configuration(updates.get(0))).isNotEqualTo(before);
        assertThat(configuration(updates.get(1))).isEqualTo(before);
        assertThat(build.console()).contains("has " + before + " again");
    }

    private static Build startCanary(String name) {
        Build build = jenkins.job(name, Job.pipeline("""
                        def deploy(artifacts) {
                          codecraftDeploy(sagemakerEndpoint(
                            name: '%s', model: "s3://${env.CODECRAFT_BUCKET}/${artifacts}/model.tar.gz",
                            image: '%s', role: env.SAGEMAKER_ROLE, instanceType: 'ml.m5.large',
                            rollout: canary(percent: 10, bake: '20m')))
                        }
                        deploy('a')
                        echo "changed ${deploy('b').changed}"
                        """.formatted(name, Scripts.SCRIPTED_IMAGE)))
                .start()
                .awaitConsole(PATIENCE, "Updating endpoint " + name);
        await().atMost(PATIENCE).until(() -> jenkins.sageMaker().share(Configuration.REGION, name) == 10);
        return build;
    }

    private static List<Journal.Call> updates(String endpoint) {
        return jenkins.aws()
                .journal()
                .calls(call -> call.operation().equals("UpdateEndpoint")
                        && call.request().path("EndpointName").asText().equals(endpoint));
    }

    private static String configuration(Journal.Call call) {
        return call.request().path("EndpointConfigName").asText();
    }
}
