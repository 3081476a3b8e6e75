package io.jenkins.plugins.codecraft.deploy.rollout;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ExtensionPoint;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.codecraft.jenkins.FieldCheck;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import java.util.List;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** {@code rollout: …}: how traffic moves to a new version. */
public abstract class Rollout implements Describable<Rollout>, ExtensionPoint {
    /** All there are, in the order in which a form offers them. */
    public static final List<Class<? extends Rollout>> ALL =
            List.of(AllAtOnce.class, Canary.class, Linear.class, Rolling.class);

    private List<String> alarms;

    /** Names of the CloudWatch alarms that are watched meanwhile. */
    public final List<String> getAlarms() {
        return alarms == null ? List.of() : List.copyOf(alarms);
    }

    @DataBoundSetter
    public final void setAlarms(List<String> alarms) {
        List<String> names = alarms == null
                ? List.of()
                : alarms.stream()
                        .map(name -> Texts.orEmpty(name).strip())
                        .filter(name -> !name.isEmpty())
                        .toList();
        this.alarms = Texts.listOrNull(names);
    }

    /** For the operation. */
    public abstract RolloutSettings settings();

    /** The rollout, or null if it is what happens anyway: a form can't choose none. */
    @CheckForNull
    public static Rollout unlessUsual(@CheckForNull Rollout rollout) {
        return rollout == null || rollout.settings().equals(RolloutSettings.allAtOnce()) ? null : rollout;
    }

    /** What the forms of rollouts have in common. */
    public abstract static class RolloutDescriptor extends Descriptor<Rollout> {

        /** For the form: the alarms' names, one a line. */
        public final String lines(List<String> names) {
            return names == null ? "" : String.join("\n", names);
        }

        /** The alarms come as the lines of a text area, under a name that is no parameter. */
        @Override
        public final Rollout newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            Rollout rollout = super.newInstance(request, form);
            if (form.has("alarmLines")) {
                rollout.setAlarms(form.getString("alarmLines").lines().toList());
            }
            return rollout;
        }

        @POST
        public final FormValidation doCheckAlarms(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, lines -> RolloutSettings.alarmsRule(Texts.lines(lines)));
        }

        @POST
        public final FormValidation doCheckPercent(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofNumber(item, value, RolloutSettings::percentRule);
        }

        @POST
        public final FormValidation doCheckBake(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, RolloutSettings::pauseRule);
        }

        @POST
        public final FormValidation doCheckEvery(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, RolloutSettings::pauseRule);
        }
    }
}
