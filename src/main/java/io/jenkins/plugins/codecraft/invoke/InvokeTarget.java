package io.jenkins.plugins.codecraft.invoke;

import hudson.ExtensionPoint;
import hudson.model.Describable;
import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.operation.Operation;

/** What {@code codecraftInvoke} can invoke. */
public abstract class InvokeTarget implements Describable<InvokeTarget>, ExtensionPoint {

    /** The operation at its beginning; parameters are checked when it runs. */
    protected abstract Operation operation(BuildOrigin origin);
}
