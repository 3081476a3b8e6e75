package io.jenkins.plugins.codecraft.deploy.endpoint;

import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.operation.SageMakerCreation;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;

/** Creates the endpoint configuration, unless one of this content is there. */
record CreateConfig(EndpointPlan plan, EndpointBefore before) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        SageMakerClient client = context.aws().sageMaker();
        String name = plan.configName();
        boolean created = new SageMakerCreation(
                        client, Words.of(CreateConfig.class, "endpointConfiguration", name), name)
                .create(() -> client.createEndpointConfig(plan.createConfig()), () -> client.describeEndpointConfig(
                                request -> request.endpointConfigName(name))
                        .endpointConfigArn());
        context.console()
                .event((created
                                ? Words.of(CreateConfig.class, "createdEndpointConfiguration")
                                : Words.of(CreateConfig.class, "foundEndpointConfiguration"))
                        + name);
        return Progress.next(ScaleVariants.of(
                plan,
                ScalingAction.before(before),
                new ChangeEndpoint(plan, before),
                UndoEndpoint.unknown(plan, before)));
    }

    @Override
    public Operation stopping() {
        return new NothingToStop(); // an endpoint configuration runs nowhere and costs nothing
    }

    @Override
    public Optional<String> running() {
        return Optional.empty();
    }
}
