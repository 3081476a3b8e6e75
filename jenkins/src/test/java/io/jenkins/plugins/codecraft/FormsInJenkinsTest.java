package io.jenkins.plugins.codecraft;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Items;
import hudson.tasks.Builder;
import io.jenkins.plugins.codecraft.deploy.DeployBuilder;
import io.jenkins.plugins.codecraft.deploy.DeployPublisher;
import io.jenkins.plugins.codecraft.invoke.InvokeBuilder;
import io.jenkins.plugins.codecraft.invoke.InvokePublisher;
import io.jenkins.plugins.codecraft.jenkins.OperationBuilder;
import io.jenkins.plugins.codecraft.jenkins.OperationPublisher;
import io.jenkins.plugins.codecraft.jenkins.OperationStep;
import io.jenkins.plugins.codecraft.train.TrainStep;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.cps.Snippetizer;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Each form with every field filled; {@code EveryFieldTest} of the default build holds the file to that. */
@WithJenkins
class FormsInJenkinsTest {
    private static final String FILE = "/io/jenkins/plugins/codecraft/acceptance/every-field.xml";

    @Test
    void the_forms_of_pipeline_steps_lose_nothing(JenkinsRule jenkins) throws Exception {
        StepConfigTester forms = new StepConfigTester(jenkins);
        for (OperationStep step : steps(jenkins)) {
            OperationStep saved = forms.configRoundTrip(step);

            assertThat(xml(saved)).isEqualTo(xml(step));
            jenkins.assertEqualDataBoundBeans(step, saved);
        }
    }

    @Test
    void the_forms_of_build_steps_lose_nothing(JenkinsRule jenkins) throws Exception {
        for (Builder builder : project(jenkins).getBuilders()) {
            FreeStyleProject project = jenkins.createFreeStyleProject();
            project.getBuildersList().add(builder);

            FreeStyleProject saved = jenkins.configRoundtrip(project);

            assertThat(saved.getBuilders().get(0)).isNotSameAs(builder);
            assertThat(xml(saved.getBuilders().get(0))).isEqualTo(xml(builder));
        }
    }

    @Test
    void the_forms_of_post_build_actions_lose_nothing(JenkinsRule jenkins) throws Exception {
        for (Builder builder : project(jenkins).getBuilders()) {
            if (builder instanceof DeployBuilder deploy) {
                assertLosesNothing(jenkins, new DeployPublisher(deploy.getStep()));
            } else if (builder instanceof InvokeBuilder invoke) {
                assertLosesNothing(jenkins, new InvokePublisher(invoke.getStep()));
            }
        }
    }

    private static void assertLosesNothing(JenkinsRule jenkins, OperationPublisher<?> publisher) throws Exception {
        publisher.setRunIf("unstable");
        FreeStyleProject project = jenkins.createFreeStyleProject();
        project.getPublishersList().add(publisher);

        FreeStyleProject saved = jenkins.configRoundtrip(project);

        assertThat(xml(saved.getPublishersList().get(0))).isEqualTo(xml(publisher));
    }

    @Test
    void the_snippet_generator_writes_what_a_pipeline_takes(JenkinsRule jenkins) throws Exception {
        SnippetizerTester snippets = new SnippetizerTester(jenkins);
        for (OperationStep step : steps(jenkins)) {
            String snippet = Snippetizer.object2Groovy(step);
            if (step instanceof TrainStep train) {
                train.setHyperparameters(asGroovyReadsThem(train.getHyperparameters()));
            }
            snippets.assertParseStep(step, snippet);
        }
    }

    private static Map<String, Object> asGroovyReadsThem(Map<String, Object> values) {
        Map<String, Object> read = new LinkedHashMap<>(values);
        read.replaceAll((name, value) -> value instanceof Double number ? BigDecimal.valueOf(number) : value);
        return read;
    }

    private static List<OperationStep> steps(JenkinsRule jenkins) throws IOException {
        return project(jenkins).getBuilders().stream()
                .<OperationStep>map(builder -> ((OperationBuilder<?>) builder).getStep())
                .toList();
    }

    private static FreeStyleProject project(JenkinsRule jenkins) throws IOException {
        try (InputStream xml = FormsInJenkinsTest.class.getResourceAsStream(FILE)) {
            return (FreeStyleProject) jenkins.jenkins.createProjectFromXML("every-field", xml);
        }
    }

    private static String xml(Object object) {
        return Items.XSTREAM2.toXML(object);
    }
}
