package io.jenkins.plugins.codecraft.deploy.endpoint;

import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Brings auto scaling to what is wanted, a call at a time. Each call says how it is to be, so making it again does no
 * harm.
 *
 * @param left what is still to be done
 * @param then what follows
 * @param undo what follows when the build is aborted meanwhile
 */
record ScaleVariants(EndpointPlan plan, List<ScalingAction> left, Operation then, Operation undo) implements Operation {

    ScaleVariants {
        left = List.copyOf(left);
    }

    /** The actions and what follows; only the latter if there are none. */
    static Operation of(EndpointPlan plan, List<ScalingAction> actions, Operation then, Operation undo) {
        return actions.isEmpty() ? then : new ScaleVariants(plan, actions, then, undo);
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        ScalingAction action = left.get(0);
        new Scaling(context.aws().applicationAutoScaling(), plan.endpoint()).perform(action);
        context.console().event(action.words());
        return Progress.next(of(plan, left.subList(1, left.size()), then, undo));
    }

    @Override
    public Operation stopping() {
        return undo;
    }

    @Override
    public Optional<String> running() {
        return then.running();
    }
}
