package io.jenkins.plugins.codecraft.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;

/** The pages on which administrators and teams say what builds use. */
class ConfigurationAcceptance {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** The plugin's own, and nothing around it. */
    private static final String SECTION = "section:has([name='_.kmsKey']):not(:has(section))";

    @RegisterExtension
    static final JenkinsUnderTest jenkins = new JenkinsUnderTest();

    @RegisterExtension
    static final Browser browser = new Browser(jenkins);

    @Test
    void the_global_page_shows_what_was_configured_and_saves_what_is_typed() {
        browser.open("manage/configure");
        browser.await(By.cssSelector(SECTION));
        browser.unfold();
        Accessibility.seeForm(browser, SECTION, "global-configuration");
        browser.type("_.prefix", "ml/browser");
        browser.save();

        assertThat(jenkins.client()
                        .script("print(jenkins.model.GlobalConfiguration.all().find { it.class.simpleName =="
                                + " 'CodeCraftConfiguration' }.with { [region, prefix, credentialsId] })"))
                .isEqualTo("[us-east-1, ml/browser, " + Configuration.CREDENTIALS + "]");
    }

    @Test
    void a_folders_page_saves_what_is_typed_and_its_jobs_use_it() {
        jenkins.client().postXml("createItem?name=team", Job.FOLDER);
        browser.open("job/team/configure");
        browser.type("_.region", "us-east-1");
        browser.type("_.bucket", "team-models");
        browser.choose("_.credentialsId", Configuration.CREDENTIALS);
        browser.unfold();
        Accessibility.seeForm(browser, SECTION, "folder-configuration");
        browser.save();

        assertThat(jenkins.client().get("job/team/config.xml"))
                .contains("<region>us-east-1</region>", "<bucket>team-models</bucket>")
                .contains("<credentialsId>" + Configuration.CREDENTIALS + "</credentialsId>")
                .doesNotContain("<roleArn>");

        jenkins.client().postXml("job/team/createItem?name=train", Job.pipeline("""
                        node {
                          codecraftTrain(name: 'in folder', role: env.SAGEMAKER_ROLE,
                            image: '123456789012.dkr.ecr.us-east-1.amazonaws.com/scripted:1', instanceType: 'ml.m5.large')
                        }
                        """.replace("in folder", "in-folder")));
        Build build = new Job(jenkins.client(), "team/job/train").start().awaitEnd(PATIENCE);

        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");
        assertThat(build.console()).contains("team-models");
    }

    @Test
    void a_folder_whose_fields_stay_empty_keeps_nothing() {
        jenkins.client().postXml("createItem?name=plain", Job.FOLDER);
        browser.open("job/plain/configure");
        browser.save();

        assertThat(jenkins.client().get("job/plain/config.xml")).doesNotContain("codecraft");
    }
}
