package io.jenkins.plugins.codecraft.jenkins;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.AbstractProject;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.tasks.BuildStep;
import hudson.tasks.BuildStepDescriptor;
import jenkins.model.Jenkins;

/**
 * What the descriptors of {@link OperationBuilder}s and {@link OperationPublisher}s have in common.
 *
 * @param <T> builder or publisher
 */
public abstract class OperationDescriptor<T extends BuildStep & Describable<T>> extends BuildStepDescriptor<T> {
    private final Class<? extends OperationStep> step;

    protected OperationDescriptor(Class<? extends OperationStep> step) {
        this.step = step;
    }

    /** The step's descriptor, whose form is this one's. */
    public final Descriptor<?> getStepDescriptor() {
        return Jenkins.get().getDescriptorOrDie(step);
    }

    /** The step's: it is the same whether a Pipeline or a freestyle job does it. */
    @Override
    @CheckForNull
    public final String getHelpFile() {
        return getStepDescriptor().getHelpFile();
    }

    @Override
    @SuppressWarnings("rawtypes") // as the method that it overrides
    public final boolean isApplicable(Class<? extends AbstractProject> type) {
        return true;
    }
}
