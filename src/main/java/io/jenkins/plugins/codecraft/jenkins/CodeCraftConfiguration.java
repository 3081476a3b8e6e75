package io.jenkins.plugins.codecraft.jenkins;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import jenkins.model.GlobalConfiguration;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** What an administrator sets for all builds: the defaults of AWS access, and what builds may do. */
@Extension
@Symbol("codecraft")
public final class CodeCraftConfiguration extends GlobalConfiguration {
    private String region;
    private String credentialsId;
    private String roleArn;
    private String externalId;
    private boolean controllerIdentityAllowed;
    private String allowedEndpoints;

    public CodeCraftConfiguration() {
        load();
    }

    public static CodeCraftConfiguration get() {
        return ExtensionList.lookupSingleton(CodeCraftConfiguration.class);
    }

    @Override
    @NonNull
    public String getDisplayName() {
        return "CodeCraft AI";
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

    @Override
    public boolean configure(StaplerRequest2 request, JSONObject json) throws FormException {
        request.bindJSON(this, json);
        return true;
    }

    /** Compared without a slash at the end and without regard to case. */
    boolean allows(URI endpoint) {
        return endpoints().anyMatch(allowed -> normal(allowed).equals(normal(endpoint.toString())));
    }

    private Stream<String> endpoints() {
        List<String> lines = allowedEndpoints == null
                ? List.of()
                : allowedEndpoints
                        .lines()
                        .map(Texts::orNull)
                        .filter(Objects::nonNull)
                        .toList();
        return lines.stream();
    }

    private static String normal(String endpoint) {
        return endpoint.toLowerCase(Locale.ROOT).replaceFirst("/+$", "");
    }
}
