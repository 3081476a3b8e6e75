package io.jenkins.plugins.codecraft.deploy.stepfunctions;

import io.jenkins.plugins.codecraft.deploy.rollout.Baking;
import io.jenkins.plugins.codecraft.deploy.rollout.RolloutSettings;
import io.jenkins.plugins.codecraft.operation.Durations;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.SfnException;

/**
 * Moves the alias to the new version, step by step.
 *
 * @param step which of the rollout's steps; beyond the last all executions are moved
 */
record ShiftTraffic(Deployment deployment, int step) implements Operation {

    static Operation begin(Deployment deployment) {
        return deployment.plan().settings().hasAlias() ? new ShiftTraffic(deployment, 0) : new TagMachine(deployment);
    }

    private List<RolloutSettings.Step> steps() {
        Routes before = deployment.routes();
        boolean moves = before.exist() && !before.equals(Routes.to(deployment.version()));
        return moves ? deployment.plan().settings().rollout().steps() : List.of();
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        boolean last = step >= steps().size();
        int percent = last ? 100 : steps().get(step).percent();
        Duration watched = last ? Duration.ZERO : steps().get(step).watched();
        Routes wanted = deployment.routes().sharing(deployment.version(), percent);
        Machines machines = new Machines(context.aws().stepFunctions());
        Routes now =
                machines.alias(deployment.plan().aliasArn()).map(Routes::of).orElseGet(Routes::none);
        if (!now.equals(wanted)) {
            requireUntouched(now);
            try {
                move(machines, now, wanted);
            } catch (SfnException error) {
                return GoBack.refused(
                        deployment,
                        Words.of(ShiftTraffic.class, "move", deployment.plan().aliasWords()),
                        error);
            }
            tell(percent, watched, context);
        }
        return Progress.next(
                last
                        ? new TagMachine(deployment)
                        : new Bake(
                                deployment,
                                step,
                                Baking.of(deployment.plan().settings().rollout().alarms(), watched)));
    }

    /** What this deployment itself has made of the alias so far leads to where it led before, or to the new version. */
    private void requireUntouched(Routes now) {
        boolean ours = now.exist()
                && now.weights().keySet().stream()
                        .allMatch(version -> version.equals(deployment.version())
                                || deployment.routes().use(version));
        if (!now.equals(deployment.routes()) && !ours) {
            throw new OperationFailure(Words.of(
                    ShiftTraffic.class, "somebodyElseChanged", deployment.plan().aliasWords(), now.words()));
        }
    }

    private void move(Machines machines, Routes now, Routes wanted) {
        MachinePlan plan = deployment.plan();
        if (now.exist()) {
            machines.client().updateStateMachineAlias(request -> request.stateMachineAliasArn(plan.aliasArn())
                    .routingConfiguration(wanted.configuration()));
        } else {
            machines.client()
                    .createStateMachineAlias(request ->
                            request.name(plan.settings().alias()).routingConfiguration(wanted.configuration()));
        }
    }

    private void tell(int percent, Duration watched, OperationContext context) {
        String who = percent < 100
                ? Words.of(ShiftTraffic.class, "executions", percent)
                : Words.of(ShiftTraffic.class, "allExecutions");
        String share = Words.of(
                ShiftTraffic.class,
                "runVersion",
                who,
                deployment.plan().aliasWords(),
                Routes.number(deployment.version()));
        String time = watched.isZero() ? "" : Words.of(ShiftTraffic.class, "watched", Durations.words(watched));
        context.console().event(share + time);
    }

    @Override
    public Operation stopping() {
        return GoBack.aborted(deployment);
    }

    @Override
    public Optional<String> running() {
        return Optional.of(deployment.plan().aliasWords());
    }
}
