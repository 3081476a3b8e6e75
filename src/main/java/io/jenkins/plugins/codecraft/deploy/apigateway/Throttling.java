package io.jenkins.plugins.codecraft.deploy.apigateway;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.codecraft.jenkins.FieldCheck;
import io.jenkins.plugins.codecraft.jenkins.Numerals;
import io.jenkins.plugins.codecraft.words.Words;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code throttling(rateLimit:, burstLimit:)}: how much a stage, or a client, may ask. */
public final class Throttling implements Describable<Throttling> {
    private String rateLimit;
    private Integer burstLimit;

    @DataBoundConstructor
    public Throttling() {
        // whether both are given is for the rules to check
    }

    /** Requests a second: a number, or a text if a variable stands for it. */
    @CheckForNull
    public Object getRateLimit() {
        return Numerals.shown(rateLimit);
    }

    @DataBoundSetter
    public void setRateLimit(Object rateLimit) {
        this.rateLimit = Numerals.written(rateLimit);
    }

    /** Requests at once. */
    @CheckForNull
    public Integer getBurstLimit() {
        return burstLimit;
    }

    @DataBoundSetter
    public void setBurstLimit(Integer burstLimit) {
        this.burstLimit = burstLimit;
    }

    ApiSettings.Limits limits() {
        Double rate = Numerals.decimal("throttling.rateLimit", rateLimit);
        return new ApiSettings.Limits(rate == null ? 0 : rate, burstLimit == null ? 0 : burstLimit);
    }

    @Extension
    @Symbol("throttling")
    public static final class DescriptorImpl extends Descriptor<Throttling> {
        @Override
        @NonNull
        public String getDisplayName() {
            return Words.of("Throttling.displayName");
        }

        @POST
        public FormValidation doCheckRateLimit(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofDecimal(item, value, ApiRules::rateLimit);
        }

        @POST
        public FormValidation doCheckBurstLimit(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofNumber(item, value, ApiRules::burstLimit);
        }
    }
}
