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

    /** Auto scaling, then tags, then the removal of what is old. */
    static Operation scale(EndpointPlan plan, EndpointBefore before, String arn) {
        Operation undo = ScaleVariants.of(
                plan,
                ScalingAction.undone(plan, before),
                UndoEndpoint.known(plan, before).withAllScaling(),
                UndoEndpoint.known(plan, before).withAllScaling());
        return ScaleVariants.of(plan, ScalingAction.toWanted(plan, before), tag(plan, before, arn), undo);
    }

    private static Operation tag(EndpointPlan plan, EndpointBefore before, String arn) {
        return before.missingTags().isEmpty() || !before.existed()
                ? new FindOld(plan, before, arn)
                : new TagEndpoint(plan, before, arn);
    }
}
