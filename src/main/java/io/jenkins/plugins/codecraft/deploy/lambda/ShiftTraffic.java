package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.deploy.rollout.Baking;
import io.jenkins.plugins.codecraft.deploy.rollout.RolloutSettings;
import io.jenkins.plugins.codecraft.operation.Durations;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/**
 * Moves the alias to the new version, step by step.
 *
 * @param step which of the rollout's steps; beyond the last all traffic is moved
 */
record ShiftTraffic(Deployment deployment, String version, int step) implements Operation {

    static Operation begin(Deployment deployment, String version) {
        return deployment.plan().settings().hasAlias()
                ? new ShiftTraffic(deployment, version, 0)
                : new FreeCapacity(deployment, version);
    }

    /** Where Lambda shares no traffic, all of it moves in one step, which is watched as the first one would be. */
    private List<RolloutSettings.Step> steps() {
        AliasState before = deployment.before();
        if (!before.exists() || before.version().equals(version)) {
            return List.of();
        }
        FunctionSettings settings = deployment.plan().settings();
        return settings.sharesTraffic() && !deployment.was().unshared().isEmpty()
                ? List.of(new RolloutSettings.Step(100, settings.rollout().interval()))
                : settings.rollout().steps();
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        boolean last = step >= steps().size();
        int percent = last ? 100 : steps().get(step).percent();
        Duration watched = last ? Duration.ZERO : steps().get(step).watched();
        AliasState before = deployment.before();
        AliasState wanted = percent < 100 ? before.sharing(version, percent) : AliasState.at(version);
        Functions functions = new Functions(context.aws().lambda());
        Optional<GetAliasResponse> found =
                functions.alias(deployment.name(), deployment.plan().settings().alias());
        AliasState now = found.map(AliasState::of).orElseGet(AliasState::none);
        if (!now.equals(wanted)) {
            if (!now.equals(before) && !deployment.mayHaveMade(now, version)) {
                return Progress.next(GoBack.failed(
                        deployment,
                        version,
                        Words.of(
                                ShiftTraffic.class,
                                "somebodyElseChanged",
                                deployment.plan().aliasWords())));
            }
            try {
                move(functions, found, wanted);
            } catch (LambdaException error) {
                if (Functions.isChanging(error)) {
                    return Progress.pause(this, ReadFunction.LOOK_AGAIN);
                }
                String what = Words.of(
                        ShiftTraffic.class,
                        "moveWhich",
                        deployment.plan().aliasWords(),
                        now.exists() ? now.words() : Words.of(ShiftTraffic.class, "noVersionYet"));
                return Progress.next(GoBack.failed(
                        deployment, version, Functions.refusal(what, error).getMessage()));
            }
            tell(percent, watched, context);
        }
        return Progress.next(
                last
                        ? new FreeCapacity(deployment, version)
                        : new Bake(
                                deployment,
                                version,
                                step,
                                Baking.of(deployment.plan().settings().rollout().alarms(), watched)));
    }

    private void move(Functions functions, Optional<GetAliasResponse> found, AliasState wanted) {
        String alias = deployment.plan().settings().alias();
        if (found.isEmpty()) {
            functions.client().createAlias(request -> request.functionName(deployment.name())
                    .name(alias)
                    .functionVersion(wanted.version()));
        } else {
            functions.client().updateAlias(request -> request.functionName(deployment.name())
                    .name(alias)
                    .functionVersion(wanted.version())
                    .routingConfig(wanted.routing())
                    .revisionId(found.get().revisionId()));
        }
    }

    private void tell(int percent, Duration watched, OperationContext context) {
        String share = percent < 100
                ? Words.of(
                        ShiftTraffic.class,
                        "trafficGoesVersion",
                        percent,
                        deployment.plan().aliasWords(),
                        version)
                : Words.of(
                        ShiftTraffic.class, "allTrafficGoes", deployment.plan().aliasWords(), version);
        String time = watched.isZero() ? "" : Words.of(ShiftTraffic.class, "watched", Durations.words(watched));
        context.console().event(share + time);
    }

    @Override
    public Operation stopping() {
        return GoBack.aborted(deployment, version);
    }

    @Override
    public Optional<String> running() {
        return Optional.of(deployment.plan().aliasWords());
    }
}
