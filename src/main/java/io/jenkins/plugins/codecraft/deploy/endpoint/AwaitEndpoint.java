package io.jenkins.plugins.codecraft.deploy.endpoint;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.ConsoleUrls;
import io.jenkins.plugins.codecraft.operation.Durations;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;
import software.amazon.awssdk.services.sagemaker.model.EndpointStatus;

/**
 * Waits until the endpoint is in service with the wanted configuration, and tells how far its rollout has come.
 *
 * @param told what was told last
 */
record AwaitEndpoint(EndpointPlan plan, EndpointBefore before, String told) implements Operation {
    /** The stages of a rollout are in no listing. */
    private static final Duration LOOK_AT_STAGE = Duration.ofSeconds(30);

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        DescribeEndpointResponse now = Endpoints.follow(context.aws(), plan.endpoint())
                .orElseThrow(() -> new OperationFailure("The " + plan.words() + " is gone: somebody deleted it."));
        if (Endpoints.passes(now)) {
            return waitOn(context, now);
        }
        if (Endpoints.isMixed(now)) {
            String failure = "The " + plan.words() + " is " + now.endpointStatusAsString() + reason(now)
                    + "\nSageMaker could neither finish the rollout nor take it back, and instances of both versions"
                    + " served. Its log: " + log(context.aws());
            return Progress.next(UndoEndpoint.failed(plan, before, failure));
        }
        if (now.endpointStatus() != EndpointStatus.IN_SERVICE) {
            throw new OperationFailure("The " + plan.words() + " is " + now.endpointStatusAsString() + reason(now)
                    + "\nIts log: " + log(context.aws()));
        }
        if (!now.endpointConfigName().equals(plan.configName())) {
            return wentBack(context.aws(), now);
        }
        Duration since =
                Duration.between(before.existed() ? before.lastModified() : now.creationTime(), now.lastModifiedTime());
        String took = before.existed() ? "" : ", after " + Durations.words(since);
        context.console().event("The " + plan.words() + " is InService with " + plan.configName() + took);
        return Progress.next(AfterChange.verify(plan, before, now.endpointArn()));
    }

    private Progress waitOn(OperationContext context, DescribeEndpointResponse now) {
        String stage = Stage.words(now);
        AwaitEndpoint next = this;
        if (!stage.isEmpty() && !stage.equals(told)) {
            context.console().event("The " + plan.words() + " is " + stage);
            next = new AwaitEndpoint(plan, before, stage);
        }
        boolean inStages = before.existed() && plan.deployment().isPresent();
        return inStages
                ? Progress.waitFor(next, Endpoints.watch(now), LOOK_AT_STAGE)
                : Progress.waitFor(next, Endpoints.watch(now));
    }

    /** What SageMaker has undone by itself leaves auto scaling, the configuration and the models to us. */
    private Progress wentBack(AwsSession session, DescribeEndpointResponse now) {
        String failure = "SageMaker went back from " + plan.configName() + " to " + now.endpointConfigName()
                + reason(now) + "\nThe " + plan.words() + " is in service as it was before. Its log: " + log(session);
        Undo end = RemoveCreated.of(plan, before, failure);
        return Progress.next(ScaleVariants.undoing(plan, ScalingAction.restored(before, false), end));
    }

    private static String reason(DescribeEndpointResponse now) {
        return EndpointBefore.reason(now).isBlank() ? "." : ": " + now.failureReason();
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
