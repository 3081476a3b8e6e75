package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/**
 * A deployment that was aborted, or whose new version is not good: the alias goes back to where it was, and concurrency
 * to what it was. What {@code $LATEST} is stays; callers by the alias don't see it. The new version stays too, as Lambda
 * might publish the same content no second time; {@link PruneVersions} of the next deployment removes it.
 *
 * @param version the new one; "" if there is none yet
 * @param reason why it failed; "" if it was aborted
 */
record GoBack(Deployment deployment, String version, String reason) implements Operation {

    static Operation aborted(Deployment deployment, String version) {
        return deployment.existed() ? new GoBack(deployment, version, "") : UndoFunction.known(deployment, "");
    }

    static Operation failed(Deployment deployment, String version, String reason) {
        return deployment.existed() ? new GoBack(deployment, version, reason) : UndoFunction.known(deployment, reason);
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Functions functions = new Functions(context.aws().lambda());
        try {
            if (moveBack(functions, context) || unprovision(functions.client()) || reserveAsBefore(functions)) {
                return Progress.next(this);
            }
        } catch (LambdaException error) {
            if (Functions.isChanging(error)) {
                return Progress.pause(this, ReadFunction.LOOK_AGAIN);
            }
            OperationFailure refusal = Functions.refusal(
                    Words.of(GoBack.class, "bringBackWhat", deployment.plan().words()), error);
            throw new OperationFailure(
                    reason.isEmpty() ? refusal.getMessage() : reason + "\n" + refusal.getMessage(), error);
        }
        return end(functions, context);
    }

    private Optional<GetAliasResponse> alias(Functions functions) {
        return deployment.plan().settings().hasAlias()
                ? functions.alias(
                        deployment.name(), deployment.plan().settings().alias())
                : Optional.empty();
    }

    /** Whether a call was made. Where somebody else put the alias it stays. */
    private boolean moveBack(Functions functions, OperationContext context) {
        AliasState before = deployment.before();
        Optional<GetAliasResponse> found = version.isEmpty() ? Optional.empty() : alias(functions);
        if (found.isEmpty() || AliasState.of(found.get()).equals(before)) {
            return false;
        }
        AliasState now = AliasState.of(found.get());
        if (!now.uses(version) || !deployment.mayHaveMade(now, version)) {
            context.console()
                    .event(Words.of(
                            GoBack.class, "whichStepDid", deployment.plan().aliasWords(), now.words()));
            return false;
        }
        if (before.exists()) {
            functions.client().updateAlias(request -> request.functionName(deployment.name())
                    .name(deployment.plan().settings().alias())
                    .functionVersion(before.version())
                    .routingConfig(before.routing())
                    .revisionId(found.get().revisionId()));
        } else {
            functions.client().deleteAlias(request -> request.functionName(deployment.name())
                    .name(deployment.plan().settings().alias()));
        }
        return true;
    }

    /** Whether a call was made. A version that was there before gets back what it had. */
    private boolean unprovision(LambdaClient client) {
        Integer given = deployment.plan().settings().provisionedConcurrency();
        if (version.isEmpty() || given == null) {
            return false;
        }
        int before =
                version.equals(deployment.was().version()) ? deployment.was().provisioned() : 0;
        boolean changed = ProvisionVersion.find(client, deployment.name(), version)
                .map(config -> config.requestedProvisionedConcurrentExecutions())
                .filter(given::equals)
                .filter(now -> now != before)
                .isPresent();
        if (!changed) {
            return false;
        }
        if (before > 0) {
            ProvisionVersion.put(client, deployment.name(), version, before);
        } else {
            client.deleteProvisionedConcurrencyConfig(
                    request -> request.functionName(deployment.name()).qualifier(version));
        }
        return true;
    }

    /** Whether a call was made. {@link SetLimits} only adds to what was reserved. */
    private boolean reserveAsBefore(Functions functions) {
        Integer before = deployment.was().reserved();
        Integer given = deployment.plan().settings().reservedConcurrency();
        if (before == null || given == null || given <= before) {
            return false;
        }
        boolean changed = functions
                .find(deployment.name())
                .map(SetReserved::of)
                .filter(given::equals)
                .isPresent();
        if (changed) {
            functions.client().putFunctionConcurrency(request -> request.functionName(deployment.name())
                    .reservedConcurrentExecutions(before));
        }
        return changed;
    }

    private Progress end(Functions functions, OperationContext context) {
        AliasState before = deployment.before();
        AliasState now = alias(functions).map(AliasState::of).orElseGet(AliasState::none);
        String where;
        if (!now.exists()) {
            where = Words.of(GoBack.class, "whatLatestStays", deployment.plan().words());
        } else {
            where = Words.of(
                    GoBack.class,
                    "text",
                    deployment.plan().aliasWords(),
                    now.words(),
                    now.equals(before) ? Words.of(GoBack.class, "asBefore") : ".");
        }
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
