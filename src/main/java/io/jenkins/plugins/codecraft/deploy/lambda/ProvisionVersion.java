package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetProvisionedConcurrencyConfigResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ProvisionedConcurrencyConfigNotFoundException;
import software.amazon.awssdk.services.lambda.model.ProvisionedConcurrencyStatusEnum;

/**
 * Gives the version its provisioned concurrency before it gets any traffic. It is the version's and not the alias', as
 * Lambda shares no traffic of an alias that has some.
 *
 * @param made whether the call was answered
 */
record ProvisionVersion(Deployment deployment, String version, boolean made) implements Operation {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    static Optional<GetProvisionedConcurrencyConfigResponse> find(LambdaClient client, String name, String version) {
        try {
            return Optional.of(client.getProvisionedConcurrencyConfig(
                    request -> request.functionName(name).qualifier(version)));
        } catch (ProvisionedConcurrencyConfigNotFoundException none) {
            return Optional.empty();
        }
    }

    static void put(LambdaClient client, String name, String version, int executions) {
        client.putProvisionedConcurrencyConfig(
                request -> request.functionName(name).qualifier(version).provisionedConcurrentExecutions(executions));
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Integer wanted = deployment.plan().settings().provisionedConcurrency();
        if (wanted == null) {
            return Progress.next(new CheckVersion(deployment, version));
        }
        LambdaClient client = context.aws().lambda();
        Optional<GetProvisionedConcurrencyConfigResponse> now = find(client, deployment.name(), version)
                .filter(config -> wanted.equals(config.requestedProvisionedConcurrentExecutions()))
                .filter(config -> made || config.status() != ProvisionedConcurrencyStatusEnum.FAILED);
        if (now.isEmpty()) {
            return provision(client, wanted, context);
        }
        if (now.get().status() == ProvisionedConcurrencyStatusEnum.FAILED) {
            return Progress.next(GoBack.failed(
                    deployment,
                    version,
                    Words.of(
                            ProvisionVersion.class,
                            "lambdaCouldNot",
                            version,
                            deployment.plan().words(),
                            now.get().statusReason())));
        }
        return now.get().status() == ProvisionedConcurrencyStatusEnum.READY
                ? Progress.next(new CheckVersion(deployment, version))
                : Progress.pause(new ProvisionVersion(deployment, version, true), LOOK_AGAIN);
    }

    private Progress provision(LambdaClient client, int wanted, OperationContext context) {
        try {
            put(client, deployment.name(), version, wanted);
        } catch (LambdaException error) {
            OperationFailure refusal = Functions.refusal(
                    Words.of(
                            ProvisionVersion.class,
                            "provisionConcurrencyVersion",
                            version,
                            deployment.plan().words()),
                    error);
            return Progress.next(GoBack.failed(deployment, version, refusal.getMessage()));
        }
        context.console().event(Words.of(ProvisionVersion.class, "provisioningConcurrencyVersion", wanted, version));
        return Progress.next(new ProvisionVersion(deployment, version, true));
    }

    @Override
    public Operation stopping() {
        return GoBack.aborted(deployment, version);
    }

    @Override
    public Optional<String> running() {
        return Optional.of(deployment.plan().words());
    }
}
