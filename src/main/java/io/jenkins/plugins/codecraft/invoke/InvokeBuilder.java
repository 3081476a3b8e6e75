package io.jenkins.plugins.codecraft.invoke;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.codecraft.jenkins.OperationBuilder;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code codecraftInvoke} as a build step. */
public final class InvokeBuilder extends OperationBuilder<InvokeStep> {

    @DataBoundConstructor
    public InvokeBuilder(InvokeStep step) {
        super(step);
    }

    @Extension
    public static final class DescriptorImpl extends OperationBuilderDescriptor {
        @Override
        @NonNull
        public String getDisplayName() {
            return "Invoke what runs on AWS (CodeCraft AI)";
        }
    }
}
