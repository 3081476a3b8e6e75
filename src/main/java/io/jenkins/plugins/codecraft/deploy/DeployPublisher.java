package io.jenkins.plugins.codecraft.deploy;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.codecraft.jenkins.OperationPublisher;
import io.jenkins.plugins.codecraft.words.Words;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code codecraftDeploy} as a post-build action. */
public final class DeployPublisher extends OperationPublisher<DeployStep> {

    @DataBoundConstructor
    public DeployPublisher(DeployStep step) {
        super(step);
    }

    @Extension
    @Symbol("codecraftDeployPublisher")
    public static final class DescriptorImpl extends PublisherDescriptor {
        public DescriptorImpl() {
            super(DeployStep.class);
        }

        @Override
        @NonNull
        public String getDisplayName() {
            return Words.of("DeployBuilder.displayName");
        }
    }
}
