package io.jenkins.plugins.codecraft.invoke.lambda;

import static io.jenkins.plugins.codecraft.jenkins.Texts.orEmpty;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.invoke.InvokeTarget;
import io.jenkins.plugins.codecraft.jenkins.FieldCheck;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.operation.Json;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.words.Words;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code lambdaFunction(...)} of {@code codecraftInvoke}: a call of a function. */
public final class LambdaFunction extends InvokeTarget {
    private final String name;
    private String alias;
    private Object payload;
    private String payloadFile;
    private boolean async;
    private String outputFile;

    @DataBoundConstructor
    public LambdaFunction(String name) {
        this.name = Texts.orNull(name);
    }

    @Override
    public String getName() {
        return name;
    }

    /** An alias or the number of a version. */
    public String getAlias() {
        return alias;
    }

    @DataBoundSetter
    public void setAlias(String alias) {
        this.alias = Texts.orNull(alias);
    }

    /** A text that is JSON, or a map, list, number or truth value that becomes JSON. */
    @CheckForNull
    public Object getPayload() {
        return payload;
    }

    @DataBoundSetter
    public void setPayload(@CheckForNull Object payload) {
        this.payload = payload instanceof CharSequence text ? Texts.orNull(text.toString()) : Texts.plain(payload);
    }

    public String getPayloadFile() {
        return payloadFile;
    }

    @DataBoundSetter
    public void setPayloadFile(String payloadFile) {
        this.payloadFile = Texts.orNull(payloadFile);
    }

    public boolean isAsync() {
        return async;
    }

    @DataBoundSetter
    public void setAsync(boolean async) {
        this.async = async;
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
        return new InvokeFunction(new FunctionCall(
                orEmpty(name),
                orEmpty(alias),
                json(payload),
                orEmpty(payloadFile),
                async,
                orEmpty(outputFile),
                expectation()));
    }

    private static String json(Object payload) {
        return payload == null || payload instanceof String ? (String) payload : Json.write(payload);
    }

    @Extension
    @Symbol("lambdaFunction")
    public static final class DescriptorImpl extends InvokeTargetDescriptor {
        @Override
        @NonNull
        public String getDisplayName() {
            return Words.of("InvokeFunction.displayName");
        }

        /** For the form: the payload as it is written there. */
        public String json(Object payload) {
            return orEmpty(LambdaFunction.json(payload));
        }

        @POST
        public FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item, value, FunctionCall::name);
        }

        @POST
        public FormValidation doCheckAlias(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, FunctionCall::qualifier);
        }

        @POST
        public FormValidation doCheckPayload(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, FunctionCall::payload);
        }

        @POST
        public FormValidation doCheckPayloadFile(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String payload) {
            return FieldCheck.ofOptional(item, value, file -> FunctionCall.payloadFile(file, Texts.orNull(payload)));
        }
    }
}
