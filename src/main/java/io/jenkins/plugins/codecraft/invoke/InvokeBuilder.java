package io.jenkins.plugins.codecraft.invoke;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.tasks.Builder;
import io.jenkins.plugins.codecraft.jenkins.OperationBuilder;
import io.jenkins.plugins.codecraft.jenkins.OperationDescriptor;
import io.jenkins.plugins.codecraft.words.Words;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code codecraftInvoke} as a build step. */
public final class InvokeBuilder extends OperationBuilder<InvokeStep> {

    @DataBoundConstructor
    public InvokeBuilder(InvokeStep step) {
        super(step);
    }

    @Extension
    @Symbol("codecraftInvokeBuilder")
    public static final class DescriptorImpl extends OperationDescriptor<Builder> {
        public DescriptorImpl() {
            super(InvokeStep.class);
        }

        @Override
        @NonNull
        public String getDisplayName() {
            return Words.of("InvokeBuilder.displayName");
        }
    }
}
