package io.jenkins.plugins.codecraft.deploy.endpoint;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.aws.ConsoleUrls;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.operation.SageMakerCreation;
import io.jenkins.plugins.codecraft.operation.SageMakerRefusal;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;
import software.amazon.awssdk.services.sagemaker.model.UpdateEndpointRequest;

/** Creates the endpoint or moves it to the wanted configuration. */
record ChangeEndpoint(EndpointPlan plan, EndpointBefore before) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        SageMakerClient client = context.aws().sageMaker();
        if (before.existed()) {
            return update(client, context);
        }
        create(client);
        context.console().link(Words.of(ChangeEndpoint.class, "creating", plan.words()), url(context));
        return follow(context);
    }

    private Progress follow(OperationContext context) throws IOException, InterruptedException {
        context.report().fact("consoleUrl", url(context));
        return Progress.next(new AwaitEndpoint(plan, before, ""));
    }

    private String url(OperationContext context) throws IOException, InterruptedException {
        return ConsoleUrls.of(context.aws()).endpoint(plan.endpoint());
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
     * UpdateEndpoint has no client token. Whether an earlier call took effect is seen by the configuration that the
     * endpoint has or is about to have, or by why it went back; that it was modified since says nothing, as auto
     * scaling modifies it too. There is nothing else to tell by: an endpoint that went back, while nobody looked, for
     * the very reason that it went back for the time before, is updated once more, and goes back once more.
     */
    private Progress update(SageMakerClient client, OperationContext context) throws IOException, InterruptedException {
        DescribeEndpointResponse now = Endpoints.find(client, plan.endpoint())
                .orElseThrow(() ->
                        new OperationFailure(Words.of(ChangeEndpoint.class, "goneSomebodyDeleted", plan.words())));
        if (Endpoints.isOnItsWayTo(now, plan.configName())) {
            return follow(context);
        }
        if (Endpoints.passes(now)) {
            // what goes back after a crash goes back from our change; anything else is somebody else's
            return now.endpointStatusAsString().equals("RollingBack") ? follow(context) : waitFor(now);
        }
        if (!now.endpointConfigName().equals(before.configName())) {
            throw new OperationFailure(
                    Words.of(ChangeEndpoint.class, "meanwhileSomebodyElse", plan.words(), now.endpointConfigName()));
        }
        if (now.lastModifiedTime().isAfter(before.lastModified())
                && !EndpointBefore.reason(now).equals(before.failureReason())) {
            return follow(context); // an earlier call took effect, and SageMaker went back
        }
        try {
            client.updateEndpoint(request());
        } catch (SageMakerException error) {
            if (AwsErrors.message(error).contains("in-progress")) {
                return waitFor(now); // auto scaling came first
            }
            throw SageMakerRefusal.of(Words.of(ChangeEndpoint.class, "change", plan.words()), error);
        }
        context.console()
                .link(
                        Words.of(
                                ChangeEndpoint.class,
                                "updatingFrom",
                                plan.words(),
                                before.configName(),
                                plan.settings().rollout().words()),
                        url(context));
        return follow(context);
    }

    /** A change of auto scaling takes a while. */
    private Progress waitFor(DescribeEndpointResponse now) {
        return Progress.waitFor(this, Endpoints.watch(now), EndpointGone.LOOK_AGAIN);
    }

    private UpdateEndpointRequest request() {
        UpdateEndpointRequest.Builder request =
                UpdateEndpointRequest.builder().endpointName(plan.endpoint()).endpointConfigName(plan.configName());
        plan.deployment().ifPresent(request::deploymentConfig);
        return Endpoints.retaining(request, before).build();
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
