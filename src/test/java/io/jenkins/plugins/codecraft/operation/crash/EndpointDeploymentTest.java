package io.jenkins.plugins.codecraft.operation.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.jenkins.plugins.codecraft.deploy.endpoint.Deployments;
import io.jenkins.plugins.codecraft.deploy.rollout.RolloutSettings.Kind;
import io.jenkins.plugins.codecraft.embedded.Faults;
import io.jenkins.plugins.codecraft.embedded.Journal;
import io.jenkins.plugins.codecraft.embedded.autoscaling.AutoScaling;
import io.jenkins.plugins.codecraft.embedded.cloudwatch.Alarm;
import io.jenkins.plugins.codecraft.embedded.cloudwatch.CloudWatch;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SageMaker;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.crash.Boundary.When;
import io.jenkins.plugins.codecraft.train.Trainings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointConfigResponse;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;
import software.amazon.awssdk.services.sagemaker.model.DesiredWeightAndCapacity;
import software.amazon.awssdk.services.sagemaker.model.EndpointStatus;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;
import software.amazon.awssdk.services.sagemaker.model.ModelPackageContainerDefinition;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariant;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariantInstanceType;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariantSummary;

/** Endpoints are brought to the wanted state, watched, checked, and brought back when they are bad. */
@Timeout(120)
class EndpointDeploymentTest {
    private static final String MODELS = "s3://" + Trainings.BUCKET + "/";
    private static final AtomicInteger NUMBERS = new AtomicInteger(1000);
    private static Lab lab;

    @TempDir
    static Path folder;

    private Ground ground;
    private List<String> console = List.of();
    private SavedState saved;

    @BeforeAll
    static void open() throws IOException {
        lab = new Lab();
        Files.createDirectories(folder.resolve("workspace"));
    }

    @AfterAll
    static void close() {
        lab.close();
    }

    @BeforeEach
    void begin() {
        ground = new Ground(lab, NUMBERS.incrementAndGet(), folder.resolve("workspace"));
    }

    private static Deployments of(String model) {
        return new Deployments().model(MODELS + model + "/model.tar.gz");
    }

    private End run(Deployments deployment) {
        return run(SavedState.beginning(deployment.operation(ground.origin())), CrashPoint.NEVER);
    }

    private End run(SavedState state, CrashPoint crash) {
        CompletableFuture<End> end = new CompletableFuture<>();
        try (World world = new World(ground, state, crash, Optional.empty(), end)) {
            world.begin();
            End how = end.orTimeout(60, TimeUnit.SECONDS).join();
            console = world.console();
            saved = world.saved();
            return how;
        }
    }

    private Map<String, Object> done(Deployments deployment) {
        End end = run(deployment);
        assertThat(end.failure()).as(console.toString()).isEmpty();
        return end.result().orElseThrow();
    }

    private String failed(Deployments deployment) {
        return run(deployment).failure().orElseThrow().getMessage();
    }

    private DescribeEndpointResponse endpoint() {
        return ground.sageMaker().describeEndpoint(request -> request.endpointName("iris"));
    }

    private List<String> mutations() {
        return ground.calls().stream()
                .filter(Journal.Call::mutating)
                .map(Journal.Call::operation)
                .toList();
    }

    private void alarm(Alarm.State state) {
        lab.aws().service(CloudWatch.class).alarm(ground.region(), "iris-5xx", state);
    }

    private DescribeEndpointConfigResponse config() {
        return ground.sageMaker()
                .describeEndpointConfig(
                        request -> request.endpointConfigName(endpoint().endpointConfigName()));
    }

    private void createForeignEndpoint(String endpoint, String config) {
        ground.sageMaker()
                .createEndpoint(request -> request.endpointName(endpoint).endpointConfigName(config));
        awaitInService(endpoint);
    }

    private void awaitInService(String endpoint) {
        Awaitility.await()
                .until(() -> ground.sageMaker()
                                .describeEndpoint(request -> request.endpointName(endpoint))
                                .endpointStatus()
                        == EndpointStatus.IN_SERVICE);
    }

