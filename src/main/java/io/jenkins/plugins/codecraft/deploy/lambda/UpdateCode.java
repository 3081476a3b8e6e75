package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.Architecture;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;

/**
 * Gives the function the wanted code, if it has another, and waits until that is done. Callers by an alias do not
 * notice.
 *
 * @param made whether the call was answered
 */
record UpdateCode(Deployment deployment, boolean made) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Functions functions = new Functions(context.aws().lambda());
        GetFunctionResponse now = functions.require(deployment.name());
        if (Functions.passes(now)) {
            return Progress.pause(this, ReadFunction.LOOK_AGAIN);
        }
        if (made) {
            Functions.failure(now).ifPresent(why -> {
                throw new OperationFailure(Words.of(
                        UpdateCode.class, "lambdaCouldNot", deployment.plan().words(), why));
            });
        }
        if (deployment.code().isIn(now)) {
            return Progress.next(new UpdateConfiguration(deployment, false));
        }
        UpdateFunctionCodeRequest request = request(now, context);
        try {
            functions.client().updateFunctionCode(request);
        } catch (LambdaException error) {
            if (Functions.isChanging(error)) {
                return Progress.pause(this, ReadFunction.LOOK_AGAIN);
            }
            throw Functions.refusal(
                    Words.of(UpdateCode.class, "updateCode", deployment.plan().words()), error);
        }
        context.console()
                .event(Words.of(
                        UpdateCode.class, "updatingCode", deployment.plan().words()));
        return Progress.next(new UpdateCode(deployment, true));
    }

    private UpdateFunctionCodeRequest request(GetFunctionResponse now, OperationContext context)
            throws IOException, InterruptedException {
        FunctionCode code = deployment.code();
        UpdateFunctionCodeRequest.Builder request = UpdateFunctionCodeRequest.builder()
                .functionName(deployment.name())
                .architectures(Architecture.fromValue(code.architecture()))
                .revisionId(now.configuration().revisionId());
        if (code.isImage()) {
            return request.imageUri(code.image()).build();
        }
        return code.key().isEmpty()
                ? request.zipFile(SdkBytes.fromByteArrayUnsafe(StageCode.direct(deployment, context)))
                        .build()
                : request.s3Bucket(deployment.plan().settings().bucket())
                        .s3Key(code.key())
                        .build();
    }

    @Override
    public boolean blocking() {
        return true; // small code comes from the agent here
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
