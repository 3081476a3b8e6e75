package io.jenkins.plugins.codecraft.deploy.stepfunctions;

import static io.jenkins.plugins.codecraft.jenkins.Texts.orEmpty;

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
import java.util.List;
import java.util.Locale;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code logging(level:, logGroupArn:, includeExecutionData:)}: what executions write to CloudWatch Logs. */
public final class Logging implements Describable<Logging> {
    private static final String USUAL = "ERROR";

    private final String logGroupArn;
    private String level;
    private boolean includeExecutionData;

    @DataBoundConstructor
    public Logging(String logGroupArn) {
        this.logGroupArn = Texts.orNull(logGroupArn);
    }

    @CheckForNull
    public String getLogGroupArn() {
        return logGroupArn;
    }

    public String getLevel() {
        return Texts.or(level, USUAL);
    }

    @DataBoundSetter
    public void setLevel(String level) {
        this.level = Texts.orNull(level);
    }

    public boolean isIncludeExecutionData() {
        return includeExecutionData;
    }

    @DataBoundSetter
    public void setIncludeExecutionData(boolean includeExecutionData) {
        this.includeExecutionData = includeExecutionData;
    }

    LoggingSettings settings() {
        return new LoggingSettings(getLevel().toUpperCase(Locale.ROOT), orEmpty(logGroupArn), includeExecutionData);
    }

    @Extension
    @Symbol("logging")
    public static final class DescriptorImpl extends Descriptor<Logging> {
        @Override
        @NonNull
        public String getDisplayName() {
            return Words.of("Logging.displayName");
        }

        /** What a form shows that nobody has filled in. */
        public String getUsualLevel() {
            return USUAL;
        }

        @POST
        public ListBoxModel doFillLevelItems(@AncestorInPath Item item, @QueryParameter String level) {
            return Choices.of(item, level, choices -> List.of("ALL", "ERROR", "FATAL", "OFF")
                    .forEach(choices::add));
        }

        @POST
        public FormValidation doCheckLogGroupArn(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String level) {
            return FieldCheck.of(item, value, arn -> LoggingSettings.logGroupRule(arn, Texts.or(level, USUAL)));
        }
    }
}
