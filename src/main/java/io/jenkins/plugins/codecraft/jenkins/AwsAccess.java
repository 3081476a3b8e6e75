package io.jenkins.plugins.codecraft.jenkins;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import java.io.Serializable;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

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

    @Extension
    @Symbol("awsAccess")
    public static final class DescriptorImpl extends Descriptor<AwsAccess> {
        @Override
        @NonNull
        public String getDisplayName() {
            return "AWS access";
        }
    }
}
