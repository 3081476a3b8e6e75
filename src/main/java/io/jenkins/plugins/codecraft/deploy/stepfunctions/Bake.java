package io.jenkins.plugins.codecraft.deploy.stepfunctions;

import io.jenkins.plugins.codecraft.deploy.rollout.Baking;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.Optional;

/** Watches a step of the rollout. */
record Bake(Deployment deployment, int step, Baking baking) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Baking.Look look = baking.look(context);
        if (look instanceof Baking.Goes goes) {
            return Progress.pause(new Bake(deployment, step, goes.on()), goes.pause());
        }
        if (look instanceof Baking.Alarm alarm) {
            return Progress.next(GoBack.failed(
                    deployment,
                    Words.of(
                            Bake.class,
                            "whileExecutionsMoved",
                            Routes.number(deployment.version()),
                            deployment.plan().words(),
                            alarm.words())));
        }
        return Progress.next(new ShiftTraffic(deployment, step + 1));
    }

    @Override
    public Operation stopping() {
        return GoBack.aborted(deployment);
    }

    @Override
    public Optional<String> running() {
        return Optional.of(deployment.plan().aliasWords());
    }
}
