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

/**
 * A deployment that was aborted, or whose new version is not good: the execution that checks it is stopped, the alias
 * leads to where it led, the state machine gets the configuration that it had, and the new version is removed. Each
 * piece of work does one of these, if it is still to be done. What was changed last may be shown a moment later only, so
 * it is looked twice whether all is as it was.
 *
 * @param reason why it failed; "" if it was aborted
 * @param looks how often all was found to be as it was
 */
record GoBack(Deployment deployment, String reason, int looks) implements Operation {
    private static final int ENOUGH_LOOKS = 2;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

    static Operation aborted(Deployment deployment) {
        return deployment.existed() ? new GoBack(deployment, "", 0) : UndoMachine.known(deployment, "");
    }

    static Operation failed(Deployment deployment, String reason) {
        return deployment.existed() ? new GoBack(deployment, reason, 0) : UndoMachine.known(deployment, reason);
    }

    /**
     * What to do when AWS refused something after the machine was changed.
     *
     * @param what was to be done, such as {@code to move the alias live of state machine flow}
     * @throws SfnException the error itself, if the same call may well succeed later
     */
    static Progress refused(Deployment deployment, String what, SfnException error) {
        RuntimeException refusal = Machines.refusal(what, error);
        if (refusal == error) {
            throw error;
        }
        return Progress.next(failed(deployment, refusal.getMessage()));
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Machines machines = new Machines(context.aws().stepFunctions());
        MachinePlan plan = deployment.plan();
        try {
            Optional<DescribeExecutionResponse> check = runningCheck(machines, plan);
            if (check.isPresent()) {
                machines.client()
                        .stopExecution(
                                request -> request.executionArn(check.get().executionArn()));
                return Progress.waitFor(this, new Executions(plan.arn()).watch(check.get()), BETWEEN_LOOKS);
            }
            if (moveBack(machines, context) || restore(machines, context) || removeVersion(machines)) {
                return Progress.next(this);
            }
        } catch (SfnException error) {
            throw Machines.refusal(reason, Words.of(GoBack.class, "goBack", plan.words()), error);
        }
        return isLastLook() ? end(context) : Progress.pause(new GoBack(deployment, reason, looks + 1), BETWEEN_LOOKS);
    }

    private boolean isLastLook() {
        return looks + 1 >= ENOUGH_LOOKS;
    }

    private void tellOnce(String what, OperationContext context) {
        if (isLastLook()) {
            context.console().event(what);
        }
    }

    static Optional<DescribeExecutionResponse> runningCheck(Machines machines, MachinePlan plan) {
        if (plan.options().check().isEmpty() || plan.settings().type().equals("EXPRESS")) {
            return Optional.empty();
        }
        return new Executions(plan.arn())
                .find(machines.client(), CheckVersion.execution(plan))
                .filter(Executions::runs);
    }

    /** Whether a call was made. */
    private boolean moveBack(Machines machines, OperationContext context) {
        MachinePlan plan = deployment.plan();
        Routes before = deployment.routes();
        Routes now = plan.settings().hasAlias() && !deployment.version().isEmpty()
                ? machines.alias(plan.aliasArn()).map(Routes::of).orElseGet(Routes::none)
                : before;
        if (now.equals(before)) {
            return false;
        }
        if (!now.use(deployment.version())) {
            tellOnce(Words.of(GoBack.class, "leadsWhichStep", plan.aliasWords(), now.words()), context);
            return false;
        }
        if (before.exist()) {
            machines.client().updateStateMachineAlias(request -> request.stateMachineAliasArn(plan.aliasArn())
                    .routingConfiguration(before.configuration()));
        } else {
            machines.client().deleteStateMachineAlias(request -> request.stateMachineAliasArn(plan.aliasArn()));
        }
        return true;
    }

    /** Whether a call was made. What somebody else made of it in the meantime is left alone. */
    private boolean restore(Machines machines, OperationContext context) {
        MachinePlan plan = deployment.plan();
        Optional<MachineConfig> now = machines.find(plan.arn()).map(MachineConfig::of);
        if (now.isEmpty() || now.get().sameAs(deployment.before())) {
            return false;
        }
        if (!now.get().sameAs(plan.wanted())) {
            tellOnce(Words.of(GoBack.class, "somebodyElseChanged", plan.words()), context);
            return false;
        }
        UpdateMachine.update(machines, plan, deployment.before());
        return true;
    }

    /** Whether a call was made. Only a version of this very build, which was not there before, goes. */
    private boolean removeVersion(Machines machines) {
        MachinePlan plan = deployment.plan();
        String newest = machines.newestVersion(plan.arn());
        if (newest.isEmpty() || Integer.parseInt(Routes.number(newest)) <= deployment.newest()) {
            return false;
        }
        boolean ours = machines.find(newest)
                .map(DescribeStateMachineResponse::description)
                .filter(plan.versionDescription()::equals)
                .isPresent();
        boolean used = plan.settings().hasAlias()
                && machines.alias(plan.aliasArn())
                        .filter(alias -> Routes.of(alias).use(newest))
                        .isPresent();
        if (!ours || used) {
            return false;
        }
        machines.client().deleteStateMachineVersion(request -> request.stateMachineVersionArn(newest));
        return true;
    }

    private Progress end(OperationContext context) {
        MachinePlan plan = deployment.plan();
        String alias = deployment.routes().exist()
                ? Words.of(
                        GoBack.class,
                        "leads",
                        plan.aliasWords(),
                        deployment.routes().words())
                : "";
        String where = Words.of(GoBack.class, "asWasBefore", plan.words(), alias);
        context.console().event(where);
        if (reason.isEmpty()) {
            return Progress.done(Map.of());
        }
        throw new OperationFailure(reason + "\n" + where);
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
