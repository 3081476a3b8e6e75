package hudson.tasks;

import hudson.ExtensionPoint;

public abstract class Notifier extends Publisher implements ExtensionPoint {
    protected Notifier() {}

    /** Really a raw {@code BuildStepDescriptor}. */
    @Override
    public BuildStepDescriptor<Publisher> getDescriptor() {
        throw new UnsupportedOperationException();
    }
}
