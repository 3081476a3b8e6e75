package io.jenkins.plugins.codecraft.deploy;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.tasks.Builder;
import io.jenkins.plugins.codecraft.jenkins.OperationBuilder;
import io.jenkins.plugins.codecraft.jenkins.OperationDescriptor;
import io.jenkins.plugins.codecraft.words.Words;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code codecraftDeploy} as a build step. */
public final class DeployBuilder extends OperationBuilder<DeployStep> {

    @DataBoundConstructor
    public DeployBuilder(DeployStep step) {
        super(step);
    }

    @Extension
    @Symbol("codecraftDeployBuilder")
    public static final class DescriptorImpl extends OperationDescriptor<Builder> {
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
