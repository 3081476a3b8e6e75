package io.jenkins.plugins.codecraft.deploy.apigateway;

import io.jenkins.plugins.codecraft.operation.Operation;
import java.io.Serializable;

/**
 * A new deployment on its way to the stage.
 *
 * @param deployment its id
 */
record Release(ApiPlan plan, ApiBefore before, String deployment) implements Serializable {

    /**
     * What is to be checked is checked on a stage of our own before users get it. Methods that need an API key are known
     * to the stage of their usage plan only; they are checked there.
     */
    Operation afterDeployment() {
        boolean switched = before.stageOrNone().deploymentId().equals(deployment);
        return plan.options().check().isPresent() && !plan.keyed() && !switched
                ? new OpenCheckStage(this)
                : new SwitchStage(this);
    }

    /** The stage as it is wanted. */
    StageState wanted() {
        return before.stageOrNone().wanted(plan.settings(), deployment);
    }

    String api() {
        return before.api();
    }
}
