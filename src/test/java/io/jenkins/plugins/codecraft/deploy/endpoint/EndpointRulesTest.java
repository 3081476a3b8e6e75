package io.jenkins.plugins.codecraft.deploy.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.deploy.rollout.RolloutSettings.Kind;
import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import java.util.List;
import java.util.Map;
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

    @Test
    void serverless_endpoints_have_no_instances_and_little_else() {
        assertThat(said(deployment -> {
                    deployment.serverless();
                    deployment.instanceType = "";
                }))
                .isEmpty();
        assertThat(said(deployment -> {
                    deployment.serverless = new ServerlessSettings(1500, 300, 301);
                    deployment
                            .async("s3://bucket/answers/")
                            .capturing("s3://bucket/captured/")
                            .scaled(1, 2);
                    deployment.vpc = new VpcSettings(List.of("subnet-1"), List.of("sg-1"));
                    deployment.rollout(Kind.ROLLING, 10, "5m");
                }))
                .contains("serverless.memory '1500'.", "serverless.maxConcurrency '300'.")
                .contains("serverless.provisionedConcurrency '301'.")
                .contains("async 'with serverless'.", "dataCapture 'with serverless'.", "vpc 'with serverless'.")
                .contains("scaling 'with serverless'.", "rollout 'rolling'. SageMaker takes it for endpoints with");
    }

    @Test
    void traffic_moves_to_serverless_and_to_several_variants_in_stages_too() {
        assertThat(said(deployment -> deployment.serverless().rollout(Kind.CANARY, 10, "5m")))
                .isEmpty();
        assertThat(said(deployment ->
                        deployment.and("other", "s3://bucket/model.tar.gz", 1).rollout(Kind.LINEAR, 20, "5m")))
                .isEmpty();
    }

    @Test
    void a_rollout_ends_within_the_eight_hours_that_sagemaker_gives_it() {
        assertThat(said(deployment -> deployment.rollout(Kind.LINEAR, 10, "1h")))
                .contains("a parameter is wrong", "Its pauses alone take 10 h, and SageMaker ends a rollout after 8 h");
        assertThat(said(deployment -> deployment.rollout(Kind.ROLLING, 5, "30m")))
                .contains("Its pauses alone take 10 h");
        assertThat(said(deployment -> deployment.rollout(Kind.LINEAR, 15, "1h")))
                .isEmpty();
        var policy = EndpointRollout.of(new Deployments().rollout(Kind.LINEAR, 15, "1h").rollout)
                .orElseThrow()
                .blueGreenUpdatePolicy();
        assertThat(policy.maximumExecutionTimeoutInSeconds()).isEqualTo(28_800);
    }

    @Test
    void only_asynchronous_endpoints_do_without_an_instance() {
        assertThat(said(deployment -> deployment.scaled(0, 2)))
                .contains("scaling.min '0'. Give how few instances there may be: 1 or more");
        assertThat(said(deployment -> deployment.async("s3://bucket/answers/").scaled(0, 2)))
                .isEmpty();
    }

    @Test
    void rollouts_are_as_sagemaker_takes_them() {
        assertThat(said(deployment -> deployment.rollout(Kind.LINEAR, 5, "5m")))
                .contains("rollout.percent '5'. SageMaker takes 10 to 50 for linear.");
        assertThat(said(deployment -> deployment.rollout(Kind.CANARY, 60, "5m")))
                .contains("rollout.percent '60'. SageMaker takes 1 to 50 for canary.");
        assertThat(said(deployment ->
                        deployment.and("other", "s3://bucket/model.tar.gz", 1).rollout(Kind.ROLLING, 20, "5m")))
                .contains("rollout 'rolling'. SageMaker takes it for endpoints of one variant only.");
    }

    @Test
    void variants_have_names_of_their_own_and_some_weight() {
        assertThat(said(deployment -> deployment.and("AllTraffic", "s3://bucket/model.tar.gz", -1)))
                .contains("variants[1].name 'AllTraffic'. Another variant has this name.")
                .contains("variants[1].weight '-1.0'.", "variants 'weight 0'.");
    }

    @Test
    void a_group_and_a_model_exclude_each_other_and_a_package_brings_its_image() {
        assertThat(said(deployment -> deployment.newestOf("flowers"))).isEmpty();
        assertThat(said(deployment -> {
                    deployment.newestOf("flowers_");
                    deployment.model = "s3://bucket/model.tar.gz";
                }))
                .contains("modelPackageGroup 'flowers_'. Give the name", "There is a model as well: give one of them.");
        assertThat(said(deployment -> {
                    deployment.model = "";
                    deployment.image = "";
                    deployment.modelPackage = "arn:aws:sagemaker:us-east-1:123456789012:model-package/iris/3";
                }))
                .isEmpty();
    }

    @Test
    void parts_that_are_wrong_are_named_with_their_place() {
        assertThat(said(deployment -> {
                    deployment.async = new AsyncSettings("bucket", "", "topic", "", 2000, "?");
                    deployment.capture = new CaptureSettings("bucket", 0, "all", "");
                    deployment.vpc = new VpcSettings(List.of(), List.of("group"));
                    deployment.scaling = new ScalingSettings(3, 2, 0, -1, 300);
                    deployment.expecting("5.1", "/(/");
                }))
                .contains("async.output 'bucket'.", "async.successTopic 'topic'.", "async.maxConcurrent '2000'.")
                .contains("async.kmsKey '?'.", "dataCapture.output 'bucket'.", "dataCapture.percent '0'.")
                .contains("dataCapture.what 'all'.", "vpc.subnets is missing.", "vpc.securityGroups 'group'.")
                .contains("scaling.max '2'.", "scaling.invocations '0.0'.", "scaling.scaleInCooldown is missing.")
                .contains("verify.expect '/(/'.", "verify 'check(…)'. An asynchronous endpoint");
    }

    @Test
    void what_a_variant_leaves_out_is_as_the_endpoint_has_it() {
        Variant variant = new Variant("other");
        variant.setModelPackageGroup("flowers");
        variant.setInstanceCount(3);
        SageMakerEndpoint endpoint = new SageMakerEndpoint("iris");
        endpoint.setModel(Map.of("modelArtifacts", "s3://bucket/m.tar.gz", "image", "trained", "role", "trainer"));
        endpoint.setInstanceType("ml.m5.large");
        endpoint.setVariants(List.of(new Variant("one"), variant));
        EndpointSettings settings = endpoint.settings();
        assertThat(settings.role()).isEqualTo("trainer");
        assertThat(settings.variants())
                .extracting(VariantSettings::name, VariantSettings::instanceType, VariantSettings::instanceCount)
                .containsExactly(tuple("one", "ml.m5.large", 1), tuple("other", "ml.m5.large", 3));
        assertThat(settings.variants())
                .extracting(VariantSettings::model)
                .extracting(ModelSettings::artifacts, ModelSettings::group, ModelSettings::image)
                .containsExactly(tuple("s3://bucket/m.tar.gz", "", "trained"), tuple("", "flowers", ""));
    }
}
