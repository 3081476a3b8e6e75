package io.jenkins.plugins.codecraft.deploy.stepfunctions;

import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.SfnException;

/**
 * Publishes the wanted configuration as a version. A revision is published once: if it has a version, that is the one,
 * whether it is of a call whose answer was lost or of an earlier build.
 */
record PublishVersion(Deployment deployment) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Machines machines = new Machines(context.aws().stepFunctions());
        MachinePlan plan = deployment.plan();
        DescribeStateMachineResponse now = machines.find(plan.arn())
                .orElseThrow(() -> new OperationFailure("The " + plan.words() + " is gone: somebody deleted it."));
        if (!MachineConfig.of(now).sameAs(plan.wanted())) {
            throw new OperationFailure("Somebody else has changed the " + plan.words()
                    + " in the meantime; it is left alone. Deploy again.");
        }
        String revision = Machines.revision(now);
        String newest = machines.newestVersion(plan.arn());
        boolean published = !newest.isEmpty()
                && machines.find(newest)
                        .filter(version -> Machines.revision(version).equals(revision))
                        .isPresent();
        String version = published ? newest : publish(machines, revision);
        String words =
                (published ? "Found version " : "Published version ") + Routes.number(version) + " of " + plan.words();
        context.console().event(words);
        return Progress.next(CheckVersion.begin(deployment.withVersion(version)));
    }

    private String publish(Machines machines, String revision) {
        MachinePlan plan = deployment.plan();
        try {
            return machines.client()
                    .publishStateMachineVersion(request -> request.stateMachineArn(plan.arn())
                            .revisionId(revision.isEmpty() ? null : revision)
                            .description(plan.versionDescription()))
                    .stateMachineVersionArn();
        } catch (SfnException error) {
            throw Machines.refusal("to publish a version of " + plan.words(), error);
        }
    }

    @Override
    public Operation stopping() {
        return GoBack.aborted(deployment);
    }

    @Override
    public Optional<String> running() {
        return Optional.of(deployment.plan().words());
    }
}
