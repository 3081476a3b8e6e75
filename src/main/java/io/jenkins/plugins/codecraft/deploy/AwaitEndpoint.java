package io.jenkins.plugins.codecraft.deploy;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.ConsoleUrls;
import io.jenkins.plugins.codecraft.operation.Durations;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.operation.Watch;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;
import software.amazon.awssdk.services.sagemaker.model.EndpointStatus;

/** Waits until the endpoint is in service with the wanted configuration. */
record AwaitEndpoint(EndpointPlan plan, EndpointBefore before) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        DescribeEndpointResponse now = Endpoints.find(context.aws().sageMaker(), plan.endpoint())
                .orElseThrow(() -> new OperationFailure("The " + plan.words() + " is gone: somebody deleted it."));
        if (Endpoints.passes(now)) {
            return Progress.waitFor(
                    this,
                    new Watch(Endpoints.KIND, plan.endpoint(), now.endpointStatusAsString(), now.lastModifiedTime()));
        }
        if (now.endpointStatus() != EndpointStatus.IN_SERVICE) {
            throw new OperationFailure("The " + plan.words() + " is " + now.endpointStatusAsString() + reason(now)
                    + "\nIts log: " + log(context.aws()));
        }
        if (!now.endpointConfigName().equals(plan.configName())) {
            throw new OperationFailure("SageMaker went back from " + plan.configName() + " to "
                    + now.endpointConfigName() + reason(now) + "\nThe " + plan.words()
                    + " is in service as it was before. Its log: " + log(context.aws()));
        }
        Duration since =
                Duration.between(before.existed() ? before.lastModified() : now.creationTime(), now.lastModifiedTime());
        String took = before.existed() ? "" : ", after " + Durations.words(since);
        context.console().event("The " + plan.words() + " is InService with " + plan.configName() + took);
        return Progress.done(new EndpointResult(plan, now.endpointArn(), before).changed(context.aws()));
    }

    private static String reason(DescribeEndpointResponse now) {
        return now.failureReason() == null || now.failureReason().isBlank() ? "." : ": " + now.failureReason();
    }

    private String log(AwsSession session) {
        return ConsoleUrls.of(session).logs("/aws/sagemaker/Endpoints/" + plan.endpoint(), "");
    }

    @Override
    public Operation stopping() {
        return UndoEndpoint.known(plan, before);
    }

    @Override
    public Optional<String> running() {
        return Optional.of(plan.words());
    }
}
