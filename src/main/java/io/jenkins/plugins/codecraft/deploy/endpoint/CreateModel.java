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

/**
 * Creates a model, unless one of this content is there.
 *
 * @param number which of the plan's models
 */
record CreateModel(EndpointPlan plan, EndpointBefore before, int number) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        SageMakerClient client = context.aws().sageMaker();
        ServedModel model = plan.models().get(number);
        String name = model.name();
        boolean created = new SageMakerCreation(client, Words.of(CreateModel.class, "model", name), name)
                .create(() -> client.createModel(model.request(plan.madeFor(name))), () -> client.describeModel(
                                request -> request.modelName(name))
                        .modelArn());
        context.console()
                .event((created
                                ? Words.of(CreateModel.class, "createdModel")
                                : Words.of(CreateModel.class, "foundModel"))
                        + name);
        boolean last = number + 1 == plan.models().size();
        return Progress.next(last ? new CreateConfig(plan, before) : new CreateModel(plan, before, number + 1));
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
