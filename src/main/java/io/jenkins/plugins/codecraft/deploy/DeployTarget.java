package io.jenkins.plugins.codecraft.deploy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ExtensionPoint;
import hudson.model.Describable;
import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.operation.Operation;
import java.util.Map;
import org.kohsuke.stapler.DataBoundSetter;

/** What {@code codecraftDeploy} can deploy, with the parameters that all targets have. */
public abstract class DeployTarget implements Describable<DeployTarget>, ExtensionPoint {
    private boolean plan;
    private boolean adopt;
    private Integer keep;
    private Map<String, String> tags;
    private Check verify;

    /** The operation at its beginning; parameters are checked when it runs. */
    protected abstract Operation operation(BuildOrigin origin);

    /** What it is called in AWS. */
    public abstract String getName();

    /** Whether the difference is only printed, and nothing changed. */
    public final boolean isPlan() {
        return plan;
    }

    @DataBoundSetter
    public final void setPlan(boolean plan) {
        this.plan = plan;
    }

    /** Whether a resource of the name that was not made by this plugin is taken over. */
    public final boolean isAdopt() {
        return adopt;
    }

    @DataBoundSetter
    public final void setAdopt(boolean adopt) {
        this.adopt = adopt;
    }

    /** How many older versions stay. */
    public final int getKeep() {
        return keep == null ? DeployOptions.USUAL_KEEP : keep;
    }

    @DataBoundSetter
    public final void setKeep(Integer keep) {
        this.keep = keep;
    }

    public final Map<String, String> getTags() {
        return Texts.orEmpty(tags);
    }

    @DataBoundSetter
    @SuppressWarnings("rawtypes") // with type arguments Jenkins finds no words for it in its reference of steps
    public final void setTags(Map tags) {
        this.tags = Texts.mapOrNull(tags);
    }

    /** What the new version must answer, if that is to be checked. */
    @CheckForNull
    public final Check getVerify() {
        return verify;
    }

    @DataBoundSetter
    public final void setVerify(@CheckForNull Check verify) {
        this.verify = verify;
    }

    /** What all targets share, for the operation. */
    protected final DeployOptions options() {
        return new DeployOptions(plan, adopt, getKeep(), getTags(), verify == null ? null : verify.settings());
    }
}
