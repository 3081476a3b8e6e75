package io.jenkins.plugins.codecraft.deploy.stepfunctions;

import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StateMachineDeletingException;
import software.amazon.awssdk.services.sfn.model.StateMachineStatus;

/**
 * Creates the state machine, unless a call whose answer was lost has done so.
 *
 * @param waits how often one of the same name that is just being deleted was waited for
 */
record CreateMachine(Deployment deployment, int waits) implements Operation {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
    private static final int MOST_WAITS = 60;

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Machines machines = new Machines(context.aws().stepFunctions());
        MachinePlan plan = deployment.plan();
        Optional<DescribeStateMachineResponse> found = machines.find(plan.arn());
        if (found.filter(now -> now.status() == StateMachineStatus.DELETING).isPresent()) {
            return waitForDeletion(context);
        }
        if (found.isPresent()) {
            if (!UndoMachine.isOurs(plan, machines)) {
                throw new OperationFailure(Words.of(CreateMachine.class, "somebodyElseCreated", plan.words()));
            }
        } else {
            try {
                create(machines);
            } catch (StateMachineDeletingException deleting) {
                return waitForDeletion(context);
            }
        }
        context.console().event(Words.of(CreateMachine.class, "created", plan.words()));
        return Progress.next(new PublishVersion(deployment, 0));
    }

    private Progress waitForDeletion(OperationContext context) {
        if (waits >= MOST_WAITS) {
            throw new OperationFailure(Words.of(
                    CreateMachine.class, "stillBeingDeleted", deployment.plan().words()));
        }
        if (waits == 0) {
            context.console()
                    .event(Words.of(
                            CreateMachine.class,
                            "waitingUntilOld",
                            deployment.plan().words()));
        }
        return Progress.pause(new CreateMachine(deployment, waits + 1), LOOK_AGAIN);
    }

    private void create(Machines machines) {
        MachinePlan plan = deployment.plan();
        MachineConfig wanted = plan.wanted();
        try {
            machines.client().createStateMachine(request -> request.name(plan.name())
                    .definition(wanted.definition())
                    .roleArn(wanted.role())
                    .type(wanted.type())
                    .loggingConfiguration(wanted.loggingConfiguration())
                    .tracingConfiguration(wanted.tracingConfiguration())
                    .encryptionConfiguration(wanted.encryptionConfiguration())
                    .tags(MachinePlan.tags(plan.tags())));
        } catch (StateMachineDeletingException deleting) {
            throw deleting;
        } catch (SfnException error) {
            throw Machines.refusal(Words.of(CreateMachine.class, "create", plan.words()), error);
        }
    }

    @Override
    public Operation stopping() {
        return UndoMachine.unknown(deployment);
    }

    @Override
    public Optional<String> running() {
        return Optional.of(deployment.plan().words());
    }
}
