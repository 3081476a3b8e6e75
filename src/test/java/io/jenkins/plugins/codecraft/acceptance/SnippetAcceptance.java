package io.jenkins.plugins.codecraft.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** The Snippet Generator shows each step's form, and what it gives runs as it is. */
class SnippetAcceptance {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @RegisterExtension
    static final JenkinsUnderTest jenkins = new JenkinsUnderTest();

    @RegisterExtension
    static final Browser browser = new Browser(jenkins);

    @TestFactory
    Stream<DynamicTest> a_filled_form_gives_the_snippet_of_what_was_typed() {
        return EveryField.all().stream()
                .map(each -> dynamicTest(each.label(), () -> {
                    String snippet = snippet(each.builder());
                    browser.screenshot("snippet-" + each.label());

                    assertThat(snippet).isEqualTo(snippetOfSaved(each));
                    assertThat(browser.complaints()).isEmpty();
                    assertIsUnderstood("run-" + each.label(), snippet);
                }));
    }

    /** It only plans, or fails by its own words as what it names is not there: all that is nested in it was made. */
    private static void assertIsUnderstood(String job, String snippet) {
        Build build = jenkins.job(job, Job.pipeline("node {\n" + snippet + "\n}"))
                .start()
                .awaitEnd(PATIENCE);
        assertThat(build.console())
                .as(snippet)
                .containsAnyOf("[CodeCraft] This is a plan", "ERROR: ")
                .doesNotContain(
                        "No such DSL method",
                        "No known implementation",
                        "WARNING: Unknown parameter",
                        "groovy.lang.",
                        "java.lang.",
                        "\tat ");
    }

    @Test
    void generated_snippets_train_deploy_and_invoke_as_they_are() {
        IrisSteps iris = new IrisSteps(jenkins.configuration().role(), Configuration.BUCKET);
        String train = snippet(SavedXml.parse(iris.train("generated")));
        IrisSteps.Trained trained =
                new Trainings(jenkins.aws()).trained(run("generated-train", List.of(train)), "generated");

        List<String> snippets = new ArrayList<>();
        iris.deploy(trained).forEach(step -> snippets.add(snippet(SavedXml.parse(step))));
        iris.invoke(trained).forEach(step -> snippets.add(snippet(SavedXml.parse(step))));
        Build build = run("generated", snippets);

        assertThat(build.console()).contains("The endpoint iris is InService");
        assertThat(jenkins.home().workspace("generated").resolve("answer.json"))
                .content()
                .contains("setosa");
        assertThat(jenkins.home().workspace("generated").resolve("flow.json"))
                .content()
                .contains("accuracy");
        assertThat(browser.complaints()).isEmpty();
    }

    private static Build run(String job, List<String> snippets) {
        JenkinsHome.copy(ExampleAcceptance.EXAMPLE, jenkins.home().workspace(job));
        String script = "node {\n" + String.join("\n", snippets) + "\n}";
        Build build = jenkins.job(job, Job.pipeline(script)).start().awaitEnd(PATIENCE);
        assertThat(build.result()).as(script + "\n" + build.console()).isEqualTo("SUCCESS");
        return build;
    }

    /** Declarative has directives of its own alone; the plugin's steps go into {@code steps}. */
    @Test
    void the_directive_generator_works_and_is_offered_nothing_of_the_plugin() {
        browser.open("directive-generator/");
        Select directives = new Select(browser.await(By.cssSelector("select.dropdownList")));
        assertThat(directives.getOptions())
                .extracting(WebElement::getText)
                .anyMatch(text -> text.startsWith("stage:"))
                .noneMatch(text -> text.toLowerCase(java.util.Locale.ROOT).contains("codecraft"));
        browser.select(browser.find(By.cssSelector("select.dropdownList")), optionFor("stage"));
        browser.type("_.name", "Train");
        browser.screenshot("directive-stage");

        assertThat(generate()).startsWith("stage('Train') {");
        assertThat(browser.complaints()).isEmpty();
    }

    private static String snippet(SavedXml builder) {
        browser.open("pipeline-syntax/");
        browser.awaitLoaded();
        String function = "codecraft" + builder.name().replaceFirst(".*\\.(\\w+)Builder$", "$1");
        browser.select(browser.await(By.cssSelector("select.dropdownList")), optionFor(function));
        new StepForm(browser, browser.await(By.cssSelector("div[name='prototype']"))).fill(builder.child("step"));
        return generate();
    }

    private static String optionFor(String name) {
        return new Select(browser.find(By.cssSelector("select.dropdownList")))
                .getOptions().stream()
                        .map(WebElement::getText)
                        .filter(text -> text.startsWith(name + ":"))
                        .findFirst()
                        .orElseThrow();
    }

    /** What Jenkins makes of the same, read from a job's configuration. */
    private static String snippetOfSaved(EveryField each) {
        String name = "saved-" + each.label();
        jenkins.job(name, Job.freestyle(each.builder().xml()));
        return jenkins.client()
                .script("print org.jenkinsci.plugins.workflow.cps.Snippetizer.object2Groovy("
                        + "jenkins.model.Jenkins.get().getItem('" + name + "').builders[0].step)");
    }

    private static String generate() {
        browser.click(browser.find(By.cssSelector("#generatePipelineScript, [id^=prototypeButton]")));
        WebElement text = browser.find(By.cssSelector("textarea[id^=prototypeText]"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !text.getDomProperty("value").isBlank());
        return text.getDomProperty("value").strip();
    }
}
