package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.State;

/** Waits until the published version can be invoked. */
record AwaitVersion(Deployment deployment, String version) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Optional<GetFunctionResponse> found = new Functions(context.aws().lambda()).find(deployment.name(), version);
        if (found.isEmpty()) {
            return Progress.next(GoBack.failed(
                    deployment,
                    version,
                    Words.of(
                            AwaitVersion.class,
                            "versionGoneSomebody",
                            version,
                            deployment.plan().words())));
        }
        GetFunctionResponse now = found.get();
        if (now.configuration().state() == State.PENDING) {
            return Progress.pause(this, ReadFunction.LOOK_AGAIN);
        }
        if (now.configuration().state() == State.FAILED) {
            return Progress.next(GoBack.failed(
                    deployment,
                    version,
                    Words.of(
                            AwaitVersion.class,
                            "versionFailed",
                            version,
                            deployment.plan().words(),
                            Functions.failure(now).orElse(Words.of(AwaitVersion.class, "lambdaGaveNo")))));
        }
        return Progress.next(new ProvisionVersion(deployment, version, false));
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
