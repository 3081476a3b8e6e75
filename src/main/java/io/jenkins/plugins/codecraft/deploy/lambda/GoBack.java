package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/**
 * A deployment that was aborted, or whose new version is not good: the alias goes back to where it was, and the new
 * version loses its provisioned concurrency. What {@code $LATEST} is stays; callers by the alias don't see it.
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
        if (!version.isEmpty() && deployment.plan().settings().hasAlias() && moveBack(functions, context)) {
            return Progress.next(this);
        }
        if (!version.isEmpty() && unprovision(functions)) {
            return Progress.next(this);
        }
        return end(context);
    }

    /** Whether a call was made. */
    private boolean moveBack(Functions functions, OperationContext context) {
        AliasState before = deployment.before();
        Optional<GetAliasResponse> found =
                functions.alias(deployment.name(), deployment.plan().settings().alias());
        if (found.isEmpty() || AliasState.of(found.get()).equals(before)) {
            return false;
        }
        if (!AliasState.of(found.get()).uses(version)) {
            context.console()
                    .event("The " + deployment.plan().aliasWords() + " is at "
                            + AliasState.of(found.get()).words()
                            + ", which this step did not give it; it is left alone");
            return false;
        }
        try {
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
        } catch (LambdaException error) {
            if (!Functions.isChanging(error)) {
                throw Functions.refusal("to move the " + deployment.plan().aliasWords() + " back", error);
            }
        }
        return true;
    }

    private boolean unprovision(Functions functions) {
        boolean wanted = deployment.plan().settings().provisionedConcurrency() != null
                && !deployment.before().uses(version);
        if (!wanted
                || ProvisionVersion.find(functions.client(), deployment.name(), version)
                        .isEmpty()) {
            return false;
        }
        functions.client().deleteProvisionedConcurrencyConfig(request -> request.functionName(deployment.name())
                .qualifier(version));
        return true;
    }

    private Progress end(OperationContext context) {
        AliasState before = deployment.before();
        String where = before.exists()
                ? "The " + deployment.plan().aliasWords() + " is at " + before.words() + ", as before."
                : "What $LATEST of " + deployment.plan().words() + " is stays as it was changed.";
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
