package io.jenkins.plugins.codecraft.deploy.endpoint;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.aws.Ownership;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;
import software.amazon.awssdk.services.sagemaker.model.UpdateEndpointRequest;

/**
 * A deployment that was aborted, or whose check failed: an endpoint that did not exist before is deleted, any other
 * goes back to the configuration that it had. SageMaker takes neither while a change is under way, so that is waited
 * for first.
 *
 * @param told whether the console says already what is being done
 * @param looks how often an endpoint that may just be coming into being was looked for in vain
 * @param failure what the step fails with in the end; "" if it was aborted
 * @param allScaling whether auto scaling has been changed, beyond what had to be before the endpoint could be
 */
record UndoEndpoint(
        EndpointPlan plan, EndpointBefore before, boolean told, int looks, String failure, boolean allScaling)
        implements Undo {

    /** A create whose answer was lost may take effect a moment later. */
    private static final int ENOUGH_LOOKS = 2;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

    /** The endpoint was created or updated. */
    static UndoEndpoint known(EndpointPlan plan, EndpointBefore before) {
        return new UndoEndpoint(plan, before, false, ENOUGH_LOOKS, "", false);
    }

    /** The call that creates or updates it may or may not have been made. */
    static UndoEndpoint unknown(EndpointPlan plan, EndpointBefore before) {
        return new UndoEndpoint(plan, before, false, 0, "", false);
    }

    /** The endpoint was created or updated, and is not what it should be. */
    static UndoEndpoint failed(EndpointPlan plan, EndpointBefore before, String failure) {
        return new UndoEndpoint(plan, before, false, ENOUGH_LOOKS, failure, false);
    }

    UndoEndpoint withAllScaling() {
        return new UndoEndpoint(plan, before, told, looks, failure, true);
    }

    @Override
    public Undo because(String more) {
        return new UndoEndpoint(plan, before, told, looks, Undo.both(failure, more), allScaling);
    }

    private UndoEndpoint with(boolean nowTold, int nowLooks) {
        return new UndoEndpoint(plan, before, nowTold, nowLooks, failure, allScaling);
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        SageMakerClient client = context.aws().sageMaker();
        Optional<DescribeEndpointResponse> found = Endpoints.follow(context.aws(), plan.endpoint());
        if (found.isEmpty()) {
            return before.existed() || looks + 1 >= ENOUGH_LOOKS
                    ? undone()
                    : Progress.pause(with(told, looks + 1), BETWEEN_LOOKS);
        }
        DescribeEndpointResponse now = found.get();
        if (!before.existed() && !told && !createdHere(client, now)) {
            return undone();
        }
        if (!told) {
            context.console().event(words(now));
            return Progress.next(with(true, ENOUGH_LOOKS));
        }
        if (!Endpoints.passes(now)) {
            if (before.existed() && before.configName().equals(now.endpointConfigName()) && !Endpoints.isMixed(now)) {
                context.console().event(Words.of(UndoEndpoint.class, "again", plan.words(), before.configName()));
                return undone();
            }
            if (before.existed() && !plan.configName().equals(now.endpointConfigName()) && !Endpoints.isMixed(now)) {
                context.console()
                        .event(Words.of(UndoEndpoint.class, "whichStepDid", plan.words(), now.endpointConfigName()));
                return undone();
            }
            undo(client, now);
        }
        return before.existed()
                ? Progress.waitFor(this, Endpoints.watch(now))
                : Progress.waitFor(this, Endpoints.watch(now), EndpointGone.LOOK_AGAIN);
    }

    private Progress undone() {
        Undo remove = RemoveCreated.of(plan, before, failure);
        return Progress.next(ScaleVariants.undoing(plan, ScalingAction.restored(before, allScaling), remove));
    }

    private boolean createdHere(SageMakerClient client, DescribeEndpointResponse now) {
        return plan.configName().equals(now.endpointConfigName())
                && Ownership.idOf(client, now.endpointArn()).equals(Optional.of(plan.endpoint()));
    }

    private void undo(SageMakerClient client, DescribeEndpointResponse now) {
        try {
            if (before.existed()) {
                UpdateEndpointRequest.Builder request = UpdateEndpointRequest.builder()
                        .endpointName(plan.endpoint())
                        .endpointConfigName(before.configName());
                client.updateEndpoint(Endpoints.retaining(request, before).build());
            } else {
                client.deleteEndpoint(request -> request.endpointName(plan.endpoint()));
            }
        } catch (SageMakerException error) {
            if (AwsErrors.message(error).contains("in-progress")) {
                return; // auto scaling came first; it is waited for
            }
            if (AwsErrors.isPassing(error) || AwsErrors.isExpired(error)) {
                throw error;
            }
            String refusal = Words.of(
                    UndoEndpoint.class,
                    "sagemakerRefusedTake",
                    plan.words(),
                    now.endpointConfigName(),
                    AwsErrors.describe(error));
            throw new OperationFailure(Undo.both(failure, refusal), error);
        }
    }

    private String words(DescribeEndpointResponse now) {
        String wait = Endpoints.passes(now)
                ? Words.of(UndoEndpoint.class, "sagemakerEndsWhat", now.endpointStatusAsString())
                : "";
        return (before.existed()
                        ? Words.of(UndoEndpoint.class, "goingBack", plan.words(), before.configName())
                        : Words.of(UndoEndpoint.class, "deletingWhichStep", plan.words()))
                + wait;
    }

    @Override
    public Operation stopping() {
        return failure.isEmpty() ? this : new UndoEndpoint(plan, before, told, looks, "", allScaling);
    }

    @Override
    public Optional<String> running() {
        return Optional.of(plan.words());
    }
}
