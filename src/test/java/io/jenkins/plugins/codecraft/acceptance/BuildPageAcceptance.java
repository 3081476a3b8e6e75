package io.jenkins.plugins.codecraft.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SyntheticOutcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The page of a build while it runs and after, the trend, and the remote API, with names that are bad manners. */
class BuildPageAcceptance {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final By METRIC = By.cssSelector(".codecraft-metric__name");
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
        Job job = jenkins.job("branch höhe+1", called(EVIL, Job.pipeline(training("iris"))));
        Build build = job.start().awaitConsole(PATIENCE, "epoch=2");

        browser.open(build.path() + "codecraft/");
        browser.script("window.loadedOnce = true");
        await().atMost(PATIENCE).until(() -> circles() == 2);
        seeInBothThemes("build-page-running", ".codecraft-steps");
        trainingMayEnd.complete(null);
        await().atMost(PATIENCE).until(() -> status().equals("Succeeded"));

        assertThat(browser.script("return window.loadedOnce")).isEqualTo(true);
        assertThat(browser.find(METRIC).getText()).isEqualTo(EVIL);
        browser.find(By.cssSelector(".codecraft-chart")).sendKeys(Keys.END);
        assertThat(browser.find(By.cssSelector(".codecraft-readout")).getText()).endsWith(": 0.5");
        seeInBothThemes("build-page", ".codecraft-steps");
        build.awaitEnd(PATIENCE);
        job.start().awaitEnd(PATIENCE);
        browser.open(job.path());
        seeInBothThemes("trend", ".codecraft-metric");
        assertThat(browser.find(METRIC).getText()).isEqualTo(EVIL);
        browser.open(job.path() + "codecraft/");
        seeInBothThemes("trend-page", ".codecraft-metric");
        assertNothingRuns();

        assertThat(apiOf(build).get("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(apiOf(build).get("metrics").get(0).get("points").size()).isEqualTo(2);
        assertThat(jenkins.client().json(build.path() + "api/json").toString())
                .contains("\"function\":\"codecraftTrain\"");
    }

    @Test
    void an_error_that_holds_markup_is_shown_as_text_on_all_pages() {
        jenkins.sageMaker()
                .images()
                .synthetic(Scripts.SCRIPTED_IMAGE, job -> SyntheticOutcome.failed("AlgorithmError: " + EVIL));
        Build build = jenkins.job("failing", called(EVIL, Job.pipeline(training("failing"))))
                .start()
                .awaitEnd(PATIENCE);

        browser.open(build.path() + "codecraft/");
        assertThat(browser.find(By.cssSelector(".codecraft-failure")).getText()).contains(EVIL);
        seeInBothThemes("build-page-failed", ".codecraft-steps");
        browser.open(build.path() + "console");
        await().atMost(PATIENCE).until(() -> browser.text("#out").contains("AlgorithmError: " + EVIL));
        browser.screenshot("console-failed");
        browser.open(build.path());
        browser.screenshot("build-failed");
        assertNothingRuns();
    }

    private static String training(String name) {
        return """
                codecraftTrain name: '%s', role: env.SAGEMAKER_ROLE, bucket: env.CODECRAFT_BUCKET,
                  image: '%s', instanceType: 'ml.m5.large', metrics: [metric(name: '%s', regex: 'loss=([0-9.]+)')]
                """.formatted(name, Scripts.SCRIPTED_IMAGE, EVIL);
    }

    /** Names of jobs can't hold markup, what is shown in their place can. */
    private static String called(String name, String configuration) {
        return configuration.replace(
                "<definition ", "<displayName>" + Job.escaped(name) + "</displayName><definition ");
    }

    private static void seeInBothThemes(String name, String own) {
        for (String scheme : List.of("light", "dark")) {
            browser.prefer(scheme);
            browser.screenshot(name + "-" + scheme);
            assertThat(Accessibility.violations(browser, own))
                    .as(name + " in " + scheme)
                    .isEmpty();
        }
        browser.prefer("light");
    }

    private static void assertNothingRuns() {
        assertThat(browser.script("return Array.from(document.scripts).filter(script => script.text.includes('alert'))"
                        + ".length"))
                .isEqualTo(0L);
        assertThat(browser.complaints()).isEmpty();
    }

    private static String status() {
        return browser.text(".codecraft-status");
    }

    private static JsonNode apiOf(Build build) {
        return jenkins.client()
                .json(build.path() + "codecraft/api/json")
                .get("steps")
                .get(0);
    }

    private static long circles() {
        return (long) browser.script("return document.querySelectorAll('.codecraft-dots circle').length");
    }
}
