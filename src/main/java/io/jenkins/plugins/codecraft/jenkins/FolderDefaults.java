package io.jenkins.plugins.codecraft.jenkins;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.hudson.plugins.folder.AbstractFolderProperty;
import com.cloudbees.hudson.plugins.folder.AbstractFolderPropertyDescriptor;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.codecraft.operation.SageMakerRules;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** What a folder's jobs use that do not say otherwise: the part of the global configuration that a team may choose. */
public final class FolderDefaults extends AbstractFolderProperty<AbstractFolder<?>> {
    private String region;
    private String credentialsId;
    private String roleArn;
    private String externalId;
    private String bucket;
    private String prefix;
    private String kmsKey;

    @DataBoundConstructor
    public FolderDefaults() {}

    @CheckForNull
    public String getRegion() {
        return region;
    }

    @DataBoundSetter
    public void setRegion(String region) {
        this.region = Texts.orNull(region);
    }

    /** The id of AWS credentials that the folder's jobs can use. */
    @CheckForNull
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Texts.orNull(credentialsId);
    }

    @CheckForNull
    public String getRoleArn() {
        return roleArn;
    }

    @DataBoundSetter
    public void setRoleArn(String roleArn) {
        this.roleArn = Texts.orNull(roleArn);
    }

    @CheckForNull
    public String getExternalId() {
        return externalId;
    }

    @DataBoundSetter
    public void setExternalId(String externalId) {
        this.externalId = Texts.orNull(externalId);
    }

    @CheckForNull
    public String getBucket() {
        return bucket;
    }

    @DataBoundSetter
    public void setBucket(String bucket) {
        this.bucket = Texts.orNull(bucket);
    }

    @CheckForNull
    public String getPrefix() {
        return prefix;
    }

    @DataBoundSetter
    public void setPrefix(String prefix) {
        this.prefix = Texts.orNull(prefix);
    }

    @CheckForNull
    public String getKmsKey() {
        return kmsKey;
    }

    @DataBoundSetter
    public void setKmsKey(String kmsKey) {
        this.kmsKey = Texts.orNull(kmsKey);
    }

    private boolean isEmpty() {
        return Stream.of(region, credentialsId, roleArn, externalId, bucket, prefix, kmsKey)
                .allMatch(Objects::isNull);
    }

    FolderSettings settings() {
        return new FolderSettings(region, credentialsId, roleArn, externalId, bucket, prefix, kmsKey);
    }

    /** Loaded only where there are folders, as this class is. */
    @Extension(optional = true)
    public static final class Folders extends FolderSettings.Source {
        @Override
        Optional<FolderSettings> of(ItemGroup<?> group) {
            return group instanceof AbstractFolder<?> folder
                    ? Optional.ofNullable(folder.getProperties().get(FolderDefaults.class))
                            .map(FolderDefaults::settings)
                    : Optional.empty();
        }
    }

    @Extension(optional = true)
    @Symbol("codecraftDefaults")
    public static final class DescriptorImpl extends AbstractFolderPropertyDescriptor {
        @Override
        @NonNull
        public String getDisplayName() {
            return Words.of("FolderDefaults.displayName");
        }

        /** Nothing is kept of a form that was left empty. */
        @Override
        public AbstractFolderProperty<?> newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            FolderDefaults defaults = (FolderDefaults) super.newInstance(request, form);
            return defaults == null || defaults.isEmpty() ? null : defaults;
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
        public FormValidation doCheckBucket(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, SageMakerRules::bucket);
        }

        @POST
        public FormValidation doCheckKmsKey(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, SageMakerRules::kmsKey);
        }

        /** Tries what the form shows, saved or not, as a build of a job in the folder would. */
        @POST
        public FormValidation doTestConnection(
                @AncestorInPath Item item,
                @QueryParameter String region,
                @QueryParameter String credentialsId,
                @QueryParameter String roleArn,
                @QueryParameter String externalId,
                @QueryParameter String bucket) {
            FieldCheck.requireUse(item);
            FolderSettings shown = new FolderSettings(
                    Texts.orNull(region),
                    Texts.orNull(credentialsId),
                    Texts.orNull(roleArn),
                    Texts.orNull(externalId),
                    null,
                    null,
                    null);
            return ConnectionTrial.of(shown, item).answer(Texts.orNull(bucket));
        }
    }
}
