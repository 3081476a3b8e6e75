package io.jenkins.plugins.codecraft.jenkins;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.Serializable;
import java.util.Objects;
import java.util.stream.Stream;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * How a step reaches AWS: {@code awsAccess(region:, credentialsId:, roleArn:, externalId:, endpoint:)}. What is left
 * out comes from the build's environment and from the global configuration. Holds no secret.
 */
public final class AwsAccess implements Describable<AwsAccess>, Serializable {
    private static final long serialVersionUID = 1L;

    private String region;
    private String credentialsId;
    private String roleArn;
    private String externalId;
    private String endpoint;

    @DataBoundConstructor
    public AwsAccess() {}

    /** A region's code, such as {@code eu-central-1}. */
    @CheckForNull
    public String getRegion() {
        return region;
    }

    @DataBoundSetter
    public void setRegion(String region) {
        this.region = Texts.orNull(region);
    }

    /** The id of AWS credentials that the job may use. */
    @CheckForNull
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Texts.orNull(credentialsId);
    }

    /** The ARN of a role that is assumed with the credentials. */
    @CheckForNull
    public String getRoleArn() {
        return roleArn;
    }

    @DataBoundSetter
    public void setRoleArn(String roleArn) {
        this.roleArn = Texts.orNull(roleArn);
    }

    /** What the role's trust policy may ask for. */
    @CheckForNull
    public String getExternalId() {
        return externalId;
    }

    @DataBoundSetter
    public void setExternalId(String externalId) {
        this.externalId = Texts.orNull(externalId);
    }

    /** Replaces AWS' endpoints. */
    @CheckForNull
    public String getEndpoint() {
        return endpoint;
    }

    @DataBoundSetter
    public void setEndpoint(String endpoint) {
        this.endpoint = Texts.orNull(endpoint);
    }

    /** Whether everything is left to the environment and the global configuration. */
    boolean isEmpty() {
        return Stream.of(region, credentialsId, roleArn, externalId, endpoint).allMatch(Objects::isNull);
    }

    @Extension
    @Symbol("awsAccess")
    public static final class DescriptorImpl extends Descriptor<AwsAccess> {
        @Override
        @NonNull
        public String getDisplayName() {
            return Words.of("AwsAccess.displayName");
        }

        @POST
        public ComboBoxModel doFillRegionItems(@AncestorInPath Item item) {
            return AccessChoices.regions(item);
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
            return AccessChoices.credentials(item, credentialsId);
        }

        @POST
        public FormValidation doCheckRegion(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, AccessRules::region);
        }

        @POST
        public FormValidation doCheckRoleArn(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, AccessRules::roleArn);
        }

        @POST
        public FormValidation doCheckExternalId(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, AccessRules::externalId);
        }

        @POST
        public FormValidation doCheckEndpoint(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, AccessRules::endpoint);
        }

        /**
         * Tries what the form shows as a build of the item would, except for what its environment brings.
         *
         * @param bucket that of the step, if its form has one; else the usual one of the item is asked for
         */
        @POST
        public FormValidation doTestConnection(
                @AncestorInPath Item item,
                @QueryParameter String region,
                @QueryParameter String credentialsId,
                @QueryParameter String roleArn,
                @QueryParameter String externalId,
                @QueryParameter String endpoint,
                @QueryParameter String bucket) {
            FieldCheck.requireUse(item);
            AwsAccess shown = new AwsAccess();
            shown.setRegion(region);
            shown.setCredentialsId(credentialsId);
            shown.setRoleArn(roleArn);
            shown.setExternalId(externalId);
            shown.setEndpoint(endpoint);
            AccessDefaults defaults = CodeCraftConfiguration.get().accessDefaults();
            return ConnectionTrial.of(shown, item, defaults)
                    .answer(Texts.or(bucket, StorageDefaults.of(item).bucket()));
        }
    }
}
