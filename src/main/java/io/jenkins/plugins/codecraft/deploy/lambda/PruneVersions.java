package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/**
 * Removes versions of ours: those that were published since the version that served before and never took its place, as
 * their check failed or they were taken back, and the oldest beyond those that are kept. The version that served before
 * is the first to keep, as one can go back to it. A version that an alias uses stays, and so does one that somebody else
 * published. That it fails does not fail the deployment.
 */
record PruneVersions(Deployment deployment, String version) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Functions functions = new Functions(context.aws().lambda());
        try {
            if (removeOne(functions, context)) {
                return Progress.next(this);
            }
        } catch (LambdaException error) {
            if (AwsErrors.isPassing(error) || AwsErrors.isExpired(error)) {
                throw error;
            }
            context.console()
                    .event(Words.of(
                            PruneVersions.class,
                            "olderVersionsStay",
                            deployment.plan().words(),
                            AwsErrors.describe(error)));
        }
        return Progress.done(FunctionResult.of(deployment, context.aws()).changed(version));
    }

    private boolean removeOne(Functions functions, OperationContext context) {
        if (!deployment.existed()) {
            return false;
        }
        List<FunctionConfiguration> ours = functions.versions(deployment.name()).stream()
                .filter(one -> !one.version().equals(version))
                .filter(FunctionPlan::published)
                .toList();
        List<String> superfluous = superfluous(ours);
        if (superfluous.isEmpty()) {
            return false;
        }
        Set<String> used = functions.used(deployment.name());
        Optional<String> one =
                superfluous.stream().filter(old -> !used.contains(old)).findFirst();
        one.ifPresent(old -> {
            functions.client().deleteFunction(request -> request.functionName(deployment.name())
                    .qualifier(old));
            context.console().event(Words.of(PruneVersions.class, "removedVersion", old));
        });
        return one.isPresent();
    }

    /** @param ours the newest first */
    private List<String> superfluous(List<FunctionConfiguration> ours) {
        String before = deployment.was().version();
        long previous = before.matches("\\d{1,18}") && !before.equals(version) ? Long.parseLong(before) : 0;
        List<String> bad = new ArrayList<>();
        List<String> older = new ArrayList<>();
        for (FunctionConfiguration one : ours) {
            if (Functions.number(one) == previous) {
                older.add(0, one.version());
            } else if (previous > 0 && Functions.number(one) > previous) {
                bad.add(one.version());
            } else {
                older.add(one.version());
            }
        }
        int keep = Math.min(deployment.plan().options().keep(), older.size());
        bad.addAll(older.subList(keep, older.size()));
        return bad;
    }

    /** The deployment is done; nothing of it is taken back. */
    @Override
    public Operation stopping() {
        return new NothingToStop();
    }

    @Override
    public Optional<String> running() {
        return Optional.empty();
    }
}
