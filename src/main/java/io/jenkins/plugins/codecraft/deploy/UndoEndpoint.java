package io.jenkins.plugins.codecraft.deploy;

import io.jenkins.plugins.codecraft.aws.Ownership;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.operation.Watch;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;

/**
 * A deployment that was aborted: an endpoint that did not exist before is deleted, any other goes back to the
 * configuration that it had. SageMaker takes neither while a change is under way, so that is waited for first.
 *
 * @param told whether the console says already what is being done
 */
record UndoEndpoint(EndpointPlan plan, EndpointBefore before, boolean told) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        SageMakerClient client = context.aws().sageMaker();
        Optional<DescribeEndpointResponse> found = Endpoints.find(client, plan.endpoint());
        if (found.isEmpty()) {
            return Progress.done(Map.of());
        }
        DescribeEndpointResponse now = found.get();
        if (!before.existed() && !createdHere(client, now)) {
            return Progress.done(Map.of());
        }
        if (!told) {
            context.console().event(words());
            return Progress.next(new UndoEndpoint(plan, before, true));
        }
        if (!Endpoints.passes(now)) {
            if (before.existed() && now.endpointConfigName().equals(before.configName())) {
                context.console().event("The " + plan.words() + " has " + before.configName() + " again");
                return Progress.done(Map.of());
            }
            undo(client);
        }
        Watch watch = new Watch(Endpoints.KIND, plan.endpoint(), now.endpointStatusAsString(), now.lastModifiedTime());
        return before.existed()
                ? Progress.waitFor(this, watch)
                : Progress.waitFor(this, watch, EndpointGone.LOOK_AGAIN);
    }

    private boolean createdHere(SageMakerClient client, DescribeEndpointResponse now) {
        return now.endpointConfigName().equals(plan.configName())
                && Ownership.idOf(client, now.endpointArn()).equals(Optional.of(plan.endpoint()));
    }

    private void undo(SageMakerClient client) {
        if (before.existed()) {
            client.updateEndpoint(
                    request -> request.endpointName(plan.endpoint()).endpointConfigName(before.configName()));
        } else {
            client.deleteEndpoint(request -> request.endpointName(plan.endpoint()));
        }
    }

    private String words() {
        return before.existed()
                ? "Going back: " + plan.words() + " to " + before.configName()
                : "Deleting " + plan.words() + ", which this step created";
    }

    @Override
    public Operation stopping() {
        return this;
    }

    @Override
    public Optional<String> running() {
        return Optional.of(plan.words());
    }
}
