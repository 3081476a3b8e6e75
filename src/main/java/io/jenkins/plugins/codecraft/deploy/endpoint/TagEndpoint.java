package io.jenkins.plugins.codecraft.deploy.endpoint;

import io.jenkins.plugins.codecraft.aws.Ownership;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.operation.SageMakerRefusal;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

/** Gives the endpoint the tags that it still needs; an endpoint that is taken over is ours from then on. */
record TagEndpoint(EndpointPlan plan, EndpointBefore before, String arn) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        SageMakerClient client = context.aws().sageMaker();
        try {
            Map<String, String> is = Endpoints.tags(client, arn);
            if (!is.entrySet().containsAll(before.missingTags().entrySet())) {
                client.addTags(
                        request -> request.resourceArn(arn).tags(Ownership.tags(before.missingTags(), Map.of())));
            }
        } catch (SageMakerException error) {
            OperationFailure refusal = SageMakerRefusal.of(Words.of(TagEndpoint.class, "tags", plan.words()), error);
            return Progress.next(AfterChange.undo(plan, before).because(refusal.getMessage()));
        }
        return Progress.next(new FindOld(plan, before, arn));
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
