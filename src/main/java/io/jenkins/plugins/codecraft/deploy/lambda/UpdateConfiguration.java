package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/**
 * Gives the function the wanted configuration, if it has another, and waits until that is done.
 *
 * @param made whether the call was answered
 */
record UpdateConfiguration(Deployment deployment, boolean made) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Functions functions = new Functions(context.aws().lambda());
        GetFunctionResponse now = functions.require(deployment.name());
        if (Functions.passes(now)) {
            return Progress.pause(this, ReadFunction.LOOK_AGAIN);
        }
        Optional<String> failure = Functions.failure(now);
        if (made && failure.isPresent()) {
            throw new OperationFailure(Words.of(
                    UpdateConfiguration.class,
                    "lambdaCouldNot",
                    deployment.plan().words(),
                    failure.get()));
        }
        Configured wanted = Configured.wanted(deployment.plan().settings());
        if (failure.isEmpty() && Configured.of(now.configuration()).to(wanted).isEmpty()) {
            return Progress.next(new SetLimits(deployment));
        }
        try {
            functions.client().updateFunctionConfiguration(request -> {
                request.functionName(deployment.name())
                        .revisionId(now.configuration().revisionId());
                wanted.into(request, deployment.code().isImage());
            });
        } catch (LambdaException error) {
            if (Functions.isChanging(error)) {
                return Progress.pause(this, ReadFunction.LOOK_AGAIN);
            }
            throw Functions.refusal(
                    Words.of(
                            UpdateConfiguration.class,
                            "updateConfiguration",
                            deployment.plan().words()),
                    error);
        }
        context.console()
                .event(Words.of(
                        UpdateConfiguration.class,
                        "updatingConfiguration",
                        deployment.plan().words()));
        return Progress.next(new UpdateConfiguration(deployment, true));
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
