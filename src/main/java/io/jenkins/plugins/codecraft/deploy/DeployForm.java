package io.jenkins.plugins.codecraft.deploy;

import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.codecraft.deploy.rollout.Rollout;
import io.jenkins.plugins.codecraft.jenkins.FieldCheck;
import io.jenkins.plugins.codecraft.jenkins.KeyValues;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.operation.SageMakerRules;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * The form of a target. Its {@code config.jelly} has the fields that all targets share by including
 * {@code shared.jelly} of {@link DeployTarget}, and a field of its rollout by including {@code rollout.jelly}.
 */
public abstract class DeployForm extends Descriptor<DeployTarget> {

    /** How many older versions stay where nobody said. */
    public final int getUsualKeep() {
        return DeployOptions.USUAL_KEEP;
    }

    /** The rollouts that the form offers; all of them unless a target knows fewer. */
    protected List<Class<? extends Rollout>> rollouts() {
        return Rollout.ALL;
    }

    /** For the form: the descriptors of the rollouts. */
    public final List<Descriptor<?>> getRolloutDescriptors() {
        return rollouts().stream()
                .<Descriptor<?>>flatMap(
                        type -> Stream.of((Descriptor<?>) Jenkins.get().getDescriptorOrDie(type)))
                .toList();
    }

    /** For the form: the lines of a map. */
    public final String lines(Map<String, ?> values) {
        return KeyValues.ofTexts(values);
    }

    /** Maps come as the lines of text areas, under names that are no parameters. */
    @Override
    public final DeployTarget newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
        DeployTarget target = super.newInstance(request, form);
        if (form.has("tagLines")) {
            target.setTags(KeyValues.texts(form.getString("tagLines")));
        }
        fill(target, form);
        return target;
    }

    /** Sets what the form does not carry under the name of a parameter, such as maps other than the tags. */
    protected void fill(DeployTarget target, JSONObject form) throws FormException {}

    @POST
    public final FormValidation doCheckKeep(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofNumber(item, value, DeployOptions::keepRule);
    }

    @POST
    public final FormValidation doCheckTags(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofLines(
                item, value, found -> SageMakerRules.tags(KeyValues.texts(Texts.orEmpty(value)), found));
    }
}
