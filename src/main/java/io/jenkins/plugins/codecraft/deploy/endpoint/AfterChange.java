package io.jenkins.plugins.codecraft.deploy.endpoint;

import io.jenkins.plugins.codecraft.operation.Operation;

/** What follows once an endpoint is in service with the wanted configuration. */
final class AfterChange {
    private AfterChange() {}

    /** The check, if there is one, and what follows it. */
    static Operation verify(EndpointPlan plan, EndpointBefore before, String arn) {
        return plan.settings().options().check().isPresent()
                ? new VerifyEndpoint(plan, before, arn)
                : scale(plan, before, arn);
    }

    /** Auto scaling, then what somebody has changed without a configuration, then tags, then the removal of what is old. */
    static Operation scale(EndpointPlan plan, EndpointBefore before, String arn) {
        Operation then = before.drifted() ? new SetCapacities(plan, before, arn) : tag(plan, before, arn);
        return ScaleVariants.of(plan, ScalingAction.toWanted(plan, before), then, undo(plan, before));
    }

    /** What takes auto scaling and the endpoint back. */
    static Undo undo(EndpointPlan plan, EndpointBefore before) {
        return ScaleVariants.undoing(
                plan,
                ScalingAction.undone(plan, before),
                UndoEndpoint.known(plan, before).withAllScaling());
    }

    static Operation tag(EndpointPlan plan, EndpointBefore before, String arn) {
        return before.missingTags().isEmpty() || !before.existed()
                ? new FindOld(plan, before, arn)
                : new TagEndpoint(plan, before, arn);
    }
}
