package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.deploy.rollout.Baking;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.Optional;

/** Watches a step of the rollout. */
record Bake(Deployment deployment, String version, int step, Baking baking) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Baking.Look look = baking.look(context);
        if (look instanceof Baking.Goes goes) {
            return Progress.pause(new Bake(deployment, version, step, goes.on()), goes.pause());
        }
        if (look instanceof Baking.Alarm alarm) {
            return Progress.next(GoBack.failed(
                    deployment,
                    version,
                    Words.of(
                            Bake.class,
                            "whileTrafficMoved",
                            version,
                            deployment.plan().words(),
                            alarm.words())));
        }
        return Progress.next(new ShiftTraffic(deployment, version, step + 1));
    }

    @Override
    public Operation stopping() {
        return GoBack.aborted(deployment, version);
    }

    @Override
    public Optional<String> running() {
        return Optional.of(deployment.plan().aliasWords());
    }
}
