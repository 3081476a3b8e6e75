package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.deploy.rollout.Baking;
import io.jenkins.plugins.codecraft.deploy.rollout.RolloutSettings;
import io.jenkins.plugins.codecraft.operation.Durations;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
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
                : SetTrigger.first(deployment, version);
    }

    private List<RolloutSettings.Step> steps() {
        AliasState before = deployment.before();
        boolean moves = before.exists() && !before.version().equals(version);
        return moves ? deployment.plan().settings().rollout().steps() : List.of();
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        boolean last = step >= steps().size();
        int percent = last ? 100 : steps().get(step).percent();
        Duration watched = last ? Duration.ZERO : steps().get(step).watched();
        AliasState before = deployment.before();
        if (percent < 100 && !before.canShare()) {
            context.console().event("Lambda shares no traffic with $LATEST; all of it moves at once");
            return Progress.next(new ShiftTraffic(deployment, version, steps().size()));
        }
        AliasState wanted = percent < 100 ? before.sharing(version, percent) : AliasState.at(version);
        Functions functions = new Functions(context.aws().lambda());
        Optional<GetAliasResponse> found =
                functions.alias(deployment.name(), deployment.plan().settings().alias());
        AliasState now = found.map(AliasState::of).orElseGet(AliasState::none);
        if (!now.equals(wanted)) {
            requireUntouched(now);
            if (!move(functions, found, wanted)) {
                return Progress.pause(this, ReadFunction.LOOK_AGAIN);
            }
            tell(percent, watched, context);
        }
        return Progress.next(
                last
                        ? SetTrigger.first(deployment, version)
                        : new Bake(
                                deployment,
                                version,
                                step,
                                Baking.of(deployment.plan().settings().rollout().alarms(), watched)));
    }

    /** What this deployment itself has made of the alias so far has the version that was or the new one only. */
    private void requireUntouched(AliasState now) {
        AliasState before = deployment.before();
        boolean ours = now.exists()
                && (now.version().equals(before.version()) || now.version().equals(version))
                && now.weights().keySet().stream()
                        .allMatch(other ->
                                other.equals(version) || before.weights().containsKey(other));
        if (!now.equals(before) && !ours) {
            throw new OperationFailure("Somebody else changed the "
                    + deployment.plan().aliasWords()
                    + " while it was moved (it is at " + (now.exists() ? now.words() : "no version, it was deleted")
                    + "); it is left alone.");
        }
    }

    /** Whether it could be moved; not while somebody else changes it. */
    private boolean move(Functions functions, Optional<GetAliasResponse> found, AliasState wanted) {
        String alias = deployment.plan().settings().alias();
        try {
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
            return true;
        } catch (LambdaException error) {
            if (Functions.isChanging(error)) {
                return false;
            }
            String at = found.map(AliasState::of).map(AliasState::words).orElse("no version yet");
            throw Functions.refusal("to move the " + deployment.plan().aliasWords() + ", which is at " + at, error);
        }
    }

    private void tell(int percent, Duration watched, OperationContext context) {
        String share = percent < 100
                ? percent + " % of the traffic of the " + deployment.plan().aliasWords() + " goes to version " + version
                : "All traffic of the " + deployment.plan().aliasWords() + " goes to version " + version;
        String time = watched.isZero() ? "" : ", watched for " + Durations.words(watched);
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
