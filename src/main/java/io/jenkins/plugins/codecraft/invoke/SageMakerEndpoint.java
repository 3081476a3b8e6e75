package io.jenkins.plugins.codecraft.invoke;

import static io.jenkins.plugins.codecraft.jenkins.Texts.orEmpty;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.operation.Operation;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

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
        this.name = name;
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
        this.payloadFile = payloadFile;
    }

    public String getContentType() {
        return contentType;
    }

    @DataBoundSetter
    public void setContentType(String contentType) {
        this.contentType = contentType;
    }

    public String getAccept() {
        return accept;
    }

    @DataBoundSetter
    public void setAccept(String accept) {
        this.accept = accept;
    }

    public String getOutputFile() {
        return outputFile;
    }

    @DataBoundSetter
    public void setOutputFile(String outputFile) {
        this.outputFile = outputFile;
    }

    @Override
    protected Operation operation(BuildOrigin origin) {
        return new InvokeEndpoint(new EndpointCall(
                orEmpty(name),
                payload,
                orEmpty(payloadFile),
                orEmpty(contentType),
                orEmpty(accept),
                orEmpty(outputFile)));
    }

    @Extension
    @Symbol("sagemakerEndpoint")
    public static final class DescriptorImpl extends Descriptor<InvokeTarget> {
        @Override
        @NonNull
        public String getDisplayName() {
            return "SageMaker endpoint";
        }
    }
}
