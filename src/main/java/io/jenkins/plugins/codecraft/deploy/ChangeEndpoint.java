package io.jenkins.plugins.codecraft.deploy;

import io.jenkins.plugins.codecraft.aws.ConsoleUrls;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.operation.SageMakerCreation;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;

/** Creates the endpoint or moves it to the wanted configuration. */
record ChangeEndpoint(EndpointPlan plan, EndpointBefore before) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        SageMakerClient client = context.aws().sageMaker();
        String url = ConsoleUrls.of(context.aws()).endpoint(plan.endpoint());
        if (before.existed()) {
            update(client, context);
        } else {
            create(client);
            context.console().event("Creating " + plan.words());
        }
        context.console().event(url);
        return Progress.next(new AwaitEndpoint(plan, before));
    }

    private void create(SageMakerClient client) {
        new SageMakerCreation(client, plan.words(), plan.endpoint())
                .create(
                        () -> client.createEndpoint(request -> request.endpointName(plan.endpoint())
                                .endpointConfigName(plan.configName())
                                .tags(plan.tags(plan.endpoint()))),
                        () -> client.describeEndpoint(request -> request.endpointName(plan.endpoint()))
                                .endpointArn());
    }

    /**
     * UpdateEndpoint has no client token. Whether an earlier call took effect is seen by the endpoint itself: it was
     * modified since we read it.
     */
    private void update(SageMakerClient client, OperationContext context) {
        DescribeEndpointResponse now = Endpoints.find(client, plan.endpoint())
                .orElseThrow(() -> new OperationFailure("The " + plan.words() + " is gone: somebody deleted it."));
        if (now.lastModifiedTime().isAfter(before.lastModified()) || Endpoints.passes(now)) {
            return;
        }
        client.updateEndpoint(request -> request.endpointName(plan.endpoint()).endpointConfigName(plan.configName()));
        context.console().event("Updating " + plan.words() + " from " + before.configName());
    }

    @Override
    public Operation stopping() {
        return UndoEndpoint.unknown(plan, before);
    }

    @Override
    public Optional<String> running() {
        return Optional.of(plan.words());
    }
}
