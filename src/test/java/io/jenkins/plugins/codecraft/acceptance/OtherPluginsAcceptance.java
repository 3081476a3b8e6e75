package io.jenkins.plugins.codecraft.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.codecraft.embedded.Journal;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SyntheticOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What plugins of others do with this one's steps; each test is left out where its plugin is not given. */
class OtherPluginsAcceptance {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @RegisterExtension
    static final JenkinsUnderTest jenkins = new JenkinsUnderTest();

    @BeforeEach
    void trainAtOnce() {
        jenkins.sageMaker().images().synthetic(Scripts.SCRIPTED_IMAGE, job -> SyntheticOutcome.completed()
                .log("epoch=1"));
    }

    private static void needs(String plugin) {
        assumeTrue(Given.fromSystemProperties().hasPlugin(plugin), plugin + " is not given");
    }

    private static void assertSucceeds(Build build) {
        assertThat(build.awaitEnd(PATIENCE).result()).as(build.console()).isEqualTo("SUCCESS");
    }

    /** The build step as it is saved. */
    private static String trainBuilder(String tag, String name) {
        return """
                <%1$s class="io.jenkins.plugins.codecraft.train.TrainBuilder" plugin="codecraft-ai">
                  <step class="io.jenkins.plugins.codecraft.train.TrainStep">
                    <name>%2$s</name>
                    <role>${SAGEMAKER_ROLE}</role>
                    <bucket>${CODECRAFT_BUCKET}</bucket>
                    <image>%3$s</image>
                    <instanceType>ml.m5.large</instanceType>
                    <instanceCount>1</instanceCount>
                    <volumeSize>30</volumeSize>
                  </step>
                </%1$s>
                """.formatted(tag, name, Scripts.SCRIPTED_IMAGE);
    }

    @Test
    void withAWS_gives_the_steps_credentials_and_region() {
        needs("pipeline-aws");
        Build build = jenkins.job("with-aws", Job.pipeline("""
                        withAWS(credentials: '%s', region: 'eu-west-1') {
                        %s}
                        """.formatted(
                                Configuration.CREDENTIALS, Scripts.training("with-aws"))))
                .start();
        assertSucceeds(build);
        assertThat(jenkins.aws().journal().calls("CreateTrainingJob"))
                .filteredOn(call -> call.resource().startsWith("with-aws-"))
                .singleElement()
                .extracting(Journal.Call::region)
                .isEqualTo("eu-west-1");
    }

    @Test
    void a_build_step_runs_under_a_condition() {
        needs("conditional-buildstep");
        Build build = jenkins.job(
                        "conditional",
                        Job.freestyle(conditional("Always", "conditional") + conditional("Never", "left-out")))
                .start();
        assertSucceeds(build);
        Trainings trainings = new Trainings(jenkins.aws());
        assertThat(trainings.of("conditional")).hasSize(1);
        assertThat(trainings.of("left-out")).isEmpty();
    }

    private static String conditional(String when, String name) {
        return """
                <org.jenkinsci.plugins.conditionalbuildstep.singlestep.SingleConditionalBuilder>
                  <condition class="org.jenkins_ci.plugins.run_condition.core.%sRun"/>
                  %s
                  <runner class="org.jenkins_ci.plugins.run_condition.BuildStepRunner$Fail"/>
                </org.jenkinsci.plugins.conditionalbuildstep.singlestep.SingleConditionalBuilder>
                """.formatted(when, trainBuilder("buildStep", name));
    }

    @Test
    void job_dsl_makes_build_steps_by_their_symbols() {
        needs("job-dsl");
        jenkins.client().script("""
                import javaposse.jobdsl.plugin.GlobalJobDslSecurityConfiguration
                def security = jenkins.model.GlobalConfiguration.all().get(GlobalJobDslSecurityConfiguration)
                security.useScriptSecurity = false
                security.save()
                """);
        String script = """
                freeStyleJob('dsl-made') {
                  steps {
                    codecraftTrainBuilder {
                      step {
                        name('dsl-made')
                        role('${SAGEMAKER_ROLE}')
                        bucket('${CODECRAFT_BUCKET}')
                        image('%s')
                        instanceType('ml.m5.large')
                        metrics { metric { name('epoch'); regex('epoch=([0-9]+)') } }
                      }
                    }
                  }
                  publishers {
                    codecraftInvokePublisher {
                      step { target { sagemakerEndpoint { name('iris'); payload('5.1,3.5') } } }
                      runIf('unstable')
                    }
                  }
                }
                """.formatted(Scripts.SCRIPTED_IMAGE);
        assertSucceeds(jenkins.job("dsl-seed", Job.freestyle("""
                        <javaposse.jobdsl.plugin.ExecuteDslScripts>
                          <scriptText>%s</scriptText>
                          <usingScriptText>true</usingScriptText>
                        </javaposse.jobdsl.plugin.ExecuteDslScripts>
                        """.formatted(Job.escaped(script))))
                .start());

        Job made = new Job(jenkins.client(), "dsl-made");
        assertThat(made.configuration())
                .contains(
                        "<instanceType>ml.m5.large</instanceType>",
                        "<regex>epoch=([0-9]+)</regex>",
                        "<payload>5.1,3.5</payload>",
                        "<runIf>unstable</runIf>");
        made.start().awaitEnd(PATIENCE);
        assertThat(new Trainings(jenkins.aws()).of("dsl-made")).hasSize(1);
    }

    @Test
    void a_support_bundle_tells_of_the_plugin_and_of_no_secret() throws IOException {
        needs("support-core");
        assertSucceeds(jenkins.job("supported", Job.pipeline(Scripts.withCredentials(Scripts.training("supported"))))
                .start());

        Path bundle = jenkins.work().resolve("bundle.zip");
        jenkins.client().script("""
                new File('%s').withOutputStream { com.cloudbees.jenkins.support.SupportPlugin.writeBundle(it) }
                """.formatted(bundle));

        TreeMap<String, String> files = new TreeMap<>();
        try (ZipFile zip = new ZipFile(bundle.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                files.put(entry.getName(), new String(zip.getInputStream(entry).readAllBytes(), UTF_8));
            }
        }
        assertThat(files.get("plugins/active.txt")).contains("codecraft-ai:");
        Set<String> secrets = jenkins.aws().iam().secrets().collect(Collectors.toSet());
        assertThat(secrets).isNotEmpty();
        assertThat(files)
                .allSatisfy((name, content) -> assertThat(secrets).as(name).noneMatch(content::contains));
        Files.delete(bundle);
    }
}
