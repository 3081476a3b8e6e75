package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/**
 * Deletes a function that did not exist before this deployment, which was aborted or is not good.
 *
 * @param reason why it failed; "" if it was aborted
 * @param looks how often a function that may just be coming into being was looked for in vain
 */
record UndoFunction(Deployment deployment, String reason, int looks) implements Operation {
    /** A create whose answer was lost may take effect a moment later. */
    private static final int ENOUGH_LOOKS = 2;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

    static UndoFunction known(Deployment deployment, String reason) {
        return new UndoFunction(deployment, reason, ENOUGH_LOOKS);
    }

    static UndoFunction unknown(Deployment deployment) {
        return new UndoFunction(deployment, "", 0);
    }

    /** Whether a function was made for this very build. */
    static boolean isOurs(FunctionPlan plan, GetFunctionResponse function) {
        return plan.origin().tags(plan.name()).entrySet().stream()
                .allMatch(tag -> tag.getValue().equals(function.tags().get(tag.getKey())));
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Functions functions = new Functions(context.aws().lambda());
        Optional<GetFunctionResponse> found = functions.find(deployment.name());
        if (found.isEmpty()) {
            return looks + 1 >= ENOUGH_LOOKS
                    ? end()
                    : Progress.pause(new UndoFunction(deployment, reason, looks + 1), BETWEEN_LOOKS);
        }
        if (!isOurs(deployment.plan(), found.get())) {
            return end();
        }
        try {
            functions.client().deleteFunction(request -> request.functionName(deployment.name()));
        } catch (ResourceNotFoundException gone) {
            return Progress.next(known(deployment, reason)); // somebody else deleted it in this moment
        } catch (LambdaException error) {
            if (Functions.isChanging(error)) {
                return Progress.pause(this, ReadFunction.LOOK_AGAIN);
            }
            throw Functions.refusal(
                    Words.of(UndoFunction.class, "delete", deployment.plan().words()), error);
        }
        context.console()
                .event(Words.of(
                        UndoFunction.class,
                        "deletingWhichStep",
                        deployment.plan().words()));
        return Progress.next(known(deployment, reason));
    }

    private Progress end() {
        if (reason.isEmpty()) {
            return Progress.done(Map.of());
        }
        throw new OperationFailure(Words.of(
                UndoFunction.class, "didNotExist", reason, deployment.plan().words()));
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
