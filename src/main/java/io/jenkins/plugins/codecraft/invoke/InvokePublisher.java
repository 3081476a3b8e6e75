package io.jenkins.plugins.codecraft.invoke;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.codecraft.jenkins.OperationPublisher;
import io.jenkins.plugins.codecraft.words.Words;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code codecraftInvoke} as a post-build action. */
public final class InvokePublisher extends OperationPublisher<InvokeStep> {

    @DataBoundConstructor
    public InvokePublisher(InvokeStep step) {
        super(step);
    }

    @Extension
    @Symbol("codecraftInvokePublisher")
    public static final class DescriptorImpl extends PublisherDescriptor {
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
