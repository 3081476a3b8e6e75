package io.jenkins.plugins.codecraft.deploy.endpoint;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.codecraft.jenkins.FieldCheck;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.List;
import java.util.stream.Stream;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** {@code vpc(subnets:, securityGroups:)}: the network that the models reach. */
public final class Vpc implements Describable<Vpc> {
    private List<String> subnets;
    private List<String> securityGroups;

    @DataBoundConstructor
    public Vpc() {
        // everything may be left out
    }

    public List<String> getSubnets() {
        return subnets == null ? List.of() : List.copyOf(subnets);
    }

    @DataBoundSetter
    public void setSubnets(List<String> subnets) {
        this.subnets = Texts.listOrNull(subnets);
    }

    public List<String> getSecurityGroups() {
        return securityGroups == null ? List.of() : List.copyOf(securityGroups);
    }

    @DataBoundSetter
    public void setSecurityGroups(List<String> securityGroups) {
        this.securityGroups = Texts.listOrNull(securityGroups);
    }

    VpcSettings settings() {
        return new VpcSettings(getSubnets(), getSecurityGroups());
    }

    @Extension
    @Symbol("vpc")
    public static final class DescriptorImpl extends Descriptor<Vpc> {
        @Override
        @NonNull
        public String getDisplayName() {
            return Words.of("Vpc.displayName");
        }

        /** For the form: ids, one a line. */
        public String lines(List<String> ids) {
            return ids == null ? "" : String.join("\n", ids);
        }

        /** Ids come as the lines of text areas, under names that are no parameters. */
        @Override
        public Vpc newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            Vpc vpc = super.newInstance(request, form);
            if (form.has("subnetLines")) {
                vpc.setSubnets(ids(form.getString("subnetLines")));
            }
            if (form.has("securityGroupLines")) {
                vpc.setSecurityGroups(ids(form.getString("securityGroupLines")));
            }
            return vpc;
        }

        private static List<String> ids(String lines) {
            return Stream.of(lines.split("[\\s,]+")).filter(id -> !id.isEmpty()).toList();
        }

        @POST
        public FormValidation doCheckSubnets(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item, value, text -> EndpointParts.subnets(ids(text)));
        }

        @POST
        public FormValidation doCheckSecurityGroups(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item, value, text -> EndpointParts.groups(ids(text)));
        }
    }
}
