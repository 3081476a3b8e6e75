package io.jenkins.plugins.codecraft.invoke.endpoint;

import static io.jenkins.plugins.codecraft.jenkins.Texts.orEmpty;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.invoke.InvokeTarget;
import io.jenkins.plugins.codecraft.jenkins.StorageDefaults;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.words.Words;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code sagemakerEndpoint(...)} of {@code codecraftInvoke}: a call of an endpoint of any kind. */
public final class SageMakerEndpoint extends InvokeTarget {
    private static final String DEFAULT_PREFIX = "codecraft";

    private final String name;
    private String mode;
    private String payload;
    private String payloadFile;
    private String inputLocation;
    private String contentType;
    private String accept;
    private String targetVariant;
    private String targetModel;
    private String inferenceId;
    private String customAttributes;
    private String bucket;
    private String prefix;
    private String kmsKey;
    private String invocationTimeout;
    private String requestTtl;
    private String outputFile;

    @DataBoundConstructor
    public SageMakerEndpoint(String name) {
        this.name = Texts.orNull(name);
    }

    @Override
    public String getName() {
        return name;
    }

    public String getMode() {
        return Texts.or(mode, EndpointCall.REAL_TIME);
    }

    @DataBoundSetter
    public void setMode(String mode) {
        this.mode = Texts.orNull(mode);
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

    public String getInputLocation() {
        return inputLocation;
    }

    @DataBoundSetter
    public void setInputLocation(String inputLocation) {
        this.inputLocation = Texts.orNull(inputLocation);
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

    public String getTargetVariant() {
        return targetVariant;
    }

    @DataBoundSetter
    public void setTargetVariant(String targetVariant) {
        this.targetVariant = Texts.orNull(targetVariant);
    }

    public String getTargetModel() {
        return targetModel;
    }

    @DataBoundSetter
    public void setTargetModel(String targetModel) {
        this.targetModel = Texts.orNull(targetModel);
    }

    public String getInferenceId() {
        return inferenceId;
    }

    @DataBoundSetter
    public void setInferenceId(String inferenceId) {
        this.inferenceId = Texts.orNull(inferenceId);
    }

    public String getCustomAttributes() {
        return customAttributes;
    }

    @DataBoundSetter
    public void setCustomAttributes(String customAttributes) {
        this.customAttributes = Texts.orNull(customAttributes);
    }

    public String getBucket() {
        return bucket;
    }

    @DataBoundSetter
    public void setBucket(String bucket) {
        this.bucket = Texts.orNull(bucket);
    }

    public String getPrefix() {
        return prefix;
    }

    @DataBoundSetter
    public void setPrefix(String prefix) {
        this.prefix = Texts.orNull(prefix);
    }

    public String getKmsKey() {
        return kmsKey;
    }

    @DataBoundSetter
    public void setKmsKey(String kmsKey) {
        this.kmsKey = Texts.orNull(kmsKey);
    }

    public String getInvocationTimeout() {
        return Texts.or(invocationTimeout, "15m");
    }

    @DataBoundSetter
    public void setInvocationTimeout(String invocationTimeout) {
        this.invocationTimeout = Texts.orNull(invocationTimeout);
    }

    public String getRequestTtl() {
        return Texts.or(requestTtl, "6h");
    }

    @DataBoundSetter
    public void setRequestTtl(String requestTtl) {
        this.requestTtl = Texts.orNull(requestTtl);
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
        return new InvokeEndpoint(call(StorageDefaults.of(origin)), origin);
    }

    EndpointCall call(StorageDefaults defaults) {
        return new EndpointCall(
                orEmpty(name),
                getMode(),
                new EndpointCall.Payload(payload, orEmpty(payloadFile), orEmpty(inputLocation), orEmpty(contentType)),
                orEmpty(accept),
                new EndpointCall.Routing(
                        orEmpty(targetVariant), orEmpty(targetModel), orEmpty(inferenceId), orEmpty(customAttributes)),
                new EndpointCall.Queue(
                        Texts.or(bucket, orEmpty(defaults.bucket())),
                        Texts.or(prefix, Texts.or(defaults.prefix(), DEFAULT_PREFIX)),
                        Texts.or(kmsKey, orEmpty(defaults.kmsKey())),
                        getInvocationTimeout(),
                        getRequestTtl()),
                orEmpty(outputFile),
                expectation());
    }

    @Extension
    @Symbol("sagemakerEndpoint")
    public static final class DescriptorImpl extends EndpointCallForm {
        @Override
        @NonNull
        public String getDisplayName() {
            return Words.of("InvokeEndpoint.displayName");
        }
    }
}
