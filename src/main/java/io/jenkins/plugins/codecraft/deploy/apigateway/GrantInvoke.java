package io.jenkins.plugins.codecraft.deploy.apigateway;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Lets exactly this API invoke one function after the other. */
record GrantInvoke(ApiPlan plan, ApiBefore before, int index) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        if (index >= plan.functions().size()) {
            return Progress.next(new CreateDeployment(plan, before));
        }
        Invoked function = plan.functions().get(index);
        try {
            if (new Grants(plan, context.aws()).grant(function, before.api())) {
                context.console().event(Words.of(GrantInvoke.class, "letInvoke", plan.words(), function.words()));
            }
        } catch (AwsServiceException error) {
            if (AwsErrors.isPassing(error) || AwsErrors.isExpired(error)) {
                throw error;
            }
            throw new OperationFailure(
                    Words.of(
                            GrantInvoke.class,
                            "lambdaRefusedLet",
                            plan.words(),
                            function.words(),
                            AwsErrors.describe(error)),
                    error);
        }
        return Progress.next(new GrantInvoke(plan, before, index + 1));
    }

    @Override
    public Operation stopping() {
        return new NothingToStop(); // it is this API alone that may invoke it
    }

    @Override
    public Optional<String> running() {
        return Optional.empty();
    }
}
