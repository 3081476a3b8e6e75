package io.jenkins.plugins.codecraft.pipeline;

import hudson.FilePath;
import hudson.model.TaskListener;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code keep 'files'}: a step of these tests that keeps what it must not, so that it cannot be saved. */
public final class KeepStep extends Step {
    private final String what;

    @DataBoundConstructor
    public KeepStep(String what) {
        this.what = what;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        Class<?> type = what.equals("files") ? FilePath.class : TaskListener.class;
        return new Execution(context, context.get(type));
    }

    private static final class Execution extends StepExecution {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings({"serial", "unused", "FieldCanBeLocal"}) // that is the point
        private final Object kept;

        Execution(StepContext context, Object kept) {
            super(context);
            this.kept = kept;
        }

        @Override
        public boolean start() {
            return false;
        }
    }

    /** Registers the step. */
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(FilePath.class, TaskListener.class);
        }

        @Override
        public String getFunctionName() {
            return "keep";
        }
    }
}
