package io.jenkins.plugins.codecraft.invoke.apigateway;

import static io.jenkins.plugins.codecraft.jenkins.Texts.orEmpty;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.invoke.InvokeTarget;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code apiGateway(...)} of {@code codecraftInvoke}: a call of an HTTP or REST API. */
public final class ApiGateway extends InvokeTarget {
    private String name;
    private String url;
    private String stage;
    private String method;
    private String path;
    private Map<String, String> headers;
    private String payload;
    private String payloadFile;
    private String apiKey;
    private boolean signed;
    private String expectStatus;
    private String outputFile;

    @DataBoundConstructor
    public ApiGateway() {
        // an API is named by name or by url
    }

    @Override
    public String getName() {
        return name;
    }

    @DataBoundSetter
    public void setName(String name) {
        this.name = Texts.orNull(name);
    }

    /** The URL of a stage, instead of the API's name. */
    public String getUrl() {
        return url;
    }

    @DataBoundSetter
    public void setUrl(String url) {
        this.url = Texts.orNull(url);
    }

    public String getStage() {
        return stage == null ? ApiCall.USUAL_STAGE : stage;
    }

    @DataBoundSetter
    public void setStage(String stage) {
        this.stage = Texts.orNull(stage);
    }

    /** GET if left out, or POST where something is sent. */
    public String getMethod() {
        return method;
    }

    @DataBoundSetter
    public void setMethod(String method) {
        this.method = Texts.orNull(method);
    }

    public String getPath() {
        return path;
    }

    @DataBoundSetter
    public void setPath(String path) {
        this.path = Texts.orNull(path);
    }

    public Map<String, String> getHeaders() {
        return Texts.orEmpty(headers);
    }

    @DataBoundSetter
    @SuppressWarnings("rawtypes") // with type arguments Jenkins finds no words for it in its reference of steps
    public void setHeaders(Map headers) {
        this.headers = Texts.mapOrNull(headers);
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

    /** The name of a key of API Gateway; its value is read when it is needed and shown nowhere. */
    public String getApiKey() {
        return apiKey;
    }

    @DataBoundSetter
    public void setApiKey(String apiKey) {
        this.apiKey = Texts.orNull(apiKey);
    }

    public boolean isSigned() {
        return signed;
    }

    @DataBoundSetter
    public void setSigned(boolean signed) {
        this.signed = signed;
    }

    public String getExpectStatus() {
        return expectStatus == null ? ApiCall.USUAL_STATUS : expectStatus;
    }

    @DataBoundSetter
    public void setExpectStatus(String expectStatus) {
        this.expectStatus = Texts.orNull(expectStatus);
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
        boolean sends = payload != null || payloadFile != null;
        return new InvokeApi(new ApiCall(
                orEmpty(name),
                orEmpty(url),
                getStage(),
                Texts.or(method, sends ? "POST" : "GET"),
                orEmpty(path),
                getHeaders(),
                payload,
                orEmpty(payloadFile),
                orEmpty(apiKey),
                signed,
                getExpectStatus(),
                expectation(),
                orEmpty(outputFile)));
    }

    @Extension
    @Symbol("apiGateway")
    public static final class DescriptorImpl extends ApiForm {
        @Override
        @NonNull
        public String getDisplayName() {
            return Words.of("InvokeApi.displayName");
        }
    }
}
