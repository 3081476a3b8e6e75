package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/**
 * Removes what older versions of ours cost: their provisioned concurrency, and versions beyond those that are kept. A
 * version that an alias uses stays, and so does one that somebody else published. That it fails does not fail the
 * deployment.
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
                    .event("Older versions of " + deployment.plan().words() + " stay: " + AwsErrors.describe(error));
        }
        return Progress.done(FunctionResult.of(deployment, context.aws()).changed(version));
    }

    private boolean removeOne(Functions functions, OperationContext context) {
        List<FunctionConfiguration> ours = functions.versions(deployment.name()).stream()
                .filter(one -> !one.version().equals(version))
                .filter(one -> one.description() != null && one.description().startsWith(FunctionPlan.MARK))
                .toList();
        if (ours.isEmpty()) {
            return false;
        }
        Set<String> used = used(functions);
        Optional<String> provisioned = provisioned(functions.client(), ours, used);
        if (provisioned.isPresent()) {
            functions.client().deleteProvisionedConcurrencyConfig(request -> request.functionName(deployment.name())
                    .qualifier(provisioned.get()));
            context.console().event("Removed the provisioned concurrency of version " + provisioned.get());
            return true;
        }
        Optional<String> old = ours.stream()
                .skip(deployment.plan().options().keep())
                .map(FunctionConfiguration::version)
                .filter(one -> !used.contains(one))
                .findFirst();
        old.ifPresent(one -> {
            functions.client().deleteFunction(request -> request.functionName(deployment.name())
                    .qualifier(one));
            context.console().event("Removed version " + one);
        });
        return old.isPresent();
    }

    private Set<String> used(Functions functions) {
        Set<String> used = new HashSet<>();
        functions.aliases(deployment.name()).forEach(alias -> {
            used.add(alias.functionVersion());
            if (alias.routingConfig() != null) {
                used.addAll(alias.routingConfig().additionalVersionWeights().keySet());
            }
        });
        return used;
    }

    /** The first of the versions that has provisioned concurrency and no traffic. */
    private Optional<String> provisioned(LambdaClient client, List<FunctionConfiguration> ours, Set<String> used) {
        if (deployment.plan().settings().provisionedConcurrency() == null) {
            return Optional.empty();
        }
        Set<String> having = new HashSet<>();
        client.listProvisionedConcurrencyConfigsPaginator(request -> request.functionName(deployment.name()))
                .provisionedConcurrencyConfigs()
                .forEach(config -> having.add(
                        config.functionArn().substring(config.functionArn().lastIndexOf(':') + 1)));
        return ours.stream()
                .map(FunctionConfiguration::version)
                .filter(having::contains)
                .filter(one -> !used.contains(one))
                .findFirst();
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
