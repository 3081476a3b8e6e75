package io.jenkins.plugins.codecraft.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import io.jenkins.plugins.codecraft.embedded.Journal;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SyntheticOutcome;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who may see and use which credentials, and whom AWS sees. */
class AccessAcceptance {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String ACCESS = "descriptorByName/io.jenkins.plugins.codecraft.jenkins.AwsAccess/";
    private static final String TEAM = "team-keys";

    @RegisterExtension
    static final JenkinsUnderTest jenkins = new JenkinsUnderTest();

    /** May read the job {@code team/train}, and no more. */
    private static JenkinsClient reader;

    @BeforeAll
    static void prepare() {
        jenkins.client().postXml("createItem?name=team", Job.FOLDER);
        jenkins.client().postXml("createItem?name=other", Job.FOLDER);
        jenkins.client().postXml("job/team/createItem?name=train", Job.freestyle(""));
        jenkins.client().script(Scripts.folderCredentials("team", TEAM));
        jenkins.client().script(Scripts.folderCredentials("other", "other-keys"));
        jenkins.client().script(Scripts.OTHER_CREDENTIALS);
        reader = jenkins.client().withReader("reader");
        jenkins.sageMaker().images().synthetic(Scripts.SCRIPTED_IMAGE, job -> SyntheticOutcome.completed());
    }

    @Test
    void the_list_has_aws_credentials_of_the_jobs_folder_and_of_jenkins_and_keeps_the_current_value() {
        assertThat(items(jenkins.client(), "gone"))
                .contains(TEAM, Configuration.CREDENTIALS, "gone")
                .doesNotContain("other-keys", "user-and-password");
    }

    /** Nobody may configure such a job, yet its Snippet Generator is there to be used. */
    @Test
    void the_form_of_a_branchs_job_has_the_credentials_of_its_folder_and_tries_a_connection() {
        assumeTrue(Given.fromSystemProperties().hasPlugin("workflow-multibranch"));
        jenkins.client().script(Scripts.branchJob("team", "branches", "main"));
        String job = "job/team/job/branches/job/main/";
        assertThat(jenkins.client().status("POST", job + "configSubmit", Map.of("json", "{}")))
                .isEqualTo(403);

        assertThat(jenkins.client().get(job + "pipeline-syntax/")).contains("codecraftTrain");
        assertThat(jenkins.client().post(job + ACCESS + "fillCredentialsIdItems", Map.of("credentialsId", "")))
                .contains(TEAM, Configuration.CREDENTIALS)
                .doesNotContain("other-keys", "user-and-password");
        Map<String, String> form = Map.of(
                "region",
                Configuration.REGION,
                "credentialsId",
                TEAM,
                "endpoint",
                jenkins.aws().endpoint().toString());
        assertThat(jenkins.client().post(job + ACCESS + "testConnection", form))
                .contains("arn:aws:iam::")
                .doesNotContain("error");
        assertThat(reader.status("POST", job + ACCESS + "testConnection", form)).isEqualTo(403);
    }

    @Test
    void a_reader_sees_the_current_value_alone_whether_or_not_there_are_such_credentials() {
        assertThat(items(reader, TEAM)).contains(TEAM).doesNotContain(Configuration.CREDENTIALS);
        assertThat(items(reader, "no-such").replace("no-such", TEAM)).isEqualTo(items(reader, TEAM));
    }

    @Test
    void a_reader_may_not_try_a_connection() {
        assertThat(reader.status("POST", path("testConnection"), Map.of("credentialsId", TEAM)))
                .isEqualTo(403);
    }

    /** Forms are sent to them; a link does nothing. */
    @Test
    void web_methods_are_not_there_for_get() {
        assertThat(jenkins.client().status("GET", path("testConnection"), Map.of()))
                .isEqualTo(404);
        assertThat(jenkins.client().status("GET", path("checkRegion"), Map.of()))
                .isEqualTo(404);
        assertThat(jenkins.client().status("GET", path("fillCredentialsIdItems"), Map.of()))
                .isEqualTo(404);
    }

    @Test
    void test_connection_says_who_aws_sees_which_role_and_whether_the_bucket_can_be_reached() {
        Map<String, String> form = Map.of(
                "region",
                Configuration.REGION,
                "credentialsId",
                TEAM,
                "roleArn",
                jenkins.configuration().deployer(),
                "externalId",
                Configuration.EXTERNAL_ID,
                "endpoint",
                jenkins.aws().endpoint().toString(),
                "bucket",
                Configuration.BUCKET);

        assertThat(jenkins.client().post(path("testConnection"), form))
                .contains("assumed-role/" + Configuration.DEPLOYER + "/team-train-test")
                .contains(Configuration.BUCKET)
                .doesNotContain("error");
    }

    @Test
    void test_connection_tells_what_aws_says_of_a_role_that_may_not_be_assumed() {
        Map<String, String> form = Map.of(
                "region",
                Configuration.REGION,
                "credentialsId",
                TEAM,
                "roleArn",
                jenkins.configuration().deployer(),
                "externalId",
                "wrong-id",
                "endpoint",
                jenkins.aws().endpoint().toString());

        assertThat(jenkins.client().post(path("testConnection"), form))
                .contains("error", "AccessDenied", "sts:AssumeRole")
                .doesNotContain(EmbeddedAws.SECRET_ACCESS_KEY);
    }

    @Test
    void a_build_is_refused_in_the_same_words_whether_or_not_others_have_such_credentials() {
        Build others = run("others", using("other-keys", ""));
        Build nobodys = run("nobodys", using("no-such", ""));

        assertThat(refusal(others)).isEqualTo(refusal(nobodys)).contains("is not the id of AWS credentials");
    }

    @Test
    void a_build_assumes_a_role_with_external_id_and_a_session_that_names_job_and_build() {
        String role = ", roleArn: '%s', externalId: '%s'"
                .formatted(jenkins.configuration().deployer(), Configuration.EXTERNAL_ID);

        Build build = run("assuming", using(TEAM, role));

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        Journal.Call created = jenkins.aws().journal().calls("CreateTrainingJob").stream()
                .filter(call -> call.resource().startsWith("assuming-"))
                .findFirst()
                .orElseThrow();
        assertThat(created.caller())
                .contains("assumed-role/" + Configuration.DEPLOYER + "/team-assuming-" + build.number());
    }

    @Test
    void the_page_of_credentials_names_the_jobs_that_used_them() {
        Build build = run("tracked", using(TEAM, ""));
        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");

        assertThat(jenkins.client().get("job/team/credentials/store/folder/domain/_/credential/" + TEAM + "/"))
                .contains("tracked");
    }

    private static String using(String credentials, String role) {
        return "aws: awsAccess(credentialsId: '%s', endpoint: '%s'%s), "
                .formatted(credentials, jenkins.aws().endpoint(), role);
    }

    private static Build run(String name, String access) {
        String script = Scripts.training(name).replace("codecraftTrain(\n", "codecraftTrain(\n  " + access + "\n");
        jenkins.client().postXml("job/team/createItem?name=" + name, Job.pipeline(script));
        return new Job(jenkins.client(), "team/job/" + name).start().awaitEnd(PATIENCE);
    }

    private static String refusal(Build build) {
        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");
        return build.lines().stream()
                .filter(line -> line.startsWith("ERROR"))
                .findFirst()
                .orElseThrow()
                .replaceAll("other-keys|no-such", "ID");
    }

    private static String path(String method) {
        return "job/team/job/train/" + ACCESS + method;
    }

    private static String items(JenkinsClient client, String current) {
        return client.post(path("fillCredentialsIdItems"), Map.of("credentialsId", current));
    }
}