    private void createForeign() {
        ground.sageMaker().createModel(model -> model.modelName("theirs")
                .executionRoleArn(Trainings.ROLE)
                .primaryContainer(container -> container.image(Trainings.IMAGE)));
        ground.sageMaker().createEndpointConfig(config -> config.endpointConfigName("theirs")
                .productionVariants(ProductionVariant.builder()
                        .variantName("AllTraffic")
                        .modelName("theirs")
                        .instanceType(ProductionVariantInstanceType.ML_M5_LARGE)
                        .initialInstanceCount(1)
                        .build()));
        createForeignEndpoint("iris", "theirs");
    }

    @Test
    void a_canary_tells_its_stage_each_time_it_changes() {
        done(of("model-a"));
        alarm(Alarm.State.OK);
        Map<String, Object> result = done(of("model-b").rollout(Kind.CANARY, 10, "10m", "iris-5xx"));
        String wanted = of("model-b").configName(ground.origin());
        assertThat(endpoint().endpointConfigName()).isEqualTo(wanted);
        assertThat(console)
                .filteredOn(line -> line.contains("10 % of the traffic"))
                .containsExactly(
                        "The endpoint iris is Updating: 10 % of the traffic on " + wanted + " (AllTraffic: Baking)");
        assertThat(result)
                .contains(
                        entry("changed", true),
                        entry("previousEndpointConfigName", of("model-a").configName(ground.origin())));
        assertThat(result.get("changes")).asInstanceOf(LIST).anyMatch(text -> text.toString()
                .startsWith("model: " + MODELS + "model-a/model.tar.gz → "));
    }

    @Test
    void an_alarm_in_the_middle_makes_sagemaker_go_back_and_the_step_fail() {
        done(of("model-a"));
        alarm(Alarm.State.OK);
        CompletableFuture<End> end = new CompletableFuture<>();
        Operation canary =
                of("model-b").rollout(Kind.LINEAR, 20, "1h", "iris-5xx").operation(ground.origin());
        try (World world = new World(ground, SavedState.beginning(canary), CrashPoint.NEVER, Optional.empty(), end)) {
            world.begin();
            Awaitility.await().until(() -> world.console().stream().anyMatch(line -> line.contains("20 % of")));
            alarm(Alarm.State.ALARM);
            String why = end.orTimeout(60, TimeUnit.SECONDS)
                    .join()
                    .failure()
                    .orElseThrow()
                    .getMessage();
            assertThat(why)
                    .startsWith("SageMaker went back from ")
                    .contains("iris-5xx")
                    .contains("in service as it was before");
        }
        assertThat(endpoint().endpointConfigName()).isEqualTo(of("model-a").configName(ground.origin()));
    }

    @Test
    void an_alarm_that_is_on_or_missing_stops_it_before_anything_is_changed() {
        done(of("model-a"));
        int before = mutations().size();
        Deployments canary = of("model-b").rollout(Kind.CANARY, 10, "5m", "iris-5xx");
        assertThat(failed(canary)).startsWith("There is no CloudWatch alarm iris-5xx");
        alarm(Alarm.State.ALARM);
        assertThat(failed(canary)).startsWith("Before anything was changed, the alarm iris-5xx was on");
        assertThat(mutations()).hasSize(before);
    }

    @Test
    void a_first_deployment_whose_check_fails_leaves_nothing() {
        String why = failed(of("model-a").expecting("5.1,3.5", "setosa"));
        assertThat(why)
                .contains("The check of endpoint iris failed: variant AllTraffic answered, but the text 'setosa'")
                .contains("The endpoint iris, which this step had created, was deleted again.");
        assertThat(Inventory.of(ground)).noneMatch(line -> line.matches("(model|endpoint).*"));
    }

    @Test
    void a_check_whose_answer_is_lost_is_not_made_again_and_has_failed() {
        ground.aws()
                .faults()
                .on(call -> call.region().equals(ground.region())
                        && call.operation().equals("InvokeEndpoint"))
                .resetAfter();
        assertThat(failed(of("model-a").expecting("5.1,3.5", "5.1")))
                .contains("The check of endpoint iris failed: variant AllTraffic gave no answer."
                        + " The answer to InvokeEndpoint was lost")
                .contains("The endpoint iris, which this step had created, was deleted again.");
        assertThat(ground.calls().stream().filter(call -> call.operation().equals("InvokeEndpoint")))
                .hasSize(1);
    }

