package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/**
 * Publishes a version of what the function is now. If the last version has the same content it is that one: Lambda
 * itself would not publish another, and a call whose answer was lost is not made twice.
 */
record PublishVersion(Deployment deployment) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Functions functions = new Functions(context.aws().lambda());
        GetFunctionResponse now = functions.require(deployment.name());
        if (Functions.passes(now)) {
            return Progress.pause(this, ReadFunction.LOOK_AGAIN);
        }
        if (!isWanted(now)) {
            String changed = Words.of(
                    PublishVersion.class,
                    "somebodyElseChanged",
                    deployment.plan().words());
            if (!deployment.existed()) {
                throw new OperationFailure(changed); // it is theirs as well by now, and is not deleted
            }
            return Progress.next(GoBack.failed(deployment, "", changed));
        }
        Optional<FunctionConfiguration> last =
                functions.versions(deployment.name()).stream().findFirst().filter(version -> same(version, now));
        if (last.isPresent()) {
            return Progress.next(new AwaitVersion(deployment, last.get().version()));
        }
        try {
            String version = functions
                    .client()
                    .publishVersion(request -> request.functionName(deployment.name())
                            .codeSha256(now.configuration().codeSha256())
                            .description(deployment.plan().versionDescription())
                            .revisionId(now.configuration().revisionId()))
                    .version();
            context.console()
                    .event(Words.of(
                            PublishVersion.class,
                            "publishedVersion",
                            version,
                            deployment.plan().words()));
            return Progress.next(new AwaitVersion(deployment, version));
        } catch (LambdaException error) {
            if (Functions.isChanging(error)) {
                return Progress.pause(this, ReadFunction.LOOK_AGAIN);
            }
            OperationFailure refusal = Functions.refusal(
                    Words.of(
                            PublishVersion.class,
                            "publishVersion",
                            deployment.plan().words()),
                    error);
            return Progress.next(GoBack.failed(deployment, "", refusal.getMessage()));
        }
    }

    private boolean isWanted(GetFunctionResponse now) {
        Configured wanted = Configured.wanted(deployment.plan().settings());
        return deployment.code().isIn(now)
                && Configured.of(now.configuration()).to(wanted).isEmpty();
    }

    private static boolean same(FunctionConfiguration version, GetFunctionResponse now) {
        Configured content = Configured.of(now.configuration());
        return version.codeSha256().equals(now.configuration().codeSha256())
                && version.architecturesAsStrings().equals(now.configuration().architecturesAsStrings())
                && Configured.of(version)
                        .described(content.description())
                        .to(content)
                        .isEmpty();
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
