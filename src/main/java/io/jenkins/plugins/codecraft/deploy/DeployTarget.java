package io.jenkins.plugins.codecraft.deploy;

import hudson.ExtensionPoint;
import hudson.model.Describable;
import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.operation.Operation;

/** What {@code codecraftDeploy} can deploy. */
public abstract class DeployTarget implements Describable<DeployTarget>, ExtensionPoint {

    /** The operation at its beginning; parameters are checked when it runs. */
    protected abstract Operation operation(BuildOrigin origin);
}
