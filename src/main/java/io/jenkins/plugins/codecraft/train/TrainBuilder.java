package io.jenkins.plugins.codecraft.train;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.tasks.Builder;
import io.jenkins.plugins.codecraft.jenkins.OperationBuilder;
import io.jenkins.plugins.codecraft.jenkins.OperationDescriptor;
import io.jenkins.plugins.codecraft.words.Words;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code codecraftTrain} as a build step. */
public final class TrainBuilder extends OperationBuilder<TrainStep> {

    @DataBoundConstructor
    public TrainBuilder(TrainStep step) {
        super(step);
    }

    @Extension
    @Symbol("codecraftTrainBuilder")
    public static final class DescriptorImpl extends OperationDescriptor<Builder> {
        public DescriptorImpl() {
            super(TrainStep.class);
        }

        @Override
        @NonNull
        public String getDisplayName() {
            return Words.of("TrainBuilder.displayName");
        }
    }
}
