package io.jenkins.plugins.codecraft.operation.crash;

import io.jenkins.plugins.codecraft.invoke.endpoint.Invocations;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.train.Trainings;
import java.util.List;
import org.awaitility.Awaitility;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.EndpointStatus;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariant;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariantInstanceType;

/** What is invoked at SageMaker, for the harness. */
final class InvokeCases {
    private InvokeCases() {}

    static List<CrashCase> all() {
        return List.of(new CrashCase(
                "invoke, queued", InvokeCases::haveQueue, InvokeCases::queued, ground -> List.of("endpoint queue")));
    }

    private static void haveQueue(Ground ground) {
        SageMakerClient client = ground.sageMaker();
        client.createModel(model -> model.modelName("queue")
                .executionRoleArn(Trainings.ROLE)
                .primaryContainer(container -> container.image(Trainings.IMAGE)));
        client.createEndpointConfig(config -> config.endpointConfigName("queue")
                .asyncInferenceConfig(queue ->
                        queue.outputConfig(output -> output.s3OutputPath("s3://" + Trainings.BUCKET + "/answers")))
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
}
