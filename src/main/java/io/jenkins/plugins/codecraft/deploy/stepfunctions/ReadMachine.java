package io.jenkins.plugins.codecraft.deploy.stepfunctions;

import io.jenkins.plugins.codecraft.aws.Ownership;
import io.jenkins.plugins.codecraft.deploy.Difference;
import io.jenkins.plugins.codecraft.deploy.rollout.Alarms;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.StateMachineStatus;

/** Reads what is, and compares it with what is wanted. */
record ReadMachine(MachinePlan plan) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Machines machines = new Machines(context.aws().stepFunctions());
        Optional<DescribeStateMachineResponse> found =
                machines.find(plan.arn()).filter(machine -> machine.status() != StateMachineStatus.DELETING);
        Map<String, String> tags = found.isPresent() ? machines.tags(plan.arn()) : Map.of();
        found.ifPresent(now -> requireOurs(now, tags, context));
        Deployment deployment = found.map(now -> read(now, machines)).orElseGet(() -> Deployment.ofNothing(plan));
        boolean leadsThere = plan.settings().hasAlias()
                ? leadsThere(deployment, machines)
                : isWanted(deployment.newestArn(), machines);
        List<Difference> differences = new MachineDifferences(deployment, tags).all(leadsThere);
        Deployment known = deployment.withChanges(Difference.words(differences));
        Difference.print(context, plan.words(), plan.options().plan(), differences);
        if (differences.isEmpty() || plan.options().plan()) {
            return Progress.done(new MachineResult(known, context.aws()).unchanged());
        }
        new Alarms(context.aws().cloudWatch())
                .requireReady(plan.settings().rollout().alarms());
        return Progress.next(next(known));
    }

    private Operation next(Deployment deployment) {
        if (!deployment.existed()) {
            return new CreateMachine(deployment, 0);
        }
        return deployment.before().sameAs(plan.wanted())
                ? new PublishVersion(deployment, 0)
                : new UpdateMachine(deployment);
    }

    private Deployment read(DescribeStateMachineResponse now, Machines machines) {
        Routes routes = plan.settings().hasAlias()
                ? machines.alias(plan.aliasArn()).map(Routes::of).orElseGet(Routes::none)
                : Routes.none();
        String newest = Routes.number(machines.newestVersion(plan.arn()));
        return new Deployment(
                plan,
                MachineConfig.of(now),
                Machines.revision(now),
                routes,
                newest.isEmpty() ? 0 : Integer.parseInt(newest),
                List.of(),
                "");
    }

    private void requireOurs(DescribeStateMachineResponse now, Map<String, String> tags, OperationContext context) {
        if (!plan.name().equals(tags.get(Ownership.ID))) {
            if (!plan.options().adopt()) {
                throw new OperationFailure(
                        Words.of(ReadMachine.class, "thereCodecraftDid", plan.words(), Ownership.ID));
            }
            context.console()
                    .event(Words.of(
                            ReadMachine.class,
                            "whichCodecraftDid",
                            (plan.options().plan()
                                            ? Words.of(ReadMachine.class, "wouldTakeOver")
                                            : Words.of(ReadMachine.class, "takingOver"))
                                    + plan.words()));
        }
        if (!now.typeAsString().equals(plan.settings().type())) {
            throw new OperationFailure(Words.of(ReadMachine.class, "typeAwsCant", plan.words(), now.typeAsString()));
        }
    }

    /** Whether all executions by the alias run what is wanted. */
    private boolean leadsThere(Deployment deployment, Machines machines) {
        String version = deployment.routes().main();
        return deployment.routes().equals(Routes.to(version)) && isWanted(version, machines);
    }

    /** @param version an ARN; "" for none */
    private boolean isWanted(String version, Machines machines) {
        return !version.isEmpty()
                && machines.find(version)
                        .filter(found -> MachineConfig.of(found).sameAs(plan.wanted()))
                        .isPresent();
    }

    @Override
    public Operation stopping() {
        return new NothingToStop();
    }

    @Override
    public Optional<String> running() {
        return Optional.empty();
    }
}
