package io.jenkins.plugins.codecraft.deploy.apigateway;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.codecraft.jenkins.Choices;
import io.jenkins.plugins.codecraft.jenkins.FieldCheck;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.words.Words;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code usagePlan(name:, throttling:, quota:, period:)}: a usage plan with an API key of its name. */
public final class ApiUsagePlan implements Describable<ApiUsagePlan> {
    private static final String USUAL_PERIOD = "MONTH";

    private String name;
    private Throttling throttling;
    private Integer quota;
    private String period;

    @DataBoundConstructor
    public ApiUsagePlan() {
        // everything may be left out
    }

    /** Of the plan and its key; that of the API if left out. */
    @CheckForNull
    public String getName() {
        return name;
    }

    @DataBoundSetter
    public void setName(String name) {
        this.name = Texts.orNull(name);
    }

    @CheckForNull
    public Throttling getThrottling() {
        return throttling;
    }

    @DataBoundSetter
    public void setThrottling(@CheckForNull Throttling throttling) {
        this.throttling = throttling;
    }

    /** Requests in a period; 0 for no quota. */
    public int getQuota() {
        return quota == null ? 0 : quota;
    }

    @DataBoundSetter
    public void setQuota(Integer quota) {
        this.quota = quota;
    }

    public String getPeriod() {
        return period == null ? USUAL_PERIOD : period;
    }

    @DataBoundSetter
    public void setPeriod(String period) {
        this.period = Texts.orNull(period);
    }

    ApiSettings.PlanSettings settings(String api) {
        return new ApiSettings.PlanSettings(
                Texts.or(name, api), throttling == null ? null : throttling.limits(), getQuota(), getPeriod());
    }

    @Extension
    @Symbol("usagePlan")
    public static final class DescriptorImpl extends Descriptor<ApiUsagePlan> {
        @Override
        @NonNull
        public String getDisplayName() {
            return Words.of("UsagePlan.displayName");
        }

        @POST
        public ListBoxModel doFillPeriodItems(@AncestorInPath Item item, @QueryParameter String period) {
            return Choices.of(item, period, periods -> {
                periods.add(Words.of("UsagePlan.month"), "MONTH");
                periods.add(Words.of("UsagePlan.week"), "WEEK");
                periods.add(Words.of("UsagePlan.day"), "DAY");
            });
        }

        @POST
        public FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, ApiRules::name);
        }

        @POST
        public FormValidation doCheckQuota(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofNumber(item, value, ApiRules::quota);
        }
    }
}
