package io.jenkins.plugins.codecraft.deploy.stepfunctions;

import io.jenkins.plugins.codecraft.invoke.stepfunctions.Executions;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
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
 * @param looks how often it is still looked for where it is not to be seen
 */
record UndoMachine(Deployment deployment, String reason, int looks) implements Operation {
    /** A create whose answer was lost may take effect a moment later. */
    private static final int LOOKS_FOR_WHAT_MAY_BE = 2;

    /** What was created may be shown a moment later. */
    private static final int LOOKS_FOR_WHAT_IS = 5;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

    static UndoMachine known(Deployment deployment, String reason) {
        return new UndoMachine(deployment, reason, LOOKS_FOR_WHAT_IS);
    }

    static UndoMachine unknown(Deployment deployment) {
        return new UndoMachine(deployment, "", LOOKS_FOR_WHAT_MAY_BE);
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
            return looks <= 1 ? end() : Progress.pause(new UndoMachine(deployment, reason, looks - 1), BETWEEN_LOOKS);
        }
        Optional<DescribeExecutionResponse> check = GoBack.runningCheck(machines, plan);
        if (check.isPresent()) {
            machines.client()
                    .stopExecution(request -> request.executionArn(check.get().executionArn()));
            return Progress.waitFor(
                    known(deployment, reason), new Executions(plan.arn()).watch(check.get()), BETWEEN_LOOKS);
        }
        if (found.get().status() == StateMachineStatus.DELETING) {
            return Progress.pause(this, BETWEEN_LOOKS); // it goes when nothing of it runs any more
        }
        if (!isOurs(plan, machines)) {
            return end();
        }
        try {
            machines.client().deleteStateMachine(request -> request.stateMachineArn(plan.arn()));
        } catch (SfnException error) {
            throw Machines.refusal(reason, Words.of(UndoMachine.class, "delete", plan.words()), error);
        }
        context.console().event(Words.of(UndoMachine.class, "deletingWhichStep", plan.words()));
        return Progress.next(new UndoMachine(deployment, reason, 1));
    }

    private Progress end() {
        if (reason.isEmpty()) {
            return Progress.done(Map.of());
        }
        throw new OperationFailure(Words.of(
                UndoMachine.class, "didNotExist", reason, deployment.plan().words()));
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
