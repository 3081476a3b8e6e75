package io.jenkins.plugins.codecraft.report;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.codecraft.jenkins.ReportedStep;
import io.jenkins.plugins.codecraft.jenkins.StepReport;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The page of a build, saved and read again by Jenkins, drawn by Jelly. */
@WithJenkins
class BuildPageInJenkinsTest {
    private static final String EVIL = "<script>alert(1)</script>";

    private static FreeStyleBuild trained(JenkinsRule jenkins) throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject("iris");
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(project);
        StepReport step = BuildReport.of(build)
                .open(
                        new ReportedStep("step-1", "codecraftTrain", "iris", ""),
                        UnaryOperator.identity(),
                        InstantSource.system());
        step.point(EVIL, Instant.EPOCH, 0.5);
        step.point(EVIL, Instant.EPOCH.plusSeconds(1), 0.4);
        step.event(EVIL);
        step.succeeded(Map.of("changes", List.of(EVIL), "seconds", 90, "spot", true, "metrics", Map.of(EVIL, 0.3)));
        return build;
    }

    @Test
    void what_a_build_keeps_is_read_again_as_it_was(JenkinsRule jenkins) throws Exception {
        FreeStyleBuild build = trained(jenkins);
        String before = jenkins.getJSON(build.getUrl() + "codecraft/api/json")
                .getJSONObject()
                .toString();

        jenkins.jenkins.reload();
        jenkins.waitUntilNoActivity();

        FreeStyleBuild read = jenkins.jenkins.getItemByFullName("iris", FreeStyleProject.class).getBuildByNumber(1);
        assertThat(read).isNotSameAs(build);
        assertThat(read.getAction(BuildReport.class).getSteps()).hasSize(1);
        assertThat(jenkins.getJSON(build.getUrl() + "codecraft/api/json")
                        .getJSONObject()
                        .toString())
                .isEqualTo(before);
    }

    @Test
    void pages_show_names_as_text(JenkinsRule jenkins) throws Exception {
        FreeStyleBuild build = trained(jenkins);

        for (String page : List.of(build.getUrl() + "codecraft/", "job/iris/", "job/iris/codecraft/")) {
            // HtmlUnit knows no async functions, which the page that is alive has
            String html = jenkins.createWebClient().withJavaScriptEnabled(false).goTo(page).getWebResponse().getContentAsString();
            assertThat(html).contains("<svg").contains("&lt;script&gt;alert(1)").doesNotContain(EVIL);
        }
    }
}
