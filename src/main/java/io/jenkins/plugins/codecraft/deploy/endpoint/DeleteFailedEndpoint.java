package io.jenkins.plugins.codecraft.deploy.endpoint;

import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;
import software.amazon.awssdk.services.sagemaker.model.EndpointStatus;

/** An endpoint of ours that never came up serves nobody; all that SageMaker allows is to delete it. */
record DeleteFailedEndpoint(EndpointPlan plan) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        SageMakerClient client = context.aws().sageMaker();
        Optional<DescribeEndpointResponse> found = Endpoints.find(client, plan.endpoint());
        if (found.isEmpty() || found.get().endpointStatus() == EndpointStatus.IN_SERVICE) {
            return Progress.next(new ReadEndpoint(plan, false));
        }
        DescribeEndpointResponse now = found.get();
        if (now.endpointStatus() == EndpointStatus.FAILED) {
            client.deleteEndpoint(request -> request.endpointName(plan.endpoint()));
        }
        return Progress.waitFor(this, Endpoints.watch(now), EndpointGone.LOOK_AGAIN);
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
