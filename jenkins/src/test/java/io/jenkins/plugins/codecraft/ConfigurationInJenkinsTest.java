package io.jenkins.plugins.codecraft;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.codecraft.jenkins.CodeCraftConfiguration;
import io.jenkins.plugins.codecraft.jenkins.FolderDefaults;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class ConfigurationInJenkinsTest {
    private static final String YAML = """
            unclassified:
              codecraft:
                region: "eu-central-1"
                credentialsId: "ml-delivery"
                roleArn: "arn:aws:iam::123456789012:role/jenkins"
                externalId: "jenkins-1234"
                bucket: "my-models"
                prefix: "ml/jenkins"
                kmsKey: "alias/training"
                controllerIdentityAllowed: true
                allowedEndpoints: "https://aws.test:8443"
                watchInterval: "15s"
            """;

    @Test
    void the_form_of_the_global_configuration_loses_nothing(JenkinsRule jenkins) throws Exception {
        configure(CodeCraftConfiguration.get());

        jenkins.configRoundtrip();

        assertConfigured(CodeCraftConfiguration.get());
    }

    @Test
    void configuration_as_code_sets_it_and_gives_it_back(JenkinsRule jenkins, @TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("jenkins.yaml"), YAML);

        ConfigurationAsCode.get().configure(file.toUri().toString());

        assertConfigured(CodeCraftConfiguration.get());
        ByteArrayOutputStream exported = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(exported);
        assertThat(exported.toString(StandardCharsets.UTF_8))
                .contains("codecraft:", "bucket: \"my-models\"", "watchInterval: \"15s\"");
    }

    @Test
    void the_form_of_a_folder_loses_nothing(JenkinsRule jenkins) throws Exception {
        Folder folder = jenkins.createProject(Folder.class, "team");
        FolderDefaults defaults = new FolderDefaults();
        defaults.setRegion("eu-west-1");
        defaults.setBucket("team-models");
        defaults.setRoleArn("arn:aws:iam::123456789012:role/team");
        folder.addProperty(defaults);

        jenkins.configRoundtrip(folder);

        FolderDefaults saved = folder.getProperties().get(FolderDefaults.class);
        assertThat(saved).isNotSameAs(defaults);
        assertThat(saved.getRegion()).isEqualTo("eu-west-1");
        assertThat(saved.getBucket()).isEqualTo("team-models");
        assertThat(saved.getRoleArn()).isEqualTo("arn:aws:iam::123456789012:role/team");
        assertThat(saved.getCredentialsId()).isNull();
    }

    @Test
    void a_folder_that_says_nothing_keeps_nothing(JenkinsRule jenkins) throws Exception {
        Folder folder = jenkins.createProject(Folder.class, "team");

        jenkins.configRoundtrip(folder);

        assertThat(folder.getProperties().get(FolderDefaults.class)).isNull();
    }

    private static void configure(CodeCraftConfiguration configuration) {
        configuration.setRegion("eu-central-1");
        configuration.setCredentialsId("ml-delivery");
        configuration.setRoleArn("arn:aws:iam::123456789012:role/jenkins");
        configuration.setExternalId("jenkins-1234");
        configuration.setBucket("my-models");
        configuration.setPrefix("ml/jenkins");
        configuration.setKmsKey("alias/training");
        configuration.setControllerIdentityAllowed(true);
        configuration.setAllowedEndpoints("https://aws.test:8443");
        configuration.setWatchInterval("15s");
    }

    private static void assertConfigured(CodeCraftConfiguration configuration) {
        assertThat(configuration.getRegion()).isEqualTo("eu-central-1");
        assertThat(configuration.getCredentialsId()).isEqualTo("ml-delivery");
        assertThat(configuration.getRoleArn()).isEqualTo("arn:aws:iam::123456789012:role/jenkins");
        assertThat(configuration.getExternalId()).isEqualTo("jenkins-1234");
        assertThat(configuration.getBucket()).isEqualTo("my-models");
        assertThat(configuration.getPrefix()).isEqualTo("ml/jenkins");
        assertThat(configuration.getKmsKey()).isEqualTo("alias/training");
        assertThat(configuration.isControllerIdentityAllowed()).isTrue();
        assertThat(configuration.getAllowedEndpoints()).isEqualTo("https://aws.test:8443");
        assertThat(configuration.getWatchInterval()).isEqualTo("15s");
    }
}
