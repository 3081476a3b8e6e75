package io.jenkins.plugins.codecraft.deploy.lambda;

import static io.jenkins.plugins.codecraft.jenkins.Texts.orEmpty;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.codecraft.jenkins.FieldCheck;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.words.Words;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code onSchedule(schedule:)}: a rate or a cron expression of EventBridge. */
public final class OnSchedule extends Trigger {
    private final String schedule;

    @DataBoundConstructor
    public OnSchedule(String schedule) {
        this.schedule = Texts.orNull(schedule);
    }

    public String getSchedule() {
        return schedule;
    }

    @Override
    TriggerSettings settings() {
        return new TriggerSettings.Schedule(orEmpty(schedule));
    }

    @Extension
    @Symbol("onSchedule")
    public static final class DescriptorImpl extends Descriptor<Trigger> {
        @Override
        @NonNull
        public String getDisplayName() {
            return Words.of("Trigger.onSchedule");
        }

        @POST
        public FormValidation doCheckSchedule(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item, value, TriggerSettings.Schedule::rule);
        }
    }
}
