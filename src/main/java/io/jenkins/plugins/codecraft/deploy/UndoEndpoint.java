package io.jenkins.plugins.codecraft.deploy;

import io.jenkins.plugins.codecraft.aws.Ownership;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.operation.Watch;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;

/**
 * A deployment that was aborted: an endpoint that did not exist before is deleted, any other goes back to the
 * configuration that it had. SageMaker takes neither while a change is under way, so that is waited for first.
 *
 * @param told whether the console says already what is being done
 * @param looks how often an endpoint that may just be coming into being was looked for in vain
 */
record UndoEndpoint(EndpointPlan plan, EndpointBefore before, boolean told, int looks) implements Operation {
    /** A create whose answer was lost may take effect a moment later. */
    private static final int ENOUGH_LOOKS = 2;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

    /** The endpoint was created or updated. */
    static UndoEndpoint known(EndpointPlan plan, EndpointBefore before) {
        return new UndoEndpoint(plan, before, false, ENOUGH_LOOKS);
    }

    /** The call that creates or updates it may or may not have been made. */
    static UndoEndpoint unknown(EndpointPlan plan, EndpointBefore before) {
        return new UndoEndpoint(plan, before, false, 0);
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        SageMakerClient client = context.aws().sageMaker();
        Optional<DescribeEndpointResponse> found = Endpoints.find(client, plan.endpoint());
        if (found.isEmpty()) {
            return before.existed() || looks + 1 >= ENOUGH_LOOKS
                    ? Progress.done(Map.of())
                    : Progress.pause(new UndoEndpoint(plan, before, told, looks + 1), BETWEEN_LOOKS);
        }
        DescribeEndpointResponse now = found.get();
        if (!before.existed() && !told && !createdHere(client, now)) {
            return Progress.done(Map.of());
        }
        if (!told) {
            context.console().event(words());
            return Progress.next(new UndoEndpoint(plan, before, true, ENOUGH_LOOKS));
        }
        if (!Endpoints.passes(now)) {
            if (before.existed() && before.configName().equals(now.endpointConfigName())) {
                context.console().event("The " + plan.words() + " has " + before.configName() + " again");
                return Progress.done(Map.of());
            }
            if (before.existed() && !plan.configName().equals(now.endpointConfigName())) {
                context.console()
                        .event("The " + plan.words() + " has " + now.endpointConfigName()
                                + ", which this step did not give it; it is left alone");
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
        return plan.configName().equals(now.endpointConfigName())
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
