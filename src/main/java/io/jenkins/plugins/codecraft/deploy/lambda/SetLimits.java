package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.aws.Ownership;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/**
 * Sets what belongs to the function as a whole and not to a version, and has to be there before the new version is
 * tried: its tags, and more reserved concurrency where the new version needs it. Everything else about reserved
 * concurrency has to wait, as callers feel it at once; see {@link SetReserved}.
 */
record SetLimits(Deployment deployment) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Functions functions = new Functions(context.aws().lambda());
        GetFunctionResponse now = functions.require(deployment.name());
        Map<String, String> missing = new TreeMap<>(wantedTags(now));
        missing.entrySet().removeIf(tag -> tag.getValue().equals(now.tags().get(tag.getKey())));
        if (missing.isEmpty() && !needsMore(now)) {
            return Progress.next(new PublishVersion(deployment));
        }
        try {
            if (!missing.isEmpty()) {
                functions.client().tagResource(request -> request.resource(
                                now.configuration().functionArn())
                        .tags(missing));
            } else {
                SetReserved.set(functions, deployment);
            }
        } catch (LambdaException error) {
            String what = missing.isEmpty() ? Words.of(SetLimits.class, "reservedConcurrency") : "tags";
            return Progress.next(GoBack.failed(
                    deployment,
                    "",
                    Functions.refusal(
                                    Words.of(
                                            SetLimits.class,
                                            "set",
                                            what,
                                            deployment.plan().words()),
                                    error)
                            .getMessage()));
        }
        return Progress.next(this);
    }

    /** Provisioned concurrency is part of what is reserved, and a function without concurrency can't be checked. */
    private boolean needsMore(GetFunctionResponse now) {
        Integer wanted = deployment.plan().settings().reservedConcurrency();
        Integer is = SetReserved.of(now);
        if (wanted == null || is == null || is >= wanted) {
            return false;
        }
        return deployment.plan().settings().provisionedConcurrency() != null
                || is == 0 && deployment.plan().options().check().isPresent();
    }

    /** Who made a function is said once. */
    private Map<String, String> wantedTags(GetFunctionResponse now) {
        return deployment.name().equals(now.tags().get(Ownership.ID))
                ? deployment.plan().options().tags()
                : deployment.plan().tags();
    }

    @Override
    public Operation stopping() {
        return GoBack.aborted(deployment, "");
    }

    @Override
    public Optional<String> running() {
        return Optional.of(deployment.plan().words());
    }
}
