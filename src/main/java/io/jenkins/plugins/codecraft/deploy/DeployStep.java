package io.jenkins.plugins.codecraft.deploy;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.jenkins.OperationStep;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.words.Words;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code codecraftDeploy}: brings one target to the wanted state. docs/steps.md describes each parameter. */
public final class DeployStep extends OperationStep {
    private static final String FUNCTION = "codecraftDeploy";

    private final DeployTarget target;

    @DataBoundConstructor
    public DeployStep(DeployTarget target) {
        this.target = target;
    }

    public DeployTarget getTarget() {
        return target;
    }

    @Override
    protected String function() {
        return FUNCTION;
    }

    @Override
    protected String subject() {
        return target == null ? "" : target.getClass().getSimpleName();
    }

    @Override
    protected String targetName() {
        return target == null ? "" : Texts.orEmpty(target.getName());
    }

    @Override
    protected Operation operation(BuildOrigin origin) {
        if (target == null) {
            throw new OperationFailure(Words.of(DeployStep.class, "codecraftdeployTargetMissing"));
        }
        return target.operation(origin);
    }

    @Extension
    public static final class DescriptorImpl extends OperationStepDescriptor {
        @Override
        public String getFunctionName() {
            return FUNCTION;
        }

        @Override
        @NonNull
        public String getDisplayName() {
            return Words.of("DeployStep.displayName");
        }
    }
}
