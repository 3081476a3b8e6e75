package io.jenkins.plugins.codecraft.deploy.stepfunctions;

import io.jenkins.plugins.codecraft.invoke.stepfunctions.Executions;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StateMachineStatus;

/**
 * Deletes a state machine that did not exist before this deployment, which was aborted or is not good.
 *
 * @param reason why it failed; "" if it was aborted
 * @param looks how often one that may just be coming into being was looked for in vain
 */
record UndoMachine(Deployment deployment, String reason, int looks) implements Operation {
    /** A create whose answer was lost may take effect a moment later. */
    private static final int ENOUGH_LOOKS = 2;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

    static UndoMachine known(Deployment deployment, String reason) {
        return new UndoMachine(deployment, reason, ENOUGH_LOOKS);
    }

    static UndoMachine unknown(Deployment deployment) {
        return new UndoMachine(deployment, "", 0);
    }

    /** Whether a machine was made for this very build. */
    static boolean isOurs(MachinePlan plan, Machines machines) {
        Map<String, String> tags = machines.tags(plan.arn());
        return tags.entrySet().containsAll(plan.origin().tags(plan.name()).entrySet());
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Machines machines = new Machines(context.aws().stepFunctions());
        MachinePlan plan = deployment.plan();
        Optional<DescribeStateMachineResponse> found = machines.find(plan.arn());
        if (found.isEmpty()) {
            return looks + 1 >= ENOUGH_LOOKS
                    ? end()
                    : Progress.pause(new UndoMachine(deployment, reason, looks + 1), BETWEEN_LOOKS);
        }
        if (found.get().status() == StateMachineStatus.DELETING) {
            return Progress.pause(this, BETWEEN_LOOKS);
        }
        if (!isOurs(plan, machines)) {
            return end();
        }
        Optional<DescribeExecutionResponse> check = GoBack.runningCheck(machines, plan);
        if (check.isPresent()) {
            machines.client()
                    .stopExecution(request -> request.executionArn(check.get().executionArn()));
            return Progress.waitFor(
                    known(deployment, reason), new Executions(plan.arn()).watch(check.get()), BETWEEN_LOOKS);
        }
        try {
            machines.client().deleteStateMachine(request -> request.stateMachineArn(plan.arn()));
        } catch (SfnException error) {
            throw Machines.refusal("to delete " + plan.words(), error);
        }
        context.console().event("Deleting " + plan.words() + ", which this step created");
        return Progress.next(known(deployment, reason));
    }

    private Progress end() {
        if (reason.isEmpty()) {
            return Progress.done(Map.of());
        }
        throw new OperationFailure(
                reason + "\nThe " + deployment.plan().words() + " did not exist before and was deleted again.");
    }

    @Override
    public Operation stopping() {
        return this;
    }

    @Override
    public Optional<String> running() {
        return Optional.of(deployment.plan().words());
    }
}
