package io.jenkins.plugins.codecraft.invoke;

import static io.jenkins.plugins.codecraft.jenkins.Texts.orEmpty;

import hudson.ExtensionPoint;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.jenkins.FieldCheck;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.operation.Operation;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What {@code codecraftInvoke} can invoke. The form of a target includes {@code expect.jelly} of this class. */
public abstract class InvokeTarget implements Describable<InvokeTarget>, ExtensionPoint {
    private String expect;

    public String getExpect() {
        return expect;
    }

    @DataBoundSetter
    public void setExpect(String expect) {
        this.expect = Texts.exactOrNull(expect);
    }

    /** As it was written; whether it is right is for the rules of the target to check when it runs. */
    protected final Expectation expectation() {
        return new Expectation(orEmpty(expect));
    }

    /** The operation at its beginning; parameters are checked when it runs. */
    protected abstract Operation operation(BuildOrigin origin);

    /** What it is called in AWS. */
    public abstract String getName();

    /** What the descriptors of all targets have in common. */
    public abstract static class InvokeTargetDescriptor extends Descriptor<InvokeTarget> {

        @POST
        public FormValidation doCheckExpect(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, Expectation::mistake);
        }
    }
}
