package io.jenkins.plugins.codecraft.deploy;

import static io.jenkins.plugins.codecraft.jenkins.Texts.orEmpty;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.codecraft.jenkins.FieldCheck;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.words.Words;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** {@code check(...)}: what is sent to a new version, and what it must answer. */
public final class Check implements Describable<Check> {
    private String payload;
    private String payloadFile;
    private String contentType;
    private String expect;
    private String maxLatency;
    private String path;
    private String method;

    @DataBoundConstructor
    public Check() {
        // everything may be left out
    }

    @CheckForNull
    public String getPayload() {
        return payload;
    }

    @DataBoundSetter
    public void setPayload(String payload) {
        this.payload = payload;
    }

    @CheckForNull
    public String getPayloadFile() {
        return payloadFile;
    }

    @DataBoundSetter
    public void setPayloadFile(String payloadFile) {
        this.payloadFile = Texts.orNull(payloadFile);
    }

    @CheckForNull
    public String getContentType() {
        return contentType;
    }

    @DataBoundSetter
    public void setContentType(String contentType) {
        this.contentType = Texts.orNull(contentType);
    }

    @CheckForNull
    public String getExpect() {
        return expect;
    }

    @DataBoundSetter
    public void setExpect(String expect) {
        this.expect = Texts.orNull(expect);
    }

    @CheckForNull
    public String getMaxLatency() {
        return maxLatency;
    }

    @DataBoundSetter
    public void setMaxLatency(String maxLatency) {
        this.maxLatency = Texts.orNull(maxLatency);
    }

    @CheckForNull
    public String getPath() {
        return path;
    }

    @DataBoundSetter
    public void setPath(String path) {
        this.path = Texts.orNull(path);
    }

    @CheckForNull
    public String getMethod() {
        return method;
    }

    @DataBoundSetter
    public void setMethod(String method) {
        this.method = Texts.orNull(method);
    }

    CheckSettings settings() {
        return new CheckSettings(
                payload,
                orEmpty(payloadFile),
                orEmpty(contentType),
                orEmpty(expect),
                orEmpty(maxLatency),
                orEmpty(path),
                orEmpty(method));
    }

    @Extension
    @Symbol("check")
    public static final class DescriptorImpl extends Descriptor<Check> {
        @Override
        @NonNull
        public String getDisplayName() {
            return Words.of("Check.displayName");
        }

        /** An empty text area is no payload; in a Pipeline {@code ''} is one. */
        @Override
        public Check newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            Check check = super.newInstance(request, form);
            if ("".equals(check.getPayload())) {
                check.setPayload(null);
            }
            return check;
        }

        @POST
        public FormValidation doCheckPayloadFile(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String payload) {
            String given = payload == null || payload.isEmpty() ? null : payload;
            return FieldCheck.ofOptional(item, value, file -> CheckSettings.payloadFileRule(file, given));
        }

        @POST
        public FormValidation doCheckContentType(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, CheckSettings::contentTypeRule);
        }

        @POST
        public FormValidation doCheckExpect(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, CheckSettings::expectRule);
        }

        @POST
        public FormValidation doCheckMaxLatency(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, CheckSettings::maxLatencyRule);
        }

        @POST
        public FormValidation doCheckPath(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, CheckSettings::pathRule);
        }

        @POST
        public FormValidation doCheckMethod(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, CheckSettings::methodRule);
        }
    }
}
