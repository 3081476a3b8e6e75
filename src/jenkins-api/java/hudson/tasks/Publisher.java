package hudson.tasks;

import hudson.model.Describable;
import hudson.model.Descriptor;

@SuppressWarnings("deprecation")
public abstract class Publisher extends BuildStepCompatibilityLayer implements Describable<Publisher> {
    @Override
    public Descriptor<Publisher> getDescriptor() {
        throw new UnsupportedOperationException();
    }
}
