package io.jenkins.plugins.codecraft.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.codecraft.embedded.sagemaker.SyntheticOutcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** The Snippet Generator shows each step's form, and what it gives runs as it is. */
class SnippetAcceptance {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @RegisterExtension
    static final JenkinsUnderTest jenkins = new JenkinsUnderTest();

    @RegisterExtension
    static final Browser browser = new Browser(jenkins);

    @Test
    void a_generated_training_runs_as_it_is() {
        jenkins.sageMaker().images().synthetic(Scripts.SCRIPTED_IMAGE, job -> SyntheticOutcome.completed());
        openForm("codecraftTrain");
        browser.type("_.name", "generated");
        browser.type("_.role", jenkins.configuration().role());
        browser.type("_.bucket", Configuration.BUCKET);
        browser.type("_.image", Scripts.SCRIPTED_IMAGE);
        browser.type("_.instanceType", "ml.m5.large");
        browser.screenshot("snippet-train");
        String snippet = generate();

        Build build = jenkins.job("generated", Job.pipeline("node {\n" + snippet + "\n}"))
                .start()
                .awaitEnd(PATIENCE);

        assertThat(build.result()).as(snippet + "\n" + build.console()).isEqualTo("SUCCESS");
    }

    @Test
    void a_deploy_and_an_invocation_name_their_target() {
        openForm("codecraftDeploy");
        browser.screenshot("snippet-deploy");
        assertThat(generate()).startsWith("codecraftDeploy ");

        openForm("codecraftInvoke");
        browser.screenshot("snippet-invoke");
        assertThat(generate()).startsWith("codecraftInvoke ");
    }

    private static void openForm(String step) {
        browser.open("pipeline-syntax/");
        WebElement steps = browser.await(By.cssSelector("select.dropdownList"));
        String option = new Select(steps)
                .getOptions().stream()
                        .map(WebElement::getText)
                        .filter(text -> text.startsWith(step + ":"))
                        .findFirst()
                        .orElseThrow();
        new Select(steps).selectByVisibleText(option);
    }

    private static String generate() {
        browser.click(browser.find(By.id("generatePipelineScript")));
        WebElement text = browser.find(By.id("prototypeText"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !text.getDomProperty("value").isBlank());
        return text.getDomProperty("value").strip();
    }
}
