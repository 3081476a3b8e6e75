package io.jenkins.plugins.codecraft.invoke.transform;

import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.operation.SageMakerCreation;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;

/** Creates the model that transforms, unless one of this content is there. */
record CreateTransformModel(TransformJob job, String input) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        SageMakerClient client = context.aws().sageMaker();
        String name = job.modelName();
        boolean created = new SageMakerCreation(client, Words.of(CreateTransformModel.class, "model", name), name)
                .create(() -> client.createModel(job.createModel()), () -> client.describeModel(
                                request -> request.modelName(name))
                        .modelArn());
        context.console()
                .event((created
                                ? Words.of(CreateTransformModel.class, "createdModel")
                                : Words.of(CreateTransformModel.class, "foundModel"))
                        + name);
        return Progress.next(new CreateTransform(job, input));
    }

    @Override
    public Operation stopping() {
        return new NothingToStop();
    }

    @Override
    public Optional<String> running() {
        return Optional.empty();
    }
}
