package io.jenkins.plugins.codecraft.deploy.stepfunctions;

import io.jenkins.plugins.codecraft.deploy.DeployOptions;
import io.jenkins.plugins.codecraft.deploy.rollout.RolloutSettings;
import java.io.Serializable;

/**
 * The state machine that a user wants, as it was written; {@link MachineRules} says whether it is right. Texts that
 * were left out are "".
 *
 * @param definition the file of the workspace with the Amazon States Language, in JSON or YAML
 * @param type {@code STANDARD} or {@code EXPRESS}
 * @param alias that goes to the new version; "" for none
 */
record MachineSettings(
        String name,
        String definition,
        String role,
        String type,
        String alias,
        LoggingSettings logging,
        boolean tracing,
        String kmsKey,
        RolloutSettings rollout,
        DeployOptions options)
        implements Serializable {

    boolean hasAlias() {
        return !alias.isEmpty();
    }
}
