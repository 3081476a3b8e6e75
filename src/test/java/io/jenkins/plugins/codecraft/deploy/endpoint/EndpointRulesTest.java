package io.jenkins.plugins.codecraft.deploy.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of wrong parameters, and what names come of right ones. */
class EndpointRulesTest {
    private static final BuildOrigin ORIGIN = new BuildOrigin("jenkins", "team/iris", "7", 1000, "12");

    private static String said(Consumer<Deployments> change) {
        Deployments deployment = new Deployments();
        change.accept(deployment);
        Mistakes mistakes = new Mistakes("codecraftDeploy sagemakerEndpoint");
        EndpointRules.check(deployment.settings(), mistakes);
        try {
            mistakes.refuse();
            return "";
        } catch (OperationFailure failure) {
            return failure.getMessage();
        }
    }

    @Test
    void a_deployment_that_is_right_is_not_refused() {
        assertThat(said(deployment -> {})).isEmpty();
        assertThat(said(deployment -> {
                    deployment.entryPoint = "serve.py";
                    deployment.sourceUri = "s3://b-ucket/source.tar.gz";
                }))
                .isEmpty();
    }

    @Test
    void everything_wrong_is_said_in_one_message() {
        assertThat(said(deployment -> {
                    deployment.name = "iris!";
                    deployment.model = "";
                    deployment.image = "an image";
                    deployment.role = "admin";
                    deployment.instanceType = "m5.large";
                    deployment.instanceCount = 0;
                    deployment.entryPoint = "serve.py";
                    deployment.environment.put("a-b", "");
                    deployment.tags.put("codecraft:id", "x");
                }))
                .startsWith("codecraftDeploy sagemakerEndpoint: 9 parameters are wrong; nothing was done in AWS.")
                .contains("name 'iris!'.", "model is missing.", "image 'an image'.", "role 'admin'.")
                .contains("instanceType 'm5.large'.", "instanceCount '0'.", "sourceUri is missing.")
                .contains("environment 'a-b'.", "tags 'codecraft:id'.");
    }

    @Test
    void an_archive_needs_its_script() {
        assertThat(said(deployment -> deployment.sourceUri = "s3://b/source.tar.gz"))
                .contains("entryPoint is missing. entryPoint names the script that serves the model");
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.tar.gz", "https://bucket/model.tar.gz", "s3://bucket", "s3://bucket/"})
    void a_model_is_an_object_in_s3(String uri) {
        assertThat(said(deployment -> deployment.model = uri))
                .contains("model '" + uri + "'. Give what codecraftTrain returned");
    }

    @Test
    void names_come_from_the_content_so_the_same_content_is_the_same_configuration() {
        String name = new Deployments().configName(ORIGIN);
        BuildOrigin other = new BuildOrigin("jenkins", "team/iris", "8", 2000, "3");
        assertThat(new Deployments().configName(other)).isEqualTo(name);
        assertThat(new Deployments().model("s3://bucket/other.tar.gz").configName(ORIGIN))
                .isNotEqualTo(name);
    }
}
