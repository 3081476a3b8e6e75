package io.jenkins.plugins.codecraft.deploy.stepfunctions;

import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.SfnException;

/** Gives the state machine the wanted configuration, unless a call whose answer was lost has done so. */
record UpdateMachine(Deployment deployment) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Machines machines = new Machines(context.aws().stepFunctions());
        MachinePlan plan = deployment.plan();
        DescribeStateMachineResponse now = machines.find(plan.arn())
                .orElseThrow(
                        () -> new OperationFailure(Words.of(UpdateMachine.class, "goneSomebodyDeleted", plan.words())));
        if (!MachineConfig.of(now).sameAs(plan.wanted())) {
            if (!Machines.revision(now).equals(deployment.revision())) {
                throw new OperationFailure(Words.of(UpdateMachine.class, "somebodyElseChanged", plan.words()));
            }
            try {
                update(machines, plan, plan.wanted());
            } catch (SfnException error) {
                throw Machines.refusal(Words.of(UpdateMachine.class, "update", plan.words()), error);
            }
        }
        return Progress.next(new PublishVersion(deployment, 0));
    }

    static void update(Machines machines, MachinePlan plan, MachineConfig wanted) {
        machines.client().updateStateMachine(request -> request.stateMachineArn(plan.arn())
                .definition(wanted.definition())
                .roleArn(wanted.role())
                .loggingConfiguration(wanted.loggingConfiguration())
                .tracingConfiguration(wanted.tracingConfiguration())
                .encryptionConfiguration(wanted.encryptionConfiguration()));
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
