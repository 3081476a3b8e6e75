package io.jenkins.plugins.codecraft.operation.crash;

import io.jenkins.plugins.codecraft.deploy.endpoint.Deployments;
import io.jenkins.plugins.codecraft.deploy.rollout.RolloutSettings.Kind;
import io.jenkins.plugins.codecraft.embedded.cloudwatch.Alarm;
import io.jenkins.plugins.codecraft.embedded.cloudwatch.CloudWatch;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SageMaker;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.crash.Boundary.When;
import io.jenkins.plugins.codecraft.train.Trainings;
import java.util.List;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.ModelPackageContainerDefinition;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariant;

/** Deployments of endpoints with all that follows a change, for the harness. */
final class EndpointCases {
    private EndpointCases() {}

    static List<CrashCase> all() {
        CrashCase canary = new CrashCase(
                "endpoint, canary",
                EndpointCases::haveA,
                EndpointCases::canaryToB,
                ground -> serving("model-b", ground));
        return List.of(
                canary,
                canary.aborted(
                        "canary, aborted",
                        new Boundary(When.AFTER, "UpdateEndpoint", 1),
                        ground -> serving("model-a", ground)),
                new CrashCase("endpoint, bad", ground -> {}, ground -> bad("model-a", ground), ground -> List.of()),
                new CrashCase(
                        "endpoint, worse",
                        EndpointCases::haveA,
                        ground -> bad("model-b", ground),
                        ground -> serving("model-a", ground)),
                new CrashCase(
                        "endpoint, tidied",
                        EndpointCases::haveA,
                        EndpointCases::scaledWithoutOlder,
                        ground ->
                                List.of(serving("model-b", ground).get(0), "scaled endpoint/iris/variant/AllTraffic")),
                new CrashCase(
                        "endpoint, adopted",
                        EndpointCases::haveForeignAndPackages,
                        ground ->
                                new Deployments().newestOf("flowers").adopting().operation(ground.origin()),
                        ground -> List.of("endpoint iris InService ")),
                new CrashCase(
                        "endpoint, replaced",
                        EndpointCases::haveFailed,
                        ground -> of("model-a").operation(ground.origin()),
                        ground -> serving("model-a", ground)),
                new CrashCase(
                        "endpoint, resized",
                        ground -> ground.run(of("model-a").scaled(1, 4).operation(ground.origin(2))),
                        ground -> resized().operation(ground.origin()),
                        ground -> List.of(
                                "endpoint iris InService " + resized().configName(ground.origin()),
                                "scaled endpoint/iris/variant/AllTraffic")),
                new CrashCase(
                        "endpoint, drifted",
                        EndpointCases::haveDrifted,
                        ground -> of("model-a").operation(ground.origin()),
                        ground -> serving("model-a", ground)));
    }

    private static Deployments resized() {
        return of("model-a").scaled(2, 6).instances("ml.m5.xlarge", 2).keeping(0);
    }

    private static void haveDrifted(Ground ground) {
        ground.run(of("model-a").operation(ground.origin(2)));
        ground.aws().service(SageMaker.class).scale(ground.region(), "iris", "AllTraffic", 3);
    }

    /** An endpoint of ours whose image is none. */
    private static void haveFailed(Ground ground) {
        ground.runToFailure(of("model-a").image("nowhere:1").operation(ground.origin(2)));
    }

    private static void haveForeignAndPackages(Ground ground) {
        SageMakerClient client = ground.sageMaker();
        client.createModel(model -> model.modelName("theirs")
                .executionRoleArn(Trainings.ROLE)
                .primaryContainer(container -> container.image(Trainings.IMAGE)));
        client.createEndpointConfig(config -> config.endpointConfigName("theirs")
                .productionVariants(ProductionVariant.builder()
                        .variantName("AllTraffic")
                        .modelName("theirs")
                        .instanceType("ml.m5.large")
                        .initialInstanceCount(1)
                        .build()));
        client.createEndpoint(endpoint -> endpoint.endpointName("iris").endpointConfigName("theirs"));
        client.createModelPackageGroup(group -> group.modelPackageGroupName("flowers"));
        String arn = client.createModelPackage(request -> request.modelPackageGroupName("flowers")
                        .modelApprovalStatus("Approved")
                        .inferenceSpecification(
                                specification -> specification.containers(ModelPackageContainerDefinition.builder()
                                        .image(Trainings.IMAGE)
                                        .build())))
                .modelPackageArn();
        Deployments served = new Deployments().packaged(arn);
        ground.call(served.configName(ground.origin()), "CONFIGURATION");
        ground.call(served.modelName(ground.origin()), "MODEL");
    }

    private static Deployments of(String model) {
        return new Deployments().model("s3://" + Trainings.BUCKET + "/" + model + "/model.tar.gz");
    }

    private static void haveA(Ground ground) {
        ground.aws().service(CloudWatch.class).alarm(ground.region(), "iris-5xx", Alarm.State.OK);
        ground.run(of("model-a").operation(ground.origin(2)));
    }

    private static Operation canaryToB(Ground ground) {
        return of("model-b")
                .rollout(Kind.CANARY, 10, "1m", "iris-5xx")
                .expecting("setosa", "setosa")
                .operation(ground.origin());
    }

    private static Operation bad(String model, Ground ground) {
        return of(model).expecting("5.1,3.5,1.4,0.2", "setosa").operation(ground.origin());
    }

    private static Operation scaledWithoutOlder(Ground ground) {
        return of("model-b").scaled(1, 4).keeping(0).tag("team", "ml").operation(ground.origin());
    }

    private static List<String> serving(String model, Ground ground) {
        return List.of("endpoint iris InService " + of(model).configName(ground.origin()));
    }
}
