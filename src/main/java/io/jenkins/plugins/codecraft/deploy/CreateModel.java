package io.jenkins.plugins.codecraft.deploy;

import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.operation.SageMakerCreation;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;

/** Creates the model, unless one of this content is there. */
record CreateModel(EndpointPlan plan, EndpointBefore before) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        SageMakerClient client = context.aws().sageMaker();
        String name = plan.modelName();
        boolean created = new SageMakerCreation(client, "model " + name, name)
                .create(() -> client.createModel(plan.createModel()), () -> client.describeModel(
                                request -> request.modelName(name))
                        .modelArn());
        context.console().event((created ? "Created model " : "Found model ") + name);
        return Progress.next(new CreateConfig(plan, before));
    }

    @Override
    public Operation stopping() {
        return new NothingToStop(); // a model runs nowhere and costs nothing
    }

    @Override
    public Optional<String> running() {
        return Optional.empty();
    }
}