    @Test
    void an_update_whose_check_fails_goes_back_to_the_configuration_before() {
        done(of("model-a").expecting("setosa", "setosa"));
        String why = failed(of("model-b").expecting("5.1,3.5", "setosa"));
        String old = of("model-a").configName(ground.origin());
        assertThat(why).contains("The check of endpoint iris failed").contains("went back to " + old);
        assertThat(endpoint().endpointConfigName()).isEqualTo(old);
        assertThat(Inventory.of(ground))
                .noneMatch(line -> line.contains(of("model-b").configName(ground.origin())));
    }

    @Test
    void auto_scaling_or_a_tag_that_is_refused_after_the_change_takes_the_endpoint_back() {
        done(of("model-a"));
        String old = of("model-a").configName(ground.origin());
        var scaling = refusing("RegisterScalableTarget");
        var tags = refusing("AddTags");
        try {
            assertThat(failed(of("model-b").scaled(1, 4)))
                    .contains("Application Auto Scaling refused to change variant AllTraffic of endpoint iris")
                    .contains("went back to " + old);
            assertThat(endpoint().endpointConfigName()).isEqualTo(old);
            assertThat(failed(of("model-b").tag("team", "ml")))
                    .contains("SageMaker refused to create tags of endpoint iris")
                    .contains("went back to " + old);
            assertThat(endpoint().endpointConfigName()).isEqualTo(old);
        } finally {
            scaling.remove();
            tags.remove();
        }
    }

    private Faults.Rule refusing(String operation) {
        return lab.aws()
                .faults()
                .on(call -> call.region().equals(ground.region())
                        && call.operation().equals(operation))
                .refuse("AccessDeniedException", 400, "not authorized to perform: " + operation);
    }

    @Test
    void a_check_whose_file_is_missing_takes_the_endpoint_back_too() {
        done(of("model-a"));
        assertThat(failed(of("model-b").sending("missing.csv")))
                .contains("The check of endpoint iris can't be made")
                .contains("went back to " + of("model-a").configName(ground.origin()));
    }

    @Test
    void weights_and_instances_that_somebody_changed_are_seen_and_brought_back() {
        Deployments wanted = of("model-a").and("other", MODELS + "model-b/model.tar.gz", 1);
        done(wanted);
        ground.sageMaker().updateEndpointWeightsAndCapacities(request -> request.endpointName("iris")
                .desiredWeightsAndCapacities(
                        DesiredWeightAndCapacity.builder()
                                .variantName("AllTraffic")
                                .desiredWeight(3f)
                                .build(),
                        DesiredWeightAndCapacity.builder()
                                .variantName("other")
                                .desiredInstanceCount(2)
                                .build()));
        List<String> drift = List.of("variants.AllTraffic.weight: 3 → 1", "variants.other.instanceCount: 2 → 1");
        awaitInService("iris");
        int before = mutations().size();
        assertThat(done(wanted.planned())).contains(entry("changes", drift));
        assertThat(mutations()).hasSize(before);
        assertThat(done(of("model-a").and("other", MODELS + "model-b/model.tar.gz", 1)))
                .contains(entry("changed", true), entry("changes", drift));
        assertThat(endpoint().productionVariants())
                .extracting(ProductionVariantSummary::desiredWeight, ProductionVariantSummary::desiredInstanceCount)
                .containsOnly(tuple(1f, 1));
        assertThat(mutations()).filteredOn("UpdateEndpoint"::equals).isEmpty();
    }

