package io.jenkins.plugins.codecraft.deploy;

import io.jenkins.plugins.codecraft.aws.Ownership;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.operation.Watch;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;
import software.amazon.awssdk.services.sagemaker.model.EndpointStatus;

/**
 * Reads what is. If the endpoint has the wanted configuration there is nothing to do; while somebody else's change is
 * under way, it is waited for.
 *
 * @param waited whether the console says already that another change is waited for
 */
record ReadEndpoint(EndpointPlan plan, boolean waited) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        SageMakerClient client = context.aws().sageMaker();
        Optional<DescribeEndpointResponse> found = Endpoints.find(client, plan.endpoint());
        if (found.isEmpty()) {
            context.console().event("There is no " + plan.words() + " yet");
            return Progress.next(new CreateModel(plan, EndpointBefore.nothing()));
        }
        DescribeEndpointResponse now = found.get();
        if (Endpoints.passes(now)) {
            return waitFor(now, context);
        }
        if (!Ownership.idOf(client, now.endpointArn()).equals(Optional.of(plan.endpoint()))) {
            throw new OperationFailure("There is an " + plan.words() + " that CodeCraft did not create (it has no tag "
                    + Ownership.ID + "); it is left alone. Choose another name, or delete that endpoint.");
        }
        if (now.endpointStatus() == EndpointStatus.FAILED) {
            context.console().event("The " + plan.words() + " has failed before and is replaced");
            return Progress.next(new DeleteFailedEndpoint(plan));
        }
        if (now.endpointConfigName().equals(plan.configName())) {
            context.console()
                    .event("Nothing to do: " + plan.words() + " has this configuration and is "
                            + now.endpointStatusAsString());
            return Progress.done(
                    new EndpointResult(plan, now.endpointArn(), EndpointBefore.of(now)).unchanged(context.aws()));
        }
        return Progress.next(new CreateModel(plan, EndpointBefore.of(now)));
    }

    private Progress waitFor(DescribeEndpointResponse now, OperationContext context) {
        if (!waited) {
            context.console().event("Waiting for " + plan.words() + ", which is " + now.endpointStatusAsString());
        }
        Watch watch = new Watch(Endpoints.KIND, plan.endpoint(), now.endpointStatusAsString(), now.lastModifiedTime());
        return Progress.waitFor(new ReadEndpoint(plan, true), watch);
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
