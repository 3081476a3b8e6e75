package io.jenkins.plugins.codecraft.deploy.rollout;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.words.Words;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code rolling(percent:, bake:, alarms:)}: as many instances at a time. */
public final class Rolling extends Rollout {
    private static final String USUAL = "5m";

    private final Integer percent;
    private String bake;

    @DataBoundConstructor
    public Rolling(Integer percent) {
        this.percent = percent;
    }

    @CheckForNull
    public Integer getPercent() {
        return percent;
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
        return new RolloutSettings(RolloutSettings.Kind.ROLLING, percent == null ? 0 : percent, getBake(), getAlarms());
    }

    @Extension
    @Symbol("rolling")
    public static final class DescriptorImpl extends RolloutDescriptor {
        /** The time where nobody said. */
        public String getUsual() {
            return USUAL;
        }

        @Override
        @NonNull
        public String getDisplayName() {
            return Words.of("Rollout.rolling");
        }
    }
}