    @Test
    void instances_are_replaced_part_by_part_by_a_rolling_update() {
        done(of("model-a").instances("ml.m5.large", 2));
        Map<String, Object> result =
                done(of("model-b").instances("ml.m5.large", 2).rollout(Kind.ROLLING, 50, "1m"));
        assertThat(result)
                .contains(entry(
                        "rollback",
                        Map.of(
                                "endpointConfigName",
                                of("model-a").instances("ml.m5.large", 2).configName(ground.origin()))));
        assertThat(endpoint()
                        .lastDeploymentConfig()
                        .rollingUpdatePolicy()
                        .maximumBatchSize()
                        .value())
                .isEqualTo(50);
        assertThat(console).anyMatch(line -> line.contains("50 % of the traffic"));
    }

    @Test
    void an_endpoint_that_a_rolling_update_left_mixed_goes_back_as_a_whole() {
        done(of("model-a"));
        alarm(Alarm.State.OK);
        CompletableFuture<End> end = new CompletableFuture<>();
        Operation rolling =
                of("model-b").rollout(Kind.ROLLING, 50, "1h", "iris-5xx").operation(ground.origin());
        try (World world = new World(ground, SavedState.beginning(rolling), CrashPoint.NEVER, Optional.empty(), end)) {
            world.begin();
            Awaitility.await().until(() -> world.console().stream().anyMatch(line -> line.contains("50 % of")));
            lab.aws().service(SageMaker.class).failNextRollback(ground.region(), "iris");
            alarm(Alarm.State.ALARM);
            End how = end.orTimeout(60, TimeUnit.SECONDS).join();
            assertThat(how.failure().orElseThrow())
                    .hasMessageContaining("is UpdateRollbackFailed: Auto rollback was triggered")
                    .hasMessageContaining("went back to " + of("model-a").configName(ground.origin()));
        }
        assertThat(endpoint().endpointStatus()).isEqualTo(EndpointStatus.IN_SERVICE);
        assertThat(mutations()).filteredOn("UpdateEndpoint"::equals).hasSize(2);
    }

    @Test
    void an_answer_that_is_late_fails_the_check() {
        var rule = lab.aws()
                .faults()
                .on(call -> call.region().equals(ground.region())
                        && call.operation().equals("InvokeEndpoint"))
                .stall(Duration.ofMillis(30));
        try {
            assertThat(failed(of("model-a").within("20ms")))
                    .containsPattern("the answer took \\d+ ms, more than 20 ms")
                    .contains("deleted again");
        } finally {
            rule.remove();
        }
    }

    @Test
    void each_variant_is_checked() {
        done(of("model-a").and("other", MODELS + "model-b/model.tar.gz", 0).expecting("setosa", "/^setosa$/"));
        assertThat(ground.calls().stream().map(Journal.Call::operation).filter("InvokeEndpoint"::equals))
                .hasSize(2);
        assertThat(config().productionVariants())
                .extracting(ProductionVariant::variantName)
                .containsExactly("AllTraffic", "other");
    }

    @Test
    void a_rollout_does_not_change_the_names_of_variants() {
        done(of("model-a"));
        Deployments two = of("model-a").and("other", MODELS + "model-b/model.tar.gz", 1);
        assertThat(failed(two.rollout(Kind.CANARY, 10, "5m"))).contains("Leave rollout out for this deployment");
    }

    @Test
    void a_plan_says_what_differs_and_changes_nothing() {
        Map<String, Object> planned = done(of("model-a").planned());
        assertThat(planned).contains(entry("changed", false), entry("planned", true), entry("status", "Missing"));
        assertThat(mutations()).isEmpty();
        assertThat(console).contains("  instanceType: ml.m5.large (new)", "This is a plan: nothing was changed");
        done(of("model-a"));
        int before = mutations().size();
        done(of("model-a").instances("ml.m5.xlarge", 2).planned());
        assertThat(console)
                .contains(
                        "Would change endpoint iris:",
                        "  instanceCount: 1 → 2",
                        "  instanceType: ml.m5.large → ml.m5.xlarge");
        assertThat(mutations()).hasSize(before);
    }

    @Test
    void nothing_is_changed_when_nothing_differs() {
        done(of("model-a"));
        int before = mutations().size();
        Map<String, Object> same = done(of("model-a").rollout(Kind.CANARY, 10, "5m", "missing"));
        assertThat(same).contains(entry("changed", false), entry("changes", List.of()));
        assertThat(mutations()).hasSize(before);
    }

