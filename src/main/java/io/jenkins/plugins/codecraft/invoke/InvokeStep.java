package io.jenkins.plugins.codecraft.invoke;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.codecraft.jenkins.AwsAccess;
import io.jenkins.plugins.codecraft.jenkins.OperationExecution;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code codecraftInvoke}: calls one target and waits for the answer. docs/steps.md describes each parameter. */
public final class InvokeStep extends Step {
    private final InvokeTarget target;
    private AwsAccess aws = new AwsAccess();

    @DataBoundConstructor
    public InvokeStep(InvokeTarget target) {
        this.target = target;
    }

    public InvokeTarget getTarget() {
        return target;
    }

    public AwsAccess getAws() {
        return aws;
    }

    @DataBoundSetter
    public void setAws(AwsAccess aws) {
        this.aws = aws == null ? new AwsAccess() : aws;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        if (target == null) {
            throw new OperationFailure(
                    "codecraftInvoke: target is missing. Say which, such as sagemakerEndpoint(name: …).");
        }
        return new OperationExecution(context, aws, target.operation(OperationExecution.origin(context)));
    }

    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "codecraftInvoke";
        }

        @Override
        @NonNull
        public String getDisplayName() {
            return "Invoke what runs on AWS";
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class, EnvVars.class);
        }
    }
}
