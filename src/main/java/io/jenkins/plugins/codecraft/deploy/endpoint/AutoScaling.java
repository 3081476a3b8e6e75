package io.jenkins.plugins.codecraft.deploy.endpoint;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.codecraft.jenkins.FieldCheck;
import io.jenkins.plugins.codecraft.jenkins.Numerals;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.operation.Durations;
import io.jenkins.plugins.codecraft.words.Words;
import java.time.Duration;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code scaling(min:, max:, invocations:, scaleInCooldown:, scaleOutCooldown:)}: instances by invocations. */
public final class AutoScaling implements Describable<AutoScaling> {
    static final int USUAL_SECONDS = 300;
    private static final String USUAL = "5m";
    private static final Duration LONGEST = Duration.ofDays(1);

    private Integer min;
    private final Integer max;
    private final String invocations;
    private String scaleInCooldown;
    private String scaleOutCooldown;

    @DataBoundConstructor
    public AutoScaling(Integer max, Object invocations) {
        this.max = max;
        this.invocations = Numerals.written(invocations);
    }

    public int getMin() {
        return min == null ? 1 : min;
    }

    @DataBoundSetter
    public void setMin(Integer min) {
        this.min = min;
    }

    @CheckForNull
    public Integer getMax() {
        return max;
    }

    /** A number, or a text if a variable stands for it. */
    @CheckForNull
    public Object getInvocations() {
        return Numerals.shown(invocations);
    }

    public String getScaleInCooldown() {
        return Texts.or(scaleInCooldown, USUAL);
    }

    @DataBoundSetter
    public void setScaleInCooldown(String scaleInCooldown) {
        this.scaleInCooldown = Texts.orNull(scaleInCooldown);
    }

    public String getScaleOutCooldown() {
        return Texts.or(scaleOutCooldown, USUAL);
    }

    @DataBoundSetter
    public void setScaleOutCooldown(String scaleOutCooldown) {
        this.scaleOutCooldown = Texts.orNull(scaleOutCooldown);
    }

    /** Seconds; -1 if it was written wrongly. */
    private static int seconds(String time) {
        return Durations.parse(time)
                .filter(found -> found.compareTo(LONGEST) <= 0)
                .map(found -> (int) found.toSeconds())
                .orElse(-1);
    }

    static Optional<String> cooldown(String time) {
        return seconds(time) >= 0 ? Optional.empty() : Optional.of(Words.of(AutoScaling.class, "giveTimeMost"));
    }

    ScalingSettings settings() {
        Double wanted = Numerals.decimal("scaling.invocations", invocations);
        return new ScalingSettings(
                getMin(),
                max == null ? 0 : max,
                wanted == null ? 0 : wanted,
                seconds(getScaleInCooldown()),
                seconds(getScaleOutCooldown()));
    }

    @Extension
    @Symbol("scaling")
    public static final class DescriptorImpl extends Descriptor<AutoScaling> {
        @Override
        @NonNull
        public String getDisplayName() {
            return Words.of("AutoScaling.displayName");
        }

        /** What a form shows that nobody has filled in. */
        public AutoScaling getDefaults() {
            return new AutoScaling(null, null);
        }

        @POST
        public FormValidation doCheckMin(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofNumber(item, value, min -> EndpointParts.least(min, true));
        }

        @POST
        public FormValidation doCheckMax(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofNumber(item, value, max -> EndpointParts.most(max, 0));
        }

        @POST
        public FormValidation doCheckInvocations(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofDecimal(item, value, EndpointParts::invocations);
        }

        @POST
        public FormValidation doCheckScaleInCooldown(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, AutoScaling::cooldown);
        }

        @POST
        public FormValidation doCheckScaleOutCooldown(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, AutoScaling::cooldown);
        }
    }
}