    @Test
    void what_others_made_is_taken_over_only_if_that_is_wanted() {
        createForeign();
        assertThat(failed(of("model-a"))).contains("adopt: true");
        Map<String, Object> taken = done(of("model-a").adopting().tag("team", "ml"));
        assertThat(console).anyMatch(line -> line.startsWith("Taking over endpoint iris"));
        assertThat(taken).contains(entry("previousEndpointConfigName", "theirs"));
        assertThat(Inventory.of(ground))
                .anyMatch(line -> line.startsWith("endpoint iris InService") && line.contains("codecraft:id=iris"))
                .anyMatch(line -> line.startsWith("endpoint configuration theirs"));
        assertThat(done(of("model-a").tag("team", "ml"))).contains(entry("changed", false));
    }

    @Test
    void a_tag_that_differs_is_set_without_touching_what_serves() {
        done(of("model-a").tag("team", "ml"));
        Map<String, Object> result = done(of("model-a").tag("team", "fraud"));
        assertThat(result).contains(entry("changed", true), entry("changes", List.of("tags.team: ml → fraud")));
        assertThat(mutations()).filteredOn("UpdateEndpoint"::equals).isEmpty();
        assertThat(Inventory.of(ground))
                .anyMatch(line -> line.startsWith("endpoint iris") && line.contains("team=fraud"));
    }

    @Test
    void older_versions_beyond_those_to_keep_go_but_none_that_any_endpoint_has() {
        done(of("model-a"));
        createForeignEndpoint("other", of("model-a").configName(ground.origin()));
        done(of("model-b"));
        Map<String, Object> result = done(of("model-c").keeping(0));
        String gone = of("model-b").configName(ground.origin());
        assertThat(result.get("removed"))
                .asInstanceOf(LIST)
                .containsExactly(gone, of("model-b").modelName(ground.origin()));
        List<String> left = Inventory.of(ground);
        assertThat(left)
                .anyMatch(line -> line.startsWith(
                        "endpoint configuration " + of("model-a").configName(ground.origin())))
                .anyMatch(line -> line.startsWith("model " + of("model-a").modelName(ground.origin())))
                .noneMatch(line -> line.startsWith("endpoint configuration " + gone));
    }

    @Test
    void a_change_by_auto_scaling_is_no_difference_and_stays_through_an_update() {
        done(of("model-a").scaled(1, 4));
        assertThat(lab.aws().service(AutoScaling.class).isRegistered(ground.region(), "iris", "AllTraffic"))
                .isTrue();
        lab.aws().service(SageMaker.class).scale(ground.region(), "iris", "AllTraffic", 3);
        assertThat(done(of("model-a").scaled(1, 4))).contains(entry("changed", false));
        done(of("model-b").scaled(1, 4));
        assertThat(endpoint().productionVariants().get(0).desiredInstanceCount())
                .isEqualTo(3);
    }

    @Test
    void a_scaled_variant_gets_other_instances_and_is_scaled_again() {
        done(of("model-a").scaled(1, 4));
        Map<String, Object> result = done(of("model-a").scaled(2, 6).instances("ml.m5.xlarge", 2));
        assertThat(result.get("changes"))
                .asInstanceOf(LIST)
                .contains("scaling.max: 4 → 6", "instanceType: ml.m5.large → ml.m5.xlarge");
        assertThat(mutations()).containsSubsequence("DeregisterScalableTarget", "UpdateEndpoint", "PutScalingPolicy");
        assertThat(lab.aws().service(AutoScaling.class).isRegistered(ground.region(), "iris", "AllTraffic"))
                .isTrue();
    }

    @Test
    void scaling_that_is_not_wanted_any_more_ends() {
        done(of("model-a").scaled(1, 4));
        done(of("model-a"));
        assertThat(lab.aws().service(AutoScaling.class).isRegistered(ground.region(), "iris", "AllTraffic"))
                .isFalse();
    }

