package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/**
 * Takes the provisioned concurrency of versions of ours that get no traffic any more, and of the version in use if none
 * is wanted. That it fails does not fail the deployment.
 */
record FreeCapacity(Deployment deployment, String version) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Operation next = new SetReserved(deployment, version);
        if (!deployment.existed()) {
            return Progress.next(next);
        }
        Functions functions = new Functions(context.aws().lambda());
        try {
            Optional<String> idle = idle(functions);
            if (idle.isEmpty()) {
                return Progress.next(next);
            }
            functions.client().deleteProvisionedConcurrencyConfig(request -> request.functionName(deployment.name())
                    .qualifier(idle.get()));
            context.console().event(Words.of(FreeCapacity.class, "removedProvisionedConcurrency", idle.get()));
            return Progress.next(this);
        } catch (LambdaException error) {
            if (AwsErrors.isPassing(error) || AwsErrors.isExpired(error)) {
                throw error;
            }
            context.console()
                    .event(Words.of(
                            FreeCapacity.class,
                            "provisionedConcurrencyOlder",
                            deployment.plan().words(),
                            AwsErrors.describe(error)));
            return Progress.next(next);
        }
    }

    private Optional<String> idle(Functions functions) {
        Set<String> having = new HashSet<>();
        functions
                .client()
                .listProvisionedConcurrencyConfigsPaginator(request -> request.functionName(deployment.name()))
                .provisionedConcurrencyConfigs()
                .forEach(config -> having.add(
                        config.functionArn().substring(config.functionArn().lastIndexOf(':') + 1)));
        boolean wanted = deployment.plan().settings().provisionedConcurrency() != null;
        if (wanted) {
            having.remove(version);
        }
        if (having.isEmpty()) {
            return Optional.empty();
        }
        Set<String> used = functions.used(deployment.name());
        return functions.versions(deployment.name()).stream()
                .filter(FunctionPlan::published)
                .map(FunctionConfiguration::version)
                .filter(having::contains)
                .filter(one -> one.equals(version) || !used.contains(one))
                .findFirst();
    }

    /** All traffic has moved; nothing of it is taken back. */
    @Override
    public Operation stopping() {
        return new NothingToStop();
    }

    @Override
    public Optional<String> running() {
        return Optional.empty();
    }
}
