package io.jenkins.plugins.codecraft.deploy.lambda;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
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
 * Sets the reserved concurrency of the function. It is the function's and not a version's, and callers feel it at once;
 * so it comes when the new version has been checked and has all traffic.
 */
record SetReserved(Deployment deployment, String version) implements Operation {

    /** Null if a function has none. */
    @CheckForNull
    static Integer of(GetFunctionResponse function) {
        return function.concurrency() == null ? null : function.concurrency().reservedConcurrentExecutions();
    }

    static void set(Functions functions, Deployment deployment) {
        functions.client().putFunctionConcurrency(request -> request.functionName(deployment.name())
                .reservedConcurrentExecutions(deployment.plan().settings().reservedConcurrency()));
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Integer wanted = deployment.plan().settings().reservedConcurrency();
        if (wanted == null) {
            return Progress.next(SetTrigger.first(deployment, version));
        }
        Functions functions = new Functions(context.aws().lambda());
        if (wanted.equals(of(functions.require(deployment.name())))) {
            return Progress.next(SetTrigger.first(deployment, version));
        }
        try {
            set(functions, deployment);
        } catch (LambdaException error) {
            OperationFailure refusal = Functions.refusal(
                    Words.of(
                            SetReserved.class,
                            "setReservedConcurrency",
                            deployment.plan().words()),
                    error);
            throw new OperationFailure(
                    Words.of(SetReserved.class, "functionItselfDeployed", refusal.getMessage()), error);
        }
        context.console()
                .event(Words.of(
                        SetReserved.class,
                        "reservedConcurrency",
                        wanted,
                        deployment.plan().words()));
        return Progress.next(this);
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
