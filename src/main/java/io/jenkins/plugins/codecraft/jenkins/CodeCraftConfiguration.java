package io.jenkins.plugins.codecraft.jenkins;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.codecraft.operation.Durations;
import io.jenkins.plugins.codecraft.operation.SageMakerRules;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * What an administrator sets for all builds, in <i>Manage Jenkins → System</i> or as {@code unclassified: codecraft:}
 * of Configuration as Code: the defaults of AWS access, and what builds may do.
 */
@Extension
@Symbol("codecraft")
public final class CodeCraftConfiguration extends GlobalConfiguration {
    private String region;
    private String credentialsId;
    private String roleArn;
    private String externalId;
    private String bucket;
    private String prefix;
    private String kmsKey;
    private boolean controllerIdentityAllowed;
    private String allowedEndpoints;
    private String watchInterval;

    public CodeCraftConfiguration() {
        load();
    }

    public static CodeCraftConfiguration get() {
        return ExtensionList.lookupSingleton(CodeCraftConfiguration.class);
    }

    @Override
    @NonNull
    public String getDisplayName() {
        return Words.of("Configuration.displayName");
    }

    @CheckForNull
    public String getRegion() {
        return region;
    }

    @DataBoundSetter
    public void setRegion(String region) {
        this.region = Texts.orNull(region);
        save();
    }

    /** Credentials for builds that bring none: of the system scope or of Jenkins' global store. */
    @CheckForNull
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Texts.orNull(credentialsId);
        save();
    }

    /** A role that is assumed with those credentials. */
    @CheckForNull
    public String getRoleArn() {
        return roleArn;
    }

    @DataBoundSetter
    public void setRoleArn(String roleArn) {
        this.roleArn = Texts.orNull(roleArn);
        save();
    }

    @CheckForNull
    public String getExternalId() {
        return externalId;
    }

    @DataBoundSetter
    public void setExternalId(String externalId) {
        this.externalId = Texts.orNull(externalId);
        save();
    }

    /** The S3 bucket of steps that name none. */
    @CheckForNull
    public String getBucket() {
        return bucket;
    }

    @DataBoundSetter
    public void setBucket(String bucket) {
        this.bucket = Texts.orNull(bucket);
        save();
    }

    /** What keys in the bucket begin with, for steps that do not say. */
    @CheckForNull
    public String getPrefix() {
        return prefix;
    }

    @DataBoundSetter
    public void setPrefix(String prefix) {
        this.prefix = Texts.orNull(prefix);
        save();
    }

    /** The KMS key for what steps keep in S3 that name none. */
    @CheckForNull
    public String getKmsKey() {
        return kmsKey;
    }

    @DataBoundSetter
    public void setKmsKey(String kmsKey) {
        this.kmsKey = Texts.orNull(kmsKey);
        save();
    }

    /** Whether builds without credentials act as the controller does: its instance profile, profile or environment. */
    public boolean isControllerIdentityAllowed() {
        return controllerIdentityAllowed;
    }

    @DataBoundSetter
    public void setControllerIdentityAllowed(boolean allowed) {
        this.controllerIdentityAllowed = allowed;
        save();
    }

    /** Endpoints that builds may name together with credentials of Jenkins, one a line. */
    @CheckForNull
    public String getAllowedEndpoints() {
        return allowedEndpoints;
    }

    @DataBoundSetter
    public void setAllowedEndpoints(String allowedEndpoints) {
        this.allowedEndpoints = Texts.orNull(allowedEndpoints);
        save();
    }

    /** How often AWS is asked what became of the work that builds wait for, such as {@code 10s}; null for the usual. */
    @CheckForNull
    public String getWatchInterval() {
        return watchInterval;
    }

    @DataBoundSetter
    public void setWatchInterval(String watchInterval) {
        this.watchInterval = Texts.orNull(watchInterval);
        save();
    }

    @Override
    public boolean configure(StaplerRequest2 request, JSONObject json) throws FormException {
        try (BulkChange once = new BulkChange(this)) {
            request.bindJSON(this, json);
            once.commit();
        } catch (IOException error) {
            throw new FormException(error, "");
        }
        return true;
    }

    AccessDefaults accessDefaults() {
        return new AccessDefaults(
                region, credentialsId, roleArn, externalId, controllerIdentityAllowed, Texts.lines(allowedEndpoints));
    }

    /** The watch interval, if one was set that makes sense. */
    Optional<Duration> watchEvery() {
        return Optional.ofNullable(watchInterval)
                .filter(text -> ConfigurationRules.watchInterval(text).isEmpty())
                .flatMap(Durations::parse);
    }

    @POST
    public ComboBoxModel doFillRegionItems() {
        return AccessChoices.regions(null);
    }

    @POST
    public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
        return AccessChoices.credentials(null, credentialsId);
    }

    @POST
    public FormValidation doCheckRegion(@QueryParameter String value) {
        return FieldCheck.ofOptional(null, value, AccessRules::region);
    }

    @POST
    public FormValidation doCheckRoleArn(@QueryParameter String value) {
        return FieldCheck.ofOptional(null, value, AccessRules::roleArn);
    }

    @POST
    public FormValidation doCheckExternalId(@QueryParameter String value) {
        return FieldCheck.ofOptional(null, value, AccessRules::externalId);
    }

    @POST
    public FormValidation doCheckBucket(@QueryParameter String value) {
        return FieldCheck.ofOptional(null, value, SageMakerRules::bucket);
    }

    @POST
    public FormValidation doCheckKmsKey(@QueryParameter String value) {
        return FieldCheck.ofOptional(null, value, SageMakerRules::kmsKey);
    }

    @POST
    public FormValidation doCheckAllowedEndpoints(@QueryParameter String value) {
        return FieldCheck.ofOptional(null, value, ConfigurationRules::endpoints);
    }

    @POST
    public FormValidation doCheckWatchInterval(@QueryParameter String value) {
        return FieldCheck.ofOptional(null, value, ConfigurationRules::watchInterval);
    }

    /** Tries what the form shows, saved or not. */
    @POST
    public FormValidation doTestConnection(
            @QueryParameter String region,
            @QueryParameter String credentialsId,
            @QueryParameter String roleArn,
            @QueryParameter String externalId,
            @QueryParameter String bucket,
            @QueryParameter boolean controllerIdentityAllowed) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        AccessDefaults shown = new AccessDefaults(
                Texts.orNull(region),
                Texts.orNull(credentialsId),
                Texts.orNull(roleArn),
                Texts.orNull(externalId),
                controllerIdentityAllowed,
                List.of());
        return ConnectionTrial.of(new AwsAccess(), null, shown).answer(Texts.orNull(bucket));
    }
}
