package io.jenkins.plugins.codecraft.jenkins;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundSetter;

/** A step that is carried out by an operation, in a Pipeline or, by {@link OperationBuilder}, in a freestyle job. */
public abstract class OperationStep extends Step {
    private AwsAccess aws;
    private boolean buildDescription;

    public final AwsAccess getAws() {
        return aws == null ? new AwsAccess() : aws;
    }

    @DataBoundSetter
    public final void setAws(AwsAccess aws) {
        this.aws = aws == null || aws.isEmpty() ? null : aws;
    }

    /** Whether a line with the result is added to the build's description. */
    public final boolean isBuildDescription() {
        return buildDescription;
    }

    @DataBoundSetter
    public final void setBuildDescription(boolean buildDescription) {
        this.buildDescription = buildDescription;
    }

    /** The operation at its beginning; it checks the parameters when it runs. */
    protected abstract Operation operation(BuildOrigin origin);

    /** What a Pipeline calls it. */
    protected abstract String function();

    /** What it is about, for the build's page: the name of what is trained, or the target's class without its package. */
    protected abstract String subject();

    /** The target's name; "" where there is no target, or it has no name. */
    protected String targetName() {
        return "";
    }

    @Override
    public final StepExecution start(StepContext context) throws Exception {
        BuildOrigin origin = OperationExecution.origin(context);
        return new OperationExecution(context, getAws(), reported(origin), begun(origin));
    }

    /** The operation at its beginning; what is so wrong that there is none ends the build with its message alone. */
    final Operation begun(BuildOrigin origin) throws AbortException {
        try {
            return operation(origin);
        } catch (OperationFailure failure) {
            throw Explained.of(failure);
        }
    }

    final ReportedStep reported(BuildOrigin origin) {
        return new ReportedStep(origin.step(), function(), subject(), targetName()).describing(buildDescription);
    }

    /** What the descriptors of these steps have in common. */
    public abstract static class OperationStepDescriptor extends StepDescriptor {
        @Override
        public final Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class, EnvVars.class);
        }

        /** For the form: the lines of a map. */
        public final String lines(Map<String, ?> values) {
            return KeyValues.ofTexts(values);
        }
    }
}
