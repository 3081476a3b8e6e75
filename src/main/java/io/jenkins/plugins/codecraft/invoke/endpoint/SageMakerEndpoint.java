package io.jenkins.plugins.codecraft.invoke.endpoint;

import static io.jenkins.plugins.codecraft.jenkins.Texts.orEmpty;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.invoke.InvokeTarget;
import io.jenkins.plugins.codecraft.jenkins.FieldCheck;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.jenkins.Words;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.SageMakerRules;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** {@code sagemakerEndpoint(...)} of {@code codecraftInvoke}: a call of a real-time endpoint. */
public final class SageMakerEndpoint extends InvokeTarget {
    private final String name;
    private String payload;
    private String payloadFile;
    private String contentType;
    private String accept;
    private String outputFile;

    @DataBoundConstructor
    public SageMakerEndpoint(String name) {
        this.name = Texts.orNull(name);
    }

    public String getName() {
        return name;
    }

    public String getPayload() {
        return payload;
    }

    @DataBoundSetter
    public void setPayload(String payload) {
        this.payload = payload;
    }

    public String getPayloadFile() {
        return payloadFile;
    }

    @DataBoundSetter
    public void setPayloadFile(String payloadFile) {
        this.payloadFile = Texts.orNull(payloadFile);
    }

    public String getContentType() {
        return contentType;
    }

    @DataBoundSetter
    public void setContentType(String contentType) {
        this.contentType = Texts.orNull(contentType);
    }

    public String getAccept() {
        return accept;
    }

    @DataBoundSetter
    public void setAccept(String accept) {
        this.accept = Texts.orNull(accept);
    }

    public String getOutputFile() {
        return outputFile;
    }

    @DataBoundSetter
    public void setOutputFile(String outputFile) {
        this.outputFile = Texts.orNull(outputFile);
    }

    @Override
    protected Operation operation(BuildOrigin origin) {
        return new InvokeEndpoint(new EndpointCall(
                orEmpty(name),
                payload,
                orEmpty(payloadFile),
                orEmpty(contentType),
                orEmpty(accept),
                orEmpty(outputFile),
                expectation()));
    }

    @Extension
    @Symbol("sagemakerEndpoint")
    public static final class DescriptorImpl extends InvokeTargetDescriptor {
        @Override
        @NonNull
        public String getDisplayName() {
            return Words.of("InvokeEndpoint.displayName");
        }

        /** An empty text area is no payload; in a Pipeline {@code ''} is one. */
        @Override
        public InvokeTarget newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            SageMakerEndpoint endpoint = (SageMakerEndpoint) super.newInstance(request, form);
            if ("".equals(endpoint.getPayload())) {
                endpoint.setPayload(null);
            }
            return endpoint;
        }

        @POST
        public FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item, value, SageMakerRules::endpointName);
        }

        @POST
        public FormValidation doCheckPayload(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String payloadFile) {
            String payload = value == null || value.isEmpty() ? null : value;
            return FieldCheck.of(item, "", any -> EndpointCall.payload(payload, Texts.or(payloadFile, "")));
        }

        @POST
        public FormValidation doCheckPayloadFile(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String payload) {
            String given = payload == null || payload.isEmpty() ? null : payload;
            return FieldCheck.ofOptional(item, value, file -> EndpointCall.payloadFile(file, given));
        }

        @POST
        public FormValidation doCheckContentType(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, EndpointCall::mimeType);
        }

        @POST
        public FormValidation doCheckAccept(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, EndpointCall::mimeType);
        }
    }
}
