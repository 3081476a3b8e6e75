package io.jenkins.plugins.codecraft.deploy.rollout;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.words.Words;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code allAtOnce(bake:, alarms:)}: all traffic in one step, watched for a time if that is wanted. */
public final class AllAtOnce extends Rollout {
    private static final String USUAL = "0s";

    private String bake;

    @DataBoundConstructor
    public AllAtOnce() {
        // everything may be left out
    }

    public String getBake() {
        return Texts.or(bake, USUAL);
    }

    @DataBoundSetter
    public void setBake(String bake) {
        this.bake = Texts.orNull(bake);
    }

    @Override
    public RolloutSettings settings() {
        return new RolloutSettings(RolloutSettings.Kind.ALL_AT_ONCE, 100, getBake(), getAlarms());
    }

    @Extension
    @Symbol("allAtOnce")
    public static final class DescriptorImpl extends RolloutDescriptor {
        /** The time where nobody said. */
        public String getUsual() {
            return USUAL;
        }

        @Override
        @NonNull
        public String getDisplayName() {
            return Words.of("Rollout.allAtOnce");
        }
    }
}
