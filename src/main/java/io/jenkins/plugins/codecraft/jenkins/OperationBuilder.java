package io.jenkins.plugins.codecraft.jenkins;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.BuildListener;
import hudson.model.Descriptor;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.operation.Operation;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
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
        EnvVars env = build.getEnvironment(listener);
        S expanded = Expansion.of(step, env);
        Map<Class<?>, Object> objects = new HashMap<>();
        objects.put(Run.class, build);
        objects.put(FilePath.class, build.getWorkspace());
        objects.put(EnvVars.class, env);
        objects.put(TaskListener.class, listener);
        BuildOrigin origin = Origins.of(build, StepNumbers.of(build).next());
        ExecutorHost host = new ExecutorHost(expanded.getAws(), expanded.reported(origin), objects);
        Operation operation = expanded.operation(origin);
        host.carryOut(operation, Engine.get().runner());
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
