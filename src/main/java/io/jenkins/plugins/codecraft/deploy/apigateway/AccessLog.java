package io.jenkins.plugins.codecraft.deploy.apigateway;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.codecraft.jenkins.FieldCheck;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.words.Words;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code accessLog(destination:, format:)}: a line for each request. */
public final class AccessLog implements Describable<AccessLog> {
    static final String USUAL_FORMAT = "{\"requestId\":\"$context.requestId\",\"ip\":\"$context.identity.sourceIp\","
            + "\"time\":\"$context.requestTime\",\"method\":\"$context.httpMethod\",\"path\":\"$context.path\","
            + "\"status\":\"$context.status\",\"length\":\"$context.responseLength\"}";

    private final String destination;
    private String format;

    @DataBoundConstructor
    public AccessLog(String destination) {
        this.destination = Texts.orNull(destination);
    }

    /** The ARN of a log group. */
    public String getDestination() {
        return destination;
    }

    public String getFormat() {
        return format == null ? USUAL_FORMAT : format;
    }

    @DataBoundSetter
    public void setFormat(String format) {
        this.format = Texts.orNull(format);
    }

    ApiSettings.LogTarget target() {
        return new ApiSettings.LogTarget(Texts.orEmpty(destination), getFormat());
    }

    @Extension
    @Symbol("accessLog")
    public static final class DescriptorImpl extends Descriptor<AccessLog> {
        @Override
        @NonNull
        public String getDisplayName() {
            return Words.of("AccessLog.displayName");
        }

        public String getUsualFormat() {
            return USUAL_FORMAT;
        }

        @POST
        public FormValidation doCheckDestination(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item, value, ApiRules::destination);
        }

        @POST
        public FormValidation doCheckFormat(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, ApiRules::format);
        }
    }
}
