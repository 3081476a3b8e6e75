package io.jenkins.plugins.codecraft.operation.crash;

import io.jenkins.plugins.codecraft.embedded.sagemaker.SageMaker;
import io.jenkins.plugins.codecraft.invoke.endpoint.Invocations;
import io.jenkins.plugins.codecraft.invoke.pipeline.Pipelines;
import io.jenkins.plugins.codecraft.invoke.transform.Transforms;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.crash.Boundary.When;
import io.jenkins.plugins.codecraft.train.Trainings;
import java.util.List;
import org.awaitility.Awaitility;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.EndpointStatus;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariant;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariantInstanceType;

/** What is invoked at SageMaker, for the harness. */
final class InvokeCases {
    static final String PIPELINE = "iris-pipeline";
    static final String FAILURES = "codecraft-failures";
    private static final String BROKEN = "123456789012.dkr.ecr.us-east-1.amazonaws.com/broken:1";

    private InvokeCases() {}

    static List<CrashCase> all() {
        CrashCase queued = new CrashCase(
                "invoke, queued", InvokeCases::haveQueue, InvokeCases::queued, ground -> List.of("endpoint queue"));
        CrashCase transform =
                new CrashCase("transform", ground -> {}, InvokeCases::transforming, InvokeCases::transformed);
        CrashCase endless = new CrashCase("", ground -> {}, InvokeCases::endless, ground -> List.of());
        CrashCase pipeline = new CrashCase(
                "pipeline",
                ground -> Pipelines.create(ground.sageMaker(), PIPELINE, Trainings.IMAGE, Trainings.BUCKET),
                ground -> Pipelines.execution(PIPELINE).operation(ground.origin()),
                InvokeCases::pipelineDone);
        CrashCase endlessPipeline = new CrashCase(
                "",
                ground -> Pipelines.create(ground.sageMaker(), PIPELINE, Lab.ENDLESS, Trainings.BUCKET),
                ground -> Pipelines.execution(PIPELINE).operation(ground.origin()),
                ground -> List.of());
        return List.of(
                queued,
                transform,
                endless.aborted(
                        "transform, aborted",
                        new Boundary(When.AFTER, "CreateTransformJob", 1),
                        InvokeCases::transformStopped),
                pipeline,
                endlessPipeline.aborted(
                        "pipeline, aborted",
                        new Boundary(When.AFTER, "StartPipelineExecution", 1),
                        InvokeCases::pipelineStopped));
    }

    static void haveQueue(Ground ground) {
        haveQueue(ground, Trainings.IMAGE, null);
    }

    /** An endpoint that tells of its failures in a bucket of their own. */
    static void haveQueueWithFailures(Ground ground) {
        haveQueue(ground, Trainings.IMAGE, "s3://" + FAILURES + "/failed");
    }

    /** An endpoint that writes neither answers nor failures. */
    static void haveBrokenQueue(Ground ground) {
        ground.aws().service(SageMaker.class).images().serving(BROKEN, asked -> {
            throw new IllegalStateException("broken");
        });
        haveQueue(ground, BROKEN, "s3://" + FAILURES + "/failed");
    }

    private static void haveQueue(Ground ground, String image, String failures) {
        SageMakerClient client = ground.sageMaker();
        client.createModel(model -> model.modelName("queue")
                .executionRoleArn(Trainings.ROLE)
                .primaryContainer(container -> container.image(image)));
        client.createEndpointConfig(config -> config.endpointConfigName("queue")
                .asyncInferenceConfig(queue ->
                        queue.outputConfig(output -> output.s3OutputPath("s3://" + Trainings.BUCKET + "/answers")
                                .s3FailurePath(failures)))
                .productionVariants(ProductionVariant.builder()
                        .variantName("AllTraffic")
                        .modelName("queue")
                        .instanceType(ProductionVariantInstanceType.ML_M5_LARGE)
                        .initialInstanceCount(1)
                        .build()));
        client.createEndpoint(endpoint -> endpoint.endpointName("queue").endpointConfigName("queue"));
        Awaitility.await()
                .until(() -> client.describeEndpoint(endpoint -> endpoint.endpointName("queue"))
                                .endpointStatus()
                        == EndpointStatus.IN_SERVICE);
    }

    private static Operation queued(Ground ground) {
        return new Invocations()
                .named("queue")
                .mode("asynchronous")
                .in(ground.bucket())
                .expecting("5.1")
                .operation(ground.origin());
    }

    private static Transforms transform(Ground ground, String image) {
        return new Transforms()
                .in(ground.bucket())
                .artifacts("s3://" + Trainings.BUCKET + "/model-a/model.tar.gz", image);
    }

    private static Operation transforming(Ground ground) {
        return transform(ground, Trainings.IMAGE)
                .to("out-" + ground.region())
                .expecting("4,5,6")
                .operation(ground.origin());
    }

    private static List<String> transformed(Ground ground) {
        String job = new Transforms().jobName(ground.origin());
        return List.of(
                "transform job " + job + " Completed",
                "object transform/" + job + "/b.csv.out",
                "object transform/" + job + "/more/a.csv.out");
    }

    private static Operation endless(Ground ground) {
        return transform(ground, Lab.ENDLESS).operation(ground.origin());
    }

    private static List<String> transformStopped(Ground ground) {
        return List.of("transform job " + new Transforms().jobName(ground.origin()) + " Stopped");
    }

    private static List<String> pipelineDone(Ground ground) {
        return List.of("execution " + Pipelines.executionName(ground.origin()) + " Succeeded");
    }

    private static List<String> pipelineStopped(Ground ground) {
        return List.of("execution " + Pipelines.executionName(ground.origin()) + " Stopped");
    }
}
