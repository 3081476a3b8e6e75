package io.jenkins.plugins.codecraft.deploy.rollout;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.words.Words;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code linear(percent:, every:, alarms:)}: as much more traffic every so often. */
public final class Linear extends Rollout {
    private static final String USUAL = "5m";

    private final Integer percent;
    private String every;

    @DataBoundConstructor
    public Linear(Integer percent) {
        this.percent = percent;
    }

    @CheckForNull
    public Integer getPercent() {
        return percent;
    }

    public String getEvery() {
        return Texts.or(every, USUAL);
    }

    @DataBoundSetter
    public void setEvery(String every) {
        this.every = Texts.orNull(every);
    }

    @Override
    public RolloutSettings settings() {
        return new RolloutSettings(RolloutSettings.Kind.LINEAR, percent == null ? 0 : percent, getEvery(), getAlarms());
    }

    @Extension
    @Symbol("linear")
    public static final class DescriptorImpl extends RolloutDescriptor {
        /** The time where nobody said. */
        public String getUsual() {
            return USUAL;
        }

        @Override
        @NonNull
        public String getDisplayName() {
            return Words.of("Rollout.linear");
        }
    }
}
