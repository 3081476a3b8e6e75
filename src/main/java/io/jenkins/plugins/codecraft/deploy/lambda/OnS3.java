package io.jenkins.plugins.codecraft.deploy.lambda;

import static io.jenkins.plugins.codecraft.jenkins.Texts.orEmpty;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.codecraft.jenkins.FieldCheck;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.operation.SageMakerRules;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.List;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** {@code onS3(bucket:, prefix:, suffix:, events:)}: objects of a bucket that come or go. */
public final class OnS3 extends Trigger {
    private static final String USUAL = "s3:ObjectCreated:*";

    private final String bucket;
    private String prefix;
    private String suffix;
    private List<String> events;

    @DataBoundConstructor
    public OnS3(String bucket) {
        this.bucket = Texts.orNull(bucket);
    }

    public String getBucket() {
        return bucket;
    }

    public String getPrefix() {
        return prefix;
    }

    @DataBoundSetter
    public void setPrefix(String prefix) {
        this.prefix = Texts.orNull(prefix);
    }

    public String getSuffix() {
        return suffix;
    }

    @DataBoundSetter
    public void setSuffix(String suffix) {
        this.suffix = Texts.orNull(suffix);
    }

    public List<String> getEvents() {
        return events == null ? List.of(USUAL) : List.copyOf(events);
    }

    @DataBoundSetter
    public void setEvents(List<String> events) {
        this.events = LambdaFunction.texts(events);
    }

    @Override
    TriggerSettings settings() {
        return new TriggerSettings.Objects(orEmpty(bucket), orEmpty(prefix), orEmpty(suffix), getEvents());
    }

    @Extension
    @Symbol("onS3")
    public static final class DescriptorImpl extends Descriptor<Trigger> {
        @Override
        @NonNull
        public String getDisplayName() {
            return Words.of("Trigger.onS3");
        }

        /** For the form: the events, one a line. */
        public String lines(List<String> values) {
            return values == null ? USUAL : String.join("\n", values);
        }

        /** The events come as the lines of a text area, under a name that is no parameter. */
        @Override
        public Trigger newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            OnS3 trigger = (OnS3) super.newInstance(request, form);
            if (form.has("eventLines")) {
                trigger.setEvents(form.getString("eventLines").lines().toList());
            }
            return trigger;
        }

        @POST
        public FormValidation doCheckBucket(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item, value, SageMakerRules::bucket);
        }

        @POST
        public FormValidation doCheckEvents(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(
                    item,
                    value,
                    lines -> TriggerSettings.Objects.eventsRule(
                            lines.lines().map(String::strip).toList()));
        }
    }
}
