package io.jenkins.plugins.codecraft;

import static org.assertj.core.api.Assertions.assertThat;

import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class StepsInJenkinsTest {
    @Test
    void jenkins_finds_the_steps_by_their_names(JenkinsRule jenkins) {
        assertThat(jenkins.jenkins.getPluginManager().getPlugin("codecraft-ai")).isNotNull();
        assertThat(StepDescriptor.byFunctionName("codecraftTrain")).isNotNull();
        assertThat(StepDescriptor.byFunctionName("codecraftDeploy")).isNotNull();
        assertThat(StepDescriptor.byFunctionName("codecraftInvoke")).isNotNull();
    }
}
