package io.jenkins.plugins.codecraft.deploy.lambda;

import static io.jenkins.plugins.codecraft.jenkins.Texts.orEmpty;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.codecraft.jenkins.FieldCheck;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.operation.Json;
import io.jenkins.plugins.codecraft.words.Words;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code onEvent(pattern:)}: events of EventBridge's default bus, such as a SageMaker job's change of state. */
public final class OnEvent extends Trigger {
    private final Object pattern;

    /** @param pattern a map, or a text that is JSON */
    @DataBoundConstructor
    public OnEvent(@CheckForNull Object pattern) {
        this.pattern = pattern instanceof CharSequence text ? Texts.orNull(text.toString()) : Texts.plain(pattern);
    }

    @CheckForNull
    public Object getPattern() {
        return pattern;
    }

    private static String json(Object pattern) {
        return pattern == null || pattern instanceof String ? orEmpty((String) pattern) : Json.write(pattern);
    }

    @Override
    TriggerSettings settings() {
        return new TriggerSettings.Events(json(pattern));
    }

    @Extension
    @Symbol("onEvent")
    public static final class DescriptorImpl extends Descriptor<Trigger> {
        @Override
        @NonNull
        public String getDisplayName() {
            return Words.of("Trigger.onEvent");
        }

        /** For the form: the pattern as it is written there. */
        public String json(Object value) {
            return OnEvent.json(value);
        }

        @POST
        public FormValidation doCheckPattern(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item, value, TriggerSettings.Events::rule);
        }
    }
}
