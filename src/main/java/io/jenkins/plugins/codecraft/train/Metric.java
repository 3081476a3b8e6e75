package io.jenkins.plugins.codecraft.train;

import static io.jenkins.plugins.codecraft.jenkins.Texts.orEmpty;

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
import io.jenkins.plugins.codecraft.words.Words;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code metric(name:, regex:, min:, max:)}: a metric read from the log, and what is good enough. */
public final class Metric implements Describable<Metric> {
    private final String name;
    private final String regex;
    private String min;
    private String max;

    /** @param regex its first group is the value */
    @DataBoundConstructor
    public Metric(String name, String regex) {
        this.name = Texts.orNull(name);
        this.regex = Texts.exactOrNull(regex);
    }

    public String getName() {
        return name;
    }

    public String getRegex() {
        return regex;
    }

    /** A number, or a text if a variable stands for it. */
    @CheckForNull
    public Object getMin() {
        return Numerals.shown(min);
    }

    @DataBoundSetter
    public void setMin(Object min) {
        this.min = Numerals.written(min);
    }

    /** A number, or a text if a variable stands for it. */
    @CheckForNull
    public Object getMax() {
        return Numerals.shown(max);
    }

    @DataBoundSetter
    public void setMax(Object max) {
        this.max = Numerals.written(max);
    }

    MetricSettings settings() {
        String place = Words.of(Metric.class, "codecrafttrainMetric", orEmpty(name));
        return new MetricSettings(
                orEmpty(name),
                orEmpty(regex),
                Numerals.decimal(place + "min", min),
                Numerals.decimal(place + "max", max));
    }

    @Extension
    @Symbol("metric")
    public static final class DescriptorImpl extends Descriptor<Metric> {
        @Override
        @NonNull
        public String getDisplayName() {
            return Words.of("Metric.displayName");
        }

        @POST
        public FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item, value, TrainRules::metricName);
        }

        @POST
        public FormValidation doCheckRegex(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item, value, TrainRules::metricRegex);
        }

        @POST
        public FormValidation doCheckMin(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String max) {
            return FieldCheck.ofDecimal(
                    item,
                    value,
                    min -> TrainRules.limits(min, Numerals.decimal(max).orElse(null)));
        }

        @POST
        public FormValidation doCheckMax(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofDecimal(item, value, max -> Optional.empty());
        }
    }
}
