package io.jenkins.plugins.codecraft.jenkins;

import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.BuildListener;
import hudson.model.Descriptor;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import java.io.IOException;
import jenkins.model.Jenkins;

/**
 * A step as a build step of a freestyle job. The operation is the same as in a Pipeline; the executor waits for its
 * end, and an interrupt of the executor stops it.
 *
 * @param <S> the step, which has all the fields
 */
public abstract class OperationBuilder<S extends OperationStep> extends Builder {
    private final S step;

    protected OperationBuilder(S step) {
        this.step = step;
    }

    public final S getStep() {
        return step;
    }

    @Override
    public final boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException {
        ExecutorHost.run(step, build, listener);
        return true;
    }

    /** What the descriptors of these build steps have in common. */
    public abstract static class OperationBuilderDescriptor extends BuildStepDescriptor<Builder> {
        private final Class<? extends OperationStep> step;

        protected OperationBuilderDescriptor(Class<? extends OperationStep> step) {
            this.step = step;
        }

        /** The step's descriptor, whose form is this one's. */
        public final Descriptor<?> getStepDescriptor() {
            return Jenkins.get().getDescriptorOrDie(step);
        }

        @Override
        @SuppressWarnings("rawtypes") // as the method that it overrides
        public final boolean isApplicable(Class<? extends AbstractProject> type) {
            return true;
        }
    }
}
