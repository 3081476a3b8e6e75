package io.jenkins.plugins.codecraft.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SyntheticOutcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The page of a build while it runs and after, the trend, and the remote API, with names that are bad manners. */
class BuildPageAcceptance {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String EVIL = "<script>alert(1)</script>";

    @RegisterExtension
    static final JenkinsUnderTest jenkins = new JenkinsUnderTest();

    @RegisterExtension
    static final Browser browser = new Browser(jenkins);

    @Test
    void the_page_follows_a_training_and_shows_its_metrics_as_text_whatever_they_are_called() {
        CompletableFuture<Void> trainingMayEnd = new CompletableFuture<>();
        jenkins.sageMaker().images().synthetic(Scripts.SCRIPTED_IMAGE, job -> SyntheticOutcome.completed()
                .after(Duration.ofMinutes(2))
                .log("epoch=1 loss=0.9", "epoch=2 loss=0.5")
                .when(trainingMayEnd));
        Build build = jenkins.job("page", Job.pipeline("""
                codecraftTrain name: 'iris', role: env.SAGEMAKER_ROLE, bucket: env.CODECRAFT_BUCKET,
                  image: '%s', instanceType: 'ml.m5.large', metrics: [metric(name: '%s', regex: 'loss=([0-9.]+)')]
                """.formatted(Scripts.SCRIPTED_IMAGE, EVIL)))
                .start()
                .awaitConsole(PATIENCE, "epoch=2");

        browser.open(build.path() + "codecraft/");
        browser.script("window.loadedOnce = true");
        await().atMost(PATIENCE).until(() -> circles() == 2);
        browser.screenshot("build-page-running");
        trainingMayEnd.complete(null);
        await().atMost(PATIENCE).until(() -> browser.find(By.cssSelector(".codecraft-status"))
                .getText()
                .equals("Succeeded"));

        assertThat(browser.script("return window.loadedOnce")).isEqualTo(true);
        assertThat(browser.find(By.cssSelector(".codecraft-metric__name")).getText())
                .isEqualTo(EVIL);
        browser.find(By.cssSelector(".codecraft-chart")).sendKeys(Keys.END);
        assertThat(browser.find(By.cssSelector(".codecraft-readout")).getText()).endsWith(": 0.5");
        browser.screenshot("build-page");
        build.awaitEnd(PATIENCE);
        browser.open("job/page/");
        browser.screenshot("build-page-trend");
        assertThat(browser.find(By.cssSelector(".codecraft-metric__name")).getText())
                .isEqualTo(EVIL);

        JsonNode step = jenkins.client()
                .json(build.path() + "codecraft/api/json")
                .get("steps")
                .get(0);
        assertThat(step.get("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(step.get("metrics").get(0).get("points").size()).isEqualTo(2);
        assertThat(jenkins.client().json(build.path() + "api/json").toString())
                .contains("\"function\":\"codecraftTrain\"");
    }

    private static long circles() {
        return (long) browser.script("return document.querySelectorAll('.codecraft-dots circle').length");
    }
}
