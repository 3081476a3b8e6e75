package io.jenkins.plugins.codecraft.deploy.endpoint;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.ConsoleUrls;
import io.jenkins.plugins.codecraft.operation.Durations;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
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
                .orElseThrow(
                        () -> new OperationFailure(Words.of(AwaitEndpoint.class, "goneSomebodyDeleted", plan.words())));
        if (Endpoints.passes(now)) {
            return waitOn(context, now);
        }
        if (Endpoints.isMixed(now)) {
            String failure = Words.of(
                    AwaitEndpoint.class,
                    "sagemakerCouldNeither",
                    plan.words(),
                    now.endpointStatusAsString(),
                    reason(now),
                    log(context.aws()));
            return Progress.next(UndoEndpoint.failed(plan, before, failure));
        }
        if (now.endpointStatus() != EndpointStatus.IN_SERVICE) {
            throw new OperationFailure(Words.of(
                    AwaitEndpoint.class,
                    "log",
                    plan.words(),
                    now.endpointStatusAsString(),
                    reason(now),
                    log(context.aws())));
        }
        if (!now.endpointConfigName().equals(plan.configName())) {
            return wentBack(context.aws(), now);
        }
        Duration since =
                Duration.between(before.existed() ? before.lastModified() : now.creationTime(), now.lastModifiedTime());
        String took = before.existed() ? "" : Words.of(AwaitEndpoint.class, "after", Durations.words(since));
        context.console().event(Words.of(AwaitEndpoint.class, "inservice", plan.words(), plan.configName(), took));
        return Progress.next(AfterChange.verify(plan, before, now.endpointArn()));
    }

    private Progress waitOn(OperationContext context, DescribeEndpointResponse now) {
        String stage = Stage.words(now);
        AwaitEndpoint next = this;
        if (!stage.isEmpty() && !stage.equals(told)) {
            context.console().event(Words.of(AwaitEndpoint.class, "text", plan.words(), stage));
            next = new AwaitEndpoint(plan, before, stage);
        }
        boolean inStages = before.existed() && plan.deployment().isPresent();
        return inStages
                ? Progress.waitFor(next, Endpoints.watch(now), LOOK_AT_STAGE)
                : Progress.waitFor(next, Endpoints.watch(now));
    }

    /** What SageMaker has undone by itself leaves auto scaling, the configuration and the models to us. */
    private Progress wentBack(AwsSession session, DescribeEndpointResponse now) {
        String failure = Words.of(
                AwaitEndpoint.class,
                "sagemakerWentBack",
                plan.configName(),
                now.endpointConfigName(),
                reason(now),
                plan.words(),
                log(session));
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
