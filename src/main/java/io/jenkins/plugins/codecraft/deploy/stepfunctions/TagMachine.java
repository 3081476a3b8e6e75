package io.jenkins.plugins.codecraft.deploy.stepfunctions;

import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.SfnException;

/** Gives the state machine the tags that it lacks. Others stay. */
record TagMachine(Deployment deployment) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Machines machines = new Machines(context.aws().stepFunctions());
        MachinePlan plan = deployment.plan();
        Map<String, String> is = machines.tags(plan.arn());
        if (!is.entrySet().containsAll(plan.tags().entrySet())) {
            try {
                machines.client()
                        .tagResource(request -> request.resourceArn(plan.arn()).tags(MachinePlan.tags(plan.tags())));
            } catch (SfnException error) {
                throw Machines.refusal(Words.of(TagMachine.class, "tag", plan.words()), error);
            }
        }
        return Progress.next(PruneVersions.of(deployment));
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
