package io.jenkins.plugins.codecraft.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.EnvVars;
import io.jenkins.plugins.codecraft.aws.SessionRequest;
import io.jenkins.plugins.codecraft.aws.SessionRequest.AssumedRole;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

class ConnectionTest {
    private static final Map<String, String> KEYS = Map.of(
            "AWS_REGION",
            "eu-central-1",
            "AWS_ACCESS_KEY_ID",
            "AKIDEXAMPLE",
            "AWS_SECRET_ACCESS_KEY",
            "secret-of-build");
    private static final AccessDefaults NOTHING = new AccessDefaults(null, null, null, null, false, List.of());

    private final AwsAccess access = new AwsAccess();
    private final List<FolderSettings> folders = new ArrayList<>();

    @Test
    void the_steps_region_comes_before_that_of_the_environment() {
        access.setRegion("us-east-1");

        assertThat(request(KEYS, NOTHING).region()).isEqualTo("us-east-1");
    }

    @Test
    void the_environments_region_comes_before_the_administrators() {
        AccessDefaults defaults = new AccessDefaults("us-west-2", null, null, null, false, List.of());

        assertThat(request(KEYS, defaults).region()).isEqualTo("eu-central-1");
    }

    @Test
    void the_administrators_region_serves_builds_that_name_none() {
        AccessDefaults defaults = new AccessDefaults("us-west-2", null, null, null, false, List.of());
        Map<String, String> keys = Map.of("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY", "s");

        assertThat(request(keys, defaults).region()).isEqualTo("us-west-2");
    }

    @Test
    void a_build_without_a_region_is_told_where_to_give_one() {
        Map<String, String> keys = Map.of("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY", "s");

        assertThatThrownBy(() -> request(keys, NOTHING))
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("AWS_REGION");
    }

    @Test
    void credentials_of_the_environment_are_used_with_their_session_token() {
        EnvVars env = new EnvVars(KEYS);
        env.put("AWS_SESSION_TOKEN", "token");

        assertThat(request(env, NOTHING).credentials().resolveCredentials())
                .isEqualTo(AwsSessionCredentials.create("AKIDEXAMPLE", "secret-of-build", "token"));
    }

    @Test
    void the_controllers_own_identity_is_not_used_unless_the_administrator_allows_it() {
        assertThatThrownBy(() -> request(Map.of("AWS_REGION", "eu-central-1"), NOTHING))
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("No AWS credentials");
    }

    @Test
    void an_endpoint_may_be_named_with_credentials_that_the_build_brings() {
        EnvVars env = new EnvVars(KEYS);
        env.put("AWS_ENDPOINT_URL", "http://127.0.0.1:4566");

        assertThat(request(env, NOTHING).endpoint()).contains(URI.create("http://127.0.0.1:4566"));
    }

    @Test
    void an_endpoint_may_not_be_named_with_credentials_of_jenkins() {
        access.setEndpoint("https://elsewhere.example");
        AccessDefaults controller = new AccessDefaults("eu-central-1", null, null, null, true, List.of());

        assertThatThrownBy(() -> request(Map.of(), controller))
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("may not be used with credentials of Jenkins");
    }

    @Test
    void an_endpoint_that_the_administrator_listed_may_be_named() {
        access.setEndpoint("https://vpce.example/");
        AccessDefaults controller =
                new AccessDefaults("eu-central-1", null, null, null, true, List.of("https://VPCE.example"));

        assertThat(request(Map.of(), controller).endpoint()).contains(URI.create("https://vpce.example/"));
    }

    @Test
    void an_endpoint_with_a_password_is_refused_without_repeating_it() {
        access.setEndpoint("https://user:hidden@host");

        assertThatThrownBy(() -> request(KEYS, NOTHING))
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("aws.endpoint")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void a_builds_role_is_assumed_from_the_administrators_when_it_comes_with_the_administrators_credentials() {
        access.setRoleArn("arn:aws:iam::123456789012:role/team");
        AccessDefaults defaults = new AccessDefaults(
                "eu-central-1", null, "arn:aws:iam::123456789012:role/jenkins", "ext", true, List.of());

        assertThat(request(Map.of(), defaults).roles())
                .extracting(AssumedRole::arn)
                .containsExactly("arn:aws:iam::123456789012:role/jenkins", "arn:aws:iam::123456789012:role/team");
    }

    @Test
    void the_administrators_role_is_not_for_credentials_that_a_build_brings() {
        AccessDefaults defaults =
                new AccessDefaults(null, null, "arn:aws:iam::123456789012:role/jenkins", null, true, List.of());

        assertThat(request(KEYS, defaults).roles()).isEmpty();
    }

    @Test
    void a_role_that_is_no_arn_is_refused_with_a_remedy() {
        access.setRoleArn("team");

        assertThatThrownBy(() -> request(KEYS, NOTHING))
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("aws.roleArn 'team'")
                .hasMessageContaining("arn:aws:iam::");
    }

    @Test
    void the_innermost_folder_that_names_a_region_decides() {
        folders.add(folder(null, null));
        folders.add(folder("eu-west-1", null));
        folders.add(folder("eu-west-2", null));
        AccessDefaults controller = new AccessDefaults("us-west-2", null, null, null, true, List.of());

        assertThat(request(Map.of(), controller).region()).isEqualTo("eu-west-1");
    }

    @Test
    void a_folders_role_lies_between_the_administrators_and_the_builds() {
        folders.add(folder(null, "arn:aws:iam::123456789012:role/inner"));
        folders.add(folder(null, "arn:aws:iam::123456789012:role/outer"));
        access.setRoleArn("arn:aws:iam::123456789012:role/build");
        AccessDefaults defaults = new AccessDefaults(
                "eu-central-1", null, "arn:aws:iam::123456789012:role/jenkins", null, true, List.of());

        assertThat(request(Map.of(), defaults).roles())
                .extracting(role -> role.arn().replaceFirst(".*/", ""))
                .containsExactly("jenkins", "outer", "inner", "build");
    }

    @Test
    void a_folders_role_is_not_for_credentials_that_a_build_brings() {
        folders.add(folder(null, "arn:aws:iam::123456789012:role/folder"));

        assertThat(request(KEYS, NOTHING).roles()).isEmpty();
    }

    private static FolderSettings folder(String region, String role) {
        return new FolderSettings(region, null, role, null, null, null, null);
    }

    private SessionRequest request(Map<String, String> environment, AccessDefaults defaults) {
        return new Connection(access, new Requester.Form(null), new EnvVars(environment), folders, defaults).request();
    }
}
