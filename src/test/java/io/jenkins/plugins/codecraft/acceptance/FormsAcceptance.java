package io.jenkins.plugins.codecraft.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** What is saved is what was typed, and a form that is opened and saved changes nothing. */
class FormsAcceptance {
    private static final String BUILDER = "div[name='builder'].repeated-chunk";

    @RegisterExtension
    static final JenkinsUnderTest jenkins = new JenkinsUnderTest();

    @RegisterExtension
    static final Browser browser = new Browser(jenkins);

    @TestFactory
    Stream<DynamicTest> a_build_step_that_is_opened_and_saved_stays_as_it_was() {
        return EveryField.all().stream()
                .map(each -> dynamicTest(
                        each.label(),
                        () -> assertStays(
                                each.label(), Job.freestyle(each.builder().xml()), "builders")));
    }

    @TestFactory
    Stream<DynamicTest> a_post_build_action_that_is_opened_and_saved_stays_as_it_was() {
        return EveryField.all().stream()
                .filter(each -> !each.isTrain())
                .map(each -> dynamicTest(
                        each.label(),
                        () -> assertStays(
                                "publish-" + each.label(), Job.freestyle("", each.asPublisher()), "publishers")));
    }

    @Test
    void a_job_with_all_of_them_that_is_opened_and_saved_stays_as_it_was() {
        String builders =
                EveryField.all().stream().map(each -> each.builder().xml()).collect(Collectors.joining());

        assertStays("every-form", Job.freestyle(builders), "builders");
    }

    /** Saves the page of a job as it is. */
    private static void assertStays(String name, String configuration, String part) {
        Job job = jenkins.job(name, configuration);
        browser.open(job.path() + "configure");
        browser.awaitLoaded();
        browser.screenshot("stays-" + name);
        browser.save();

        assertThat(part(job, part))
                .isEqualTo(SavedXml.parse(configuration).child(part).normal());
        assertThat(browser.complaints()).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> what_is_typed_into_a_new_build_step_is_saved() {
        return EveryField.all().stream().map(each -> dynamicTest(each.label(), () -> assertSavesWhatIsTyped(each)));
    }

    private static void assertSavesWhatIsTyped(EveryField each) {
        Job job = jenkins.job("typed-" + each.label(), Job.freestyle(""));
        browser.open(job.path() + "configure");
        browser.awaitLoaded();
        WebElement add = browser.await(By.cssSelector("button.hetero-list-add[suffix='builder']"));
        browser.chooseFromMenu(add, browser.displayName(each.builder().name()));
        new StepForm(browser, browser.await(By.cssSelector(BUILDER))).fill(each.builder());
        browser.unfold();
        Accessibility.seeForm(browser, BUILDER, "form-" + each.label());
        browser.save();

        assertThat(part(job, "builders"))
                .isEqualTo(SavedXml.parse(Job.freestyle(each.builder().xml()))
                        .child("builders")
                        .normal());
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void a_user_opens_what_is_advanced_and_then_chooses_another_target() {
        Job job = jenkins.job("changed-mind", Job.freestyle(""));
        browser.open(job.path() + "configure");
        browser.awaitLoaded();
        browser.chooseFromMenu(
                browser.await(By.cssSelector("button.hetero-list-add[suffix='builder']")),
                browser.displayName("io.jenkins.plugins.codecraft.deploy.DeployBuilder"));
        browser.awaitVisible(By.cssSelector(BUILDER + " [name='_.name']"));
        browser.unfold();

        browser.select(
                browser.awaitVisible(By.cssSelector(BUILDER + " select.dropdownList")),
                browser.displayName("io.jenkins.plugins.codecraft.deploy.stepfunctions.StepFunctions"));
        browser.type("_.definition", "flow.asl.json");
        browser.screenshot("changed-mind");
        browser.save();

        assertThat(part(job, "builders"))
                .contains("deploy.stepfunctions.StepFunctions\n", "definition = flow.asl.json", "keep = 3");
    }

    @Test
    void a_user_adds_a_step_chooses_a_target_opens_what_is_advanced_and_adds_a_variant() {
        Job job = jenkins.job("by-hand", Job.freestyle(""));
        browser.open(job.path() + "configure");
        browser.awaitLoaded();

        browser.chooseFromMenu(
                browser.await(By.cssSelector("button.hetero-list-add[suffix='builder']")),
                browser.displayName("io.jenkins.plugins.codecraft.deploy.DeployBuilder"));
        browser.select(
                browser.awaitVisible(By.cssSelector(BUILDER + " select.dropdownList")),
                browser.displayName("io.jenkins.plugins.codecraft.deploy.endpoint.SageMakerEndpoint"));
        browser.type("_.name", "by-hand");
        browser.press("Capacity");
        browser.type("_.instanceCount", "2");
        browser.press("Add variant");
        List<WebElement> names = browser.driver().findElements(By.cssSelector("[name='variants'] [name='_.name']"));
        names.get(0).sendKeys("blue");
        browser.screenshot("by-hand");
        browser.save();

        assertThat(part(job, "builders"))
                .contains("name = by-hand", "instanceCount = 2", "deploy.endpoint.Variant\n", "name = blue");
    }

    private static String part(Job job, String part) {
        return SavedXml.parse(job.configuration()).child(part).normal();
    }
}
