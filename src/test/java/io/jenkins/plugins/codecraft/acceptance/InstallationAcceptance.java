package io.jenkins.plugins.codecraft.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InstallationAcceptance {
    @RegisterExtension
    static final JenkinsUnderTest jenkins = new JenkinsUnderTest();

    @Test
    void the_plugin_is_active() {
        JsonNode plugins = jenkins.client()
                .json("pluginManager/api/json?tree=plugins[shortName,active,enabled,longName]")
                .get("plugins");
        JsonNode plugin = StreamSupport.stream(plugins.spliterator(), false)
                .filter(each -> each.get("shortName").asText().equals("codecraft-ai"))
                .findFirst()
                .orElseThrow();
        assertThat(plugin.get("active").asBoolean()).isTrue();
        assertThat(plugin.get("enabled").asBoolean()).isTrue();
        assertThat(plugin.get("longName").asText()).isEqualTo("CodeCraft AI");
    }

    @Test
    void jenkins_loads_the_plugin_without_a_warning_about_it() {
        assertThat(new JenkinsLog(jenkins.process().log()).complaintsAbout("codecraft"))
                .isEmpty();
    }

    @Test
    void the_steps_are_known_to_pipelines() {
        String reference = jenkins.client().get("pipeline-syntax/html");
        assertThat(reference).contains("codecraftTrain", "codecraftDeploy", "codecraftInvoke");
    }
}
