package io.jenkins.plugins.codecraft.invoke;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.jenkins.OperationStep;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.words.Words;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code codecraftInvoke}: calls one target and waits for the answer. docs/steps.md describes each parameter. */
public final class InvokeStep extends OperationStep {
    private static final String FUNCTION = "codecraftInvoke";

    private final InvokeTarget target;

    @DataBoundConstructor
    public InvokeStep(InvokeTarget target) {
        this.target = target;
    }

    public InvokeTarget getTarget() {
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
            throw new OperationFailure(Words.of(InvokeStep.class, "codecraftinvokeTargetMissing"));
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
            return Words.of("InvokeStep.displayName");
        }
    }
}
