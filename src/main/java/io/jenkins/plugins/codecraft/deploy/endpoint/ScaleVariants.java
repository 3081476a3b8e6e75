package io.jenkins.plugins.codecraft.deploy.endpoint;

import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
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
 * @param undo what follows when the build is aborted or a call refused meanwhile
 */
record ScaleVariants(EndpointPlan plan, List<ScalingAction> left, Operation then, Undo undo) implements Undo {

    ScaleVariants {
        left = List.copyOf(left);
    }

    /** The actions and what follows; only the latter if there are none. */
    static Operation of(EndpointPlan plan, List<ScalingAction> actions, Operation then, Undo undo) {
        return actions.isEmpty() ? then : new ScaleVariants(plan, actions, then, undo);
    }

    /** Actions that take something back, whatever becomes of them. */
    static Undo undoing(EndpointPlan plan, List<ScalingAction> actions, Undo then) {
        return actions.isEmpty() ? then : new ScaleVariants(plan, actions, then, then);
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        ScalingAction action = left.get(0);
        try {
            new Scaling(context.aws().applicationAutoScaling(), plan.endpoint()).perform(action);
        } catch (OperationFailure refused) {
            return Progress.next(undo.because(refused.getMessage()));
        }
        context.console().event(action.words());
        return Progress.next(of(plan, left.subList(1, left.size()), then, undo));
    }

    @Override
    public Undo because(String failure) {
        Operation told = then instanceof Undo way ? way.because(failure) : then;
        return new ScaleVariants(plan, left, told, undo.because(failure));
    }

    @Override
    public Operation stopping() {
        return then instanceof Undo ? this : undo;
    }

    @Override
    public Optional<String> running() {
        return then.running();
    }
}