    @Test
    void a_change_of_auto_scaling_is_not_taken_for_the_update_of_a_process_that_died() {
        done(of("model-a"));
        Boundary update = new Boundary(When.BEFORE, "UpdateEndpoint", 1);
        End crash = run(SavedState.beginning(of("model-b").operation(ground.origin())), CrashPoint.at(update));
        assertThat(crash.isCrash()).isTrue();
        lab.aws().service(SageMaker.class).scale(ground.region(), "iris", "AllTraffic", 2);
        assertThat(run(saved, CrashPoint.NEVER).result()).isPresent();
        assertThat(endpoint().endpointConfigName()).isEqualTo(of("model-b").configName(ground.origin()));
        assertThat(mutations()).filteredOn("UpdateEndpoint"::equals).hasSize(1);
    }

    @Test
    void a_refused_look_at_a_change_says_that_the_change_goes_on() {
        done(of("model-a"));
        run(
                SavedState.beginning(of("model-b").operation(ground.origin())),
                CrashPoint.at(new Boundary(When.BEFORE, "DescribeEndpoint", 3)));
        var rule = lab.aws()
                .faults()
                .on(call -> call.region().equals(ground.region())
                        && call.operation().equals("DescribeEndpoint"))
                .refuse("AccessDeniedException", 400, "not authorized to perform: sagemaker:DescribeEndpoint");
        try {
            assertThat(run(saved, CrashPoint.NEVER).failure().orElseThrow())
                    .hasMessageContaining("The change itself goes on in AWS")
                    .hasMessageContaining("sagemaker:DescribeEndpoint");
        } finally {
            rule.remove();
        }
    }

    @Test
    void the_newest_approved_package_of_a_group_is_served() {
        ground.sageMaker().createModelPackageGroup(request -> request.modelPackageGroupName("flowers"));
        assertThat(failed(new Deployments().newestOf("flowers"))).contains("There is no approved model package");
        String first = createPackage(ModelApprovalStatus.APPROVED);
        String second = createPackage(ModelApprovalStatus.PENDING_MANUAL_APPROVAL);
        done(new Deployments().newestOf("flowers"));
        assertThat(served()).isEqualTo(first);
        ground.sageMaker().updateModelPackage(request -> request.modelPackageArn(second)
                .modelApprovalStatus(ModelApprovalStatus.APPROVED));
        done(new Deployments().newestOf("flowers"));
        assertThat(served()).isEqualTo(second);
        for (int i = 0; i < 100; i++) {
            createPackage(ModelApprovalStatus.REJECTED);
        }
        assertThat(done(new Deployments().newestOf("flowers")))
                .as("found behind a whole page of others")
                .contains(entry("changed", false));
    }

    private String createPackage(ModelApprovalStatus approval) {
        return ground.sageMaker()
                .createModelPackage(request -> request.modelPackageGroupName("flowers")
                        .modelApprovalStatus(approval)
                        .inferenceSpecification(
                                specification -> specification.containers(ModelPackageContainerDefinition.builder()
                                        .image(Trainings.IMAGE)
                                        .build())))
                .modelPackageArn();
    }

    private String served() {
        String model = config().productionVariants().get(0).modelName();
        return ground.sageMaker()
                .describeModel(request -> request.modelName(model))
                .primaryContainer()
                .modelPackageName();
    }

    @Test
    void an_endpoint_may_be_serverless_or_asynchronous_and_keep_what_it_is_asked() {
        done(of("model-a").serverless());
        assertThat(config().productionVariants().get(0).serverlessConfig().memorySizeInMB())
                .isEqualTo(2048);
        done(of("model-b").serverless().rollout(Kind.CANARY, 10, "1m"));
        assertThat(endpoint().lastDeploymentConfig().blueGreenUpdatePolicy()).isNotNull();
        done(of("model-a").async(MODELS + "answers/").capturing(MODELS + "captured/"));
        assertThat(config().asyncInferenceConfig().outputConfig().s3OutputPath())
                .isEqualTo(MODELS + "answers/");
        assertThat(config().dataCaptureConfig().initialSamplingPercentage()).isEqualTo(50);
        assertThat(console).contains("  serverless.memory: none (was 2048)", "  instanceType: ml.m5.large (new)");
    }
}
