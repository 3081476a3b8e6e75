package io.jenkins.plugins.codecraft.embedded.sagemaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.codecraft.embedded.cloudwatch.Alarm;
import io.jenkins.plugins.codecraft.embedded.cloudwatch.CloudWatch;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sagemaker.model.CapacitySizeType;
import software.amazon.awssdk.services.sagemaker.model.DeploymentConfig;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;
import software.amazon.awssdk.services.sagemaker.model.EndpointStatus;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariant;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariantInstanceType;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;
import software.amazon.awssdk.services.sagemaker.model.TrafficRoutingConfig;
import software.amazon.awssdk.services.sagemaker.model.TrafficRoutingConfigType;

/** Endpoints are updated in stages, and go back when an alarm goes off. */
class GuardrailsTest {
    private static SageMakerLab aws;
    private SageMakerLab lab;

    @BeforeAll
    static void open() {
        aws = new SageMakerLab(1.0 / 500);
    }

    @AfterAll
    static void closeAll() {
        aws.close();
    }

    @BeforeEach
    void begin() {
        lab = aws.inNewRegion();
        for (String version : new String[] {"old", "new"}) {
            lab.sageMaker().images().serving(version + ":1", invocation -> Answer.ok("text/plain", version));
            lab.createModel(version, version + ":1", null, Map.of());
            lab.client().createEndpointConfig(config -> config.endpointConfigName(version)
                    .productionVariants(variant("v", version, ProductionVariantInstanceType.ML_M5_LARGE)));
        }
        lab.createEndpoint("iris", "old");
        lab.awaitEndpoint("iris", EndpointStatus.IN_SERVICE);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private static ProductionVariant variant(String name, String model, ProductionVariantInstanceType type) {
        return ProductionVariant.builder()
                .variantName(name)
                .modelName(model)
                .instanceType(type)
                .initialInstanceCount(1)
                .build();
    }

    private static Consumer<TrafficRoutingConfig.Builder> canary(int percent, int seconds) {
        return traffic -> traffic.type(TrafficRoutingConfigType.CANARY)
                .waitIntervalInSeconds(seconds)
                .canarySize(size -> size.type(CapacitySizeType.CAPACITY_PERCENT).value(percent));
    }

    private void update(String config, Consumer<TrafficRoutingConfig.Builder> traffic) {
        DeploymentConfig deployment = DeploymentConfig.builder()
                .blueGreenUpdatePolicy(
                        policy -> policy.trafficRoutingConfiguration(traffic).maximumExecutionTimeoutInSeconds(28_800))
                .autoRollbackConfiguration(
                        rollback -> rollback.alarms(software.amazon.awssdk.services.sagemaker.model.Alarm.builder()
                                .alarmName("iris-5xx")
                                .build()))
                .build();
        lab.client()
                .updateEndpoint(request ->
                        request.endpointName("iris").endpointConfigName(config).deploymentConfig(deployment));
    }

    private DescribeEndpointResponse describe() {
        return lab.client().describeEndpoint(request -> request.endpointName("iris"));
    }

    private String answer() {
        return lab.runtime()
                .invokeEndpoint(request -> request.endpointName("iris").body(SdkBytes.fromUtf8String("?")))
                .body()
                .asUtf8String();
    }

    @Test
    void a_canary_answers_its_share_and_is_seen_in_the_pending_deployment() {
        update("new", canary(20, 3600));
        Awaitility.await().until(() -> lab.sageMaker().share(lab.region(), "iris") == 20);
        DescribeEndpointResponse now = describe();
        assertThat(now.endpointStatus()).isEqualTo(EndpointStatus.UPDATING);
        assertThat(now.endpointConfigName()).isEqualTo("old");
        assertThat(now.pendingDeploymentSummary().endpointConfigName()).isEqualTo("new");
        assertThat(now.pendingDeploymentSummary()
                        .productionVariants()
                        .get(0)
                        .variantStatus()
                        .get(0)
                        .statusAsString())
                .isEqualTo("Baking");
        assertThat(IntStream.range(0, 10).mapToObj(any -> answer()))
                .filteredOn("new"::equals)
                .hasSize(2);
    }

    @Test
    void an_alarm_that_goes_off_brings_everything_back() {
        update("new", canary(20, 3600));
        Awaitility.await().until(() -> lab.sageMaker().share(lab.region(), "iris") == 20);
        lab.aws().service(CloudWatch.class).alarm(lab.region(), "iris-5xx", Alarm.State.ALARM);
        DescribeEndpointResponse back = lab.awaitEndpoint("iris", EndpointStatus.IN_SERVICE);
        assertThat(back.endpointConfigName()).isEqualTo("old");
        assertThat(back.failureReason()).contains("iris-5xx");
        assertThat(answer()).isEqualTo("old");
    }

    @Test
    void stages_that_are_no_part_of_the_whole_are_refused() {
        assertThatThrownBy(() -> update("new", canary(60, 60)))
                .isInstanceOf(SageMakerException.class)
                .hasMessageContaining("CanarySize must be 1-50%");
        assertThatThrownBy(() -> update("new", traffic -> traffic.type(TrafficRoutingConfigType.LINEAR)
                        .waitIntervalInSeconds(60)))
                .hasMessageContaining("LinearStepSize must be specified");
        assertThatThrownBy(() -> update("new", canary(10, 3601))).hasMessageContaining("less than or equal to 3600");
    }

    @Test
    void variants_keep_their_names_through_stages() {
        lab.client().createEndpointConfig(config -> config.endpointConfigName("other")
                .productionVariants(variant("w", "new", ProductionVariantInstanceType.ML_M5_LARGE)));
        assertThatThrownBy(() -> update("other", canary(10, 60))).hasMessageContaining("same variant names");
    }

    @Test
    void instances_that_were_scaled_stay_if_that_is_asked_for() {
        lab.sageMaker().scale(lab.region(), "iris", "v", 4);
        lab.awaitEndpoint("iris", EndpointStatus.IN_SERVICE);
        lab.client()
                .updateEndpoint(request ->
                        request.endpointName("iris").endpointConfigName("new").retainAllVariantProperties(true));
        assertThat(lab.awaitEndpoint("iris", EndpointStatus.IN_SERVICE)
                        .productionVariants()
                        .get(0)
                        .desiredInstanceCount())
                .isEqualTo(4);
        lab.client().updateEndpoint(request -> request.endpointName("iris").endpointConfigName("old"));
        assertThat(lab.awaitEndpoint("iris", EndpointStatus.IN_SERVICE)
                        .productionVariants()
                        .get(0)
                        .desiredInstanceCount())
                .isEqualTo(1);
    }
}
