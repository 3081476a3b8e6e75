package io.jenkins.plugins.codecraft.deploy.lambda;

import hudson.ExtensionPoint;
import hudson.model.Describable;
import java.util.List;

/** What invokes a function by itself. */
public abstract class Trigger implements Describable<Trigger>, ExtensionPoint {
    /** All there are, in the order in which a form offers them. */
    static final List<Class<? extends Trigger>> ALL = List.of(OnS3.class, OnSchedule.class, OnEvent.class);

    /** For the operation. */
    abstract TriggerSettings settings();
}
