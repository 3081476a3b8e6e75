package io.jenkins.plugins.codecraft.deploy.lambda;

import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.codecraft.deploy.DeployForm;
import io.jenkins.plugins.codecraft.deploy.DeployTarget;
import io.jenkins.plugins.codecraft.deploy.rollout.AllAtOnce;
import io.jenkins.plugins.codecraft.deploy.rollout.Canary;
import io.jenkins.plugins.codecraft.deploy.rollout.Linear;
import io.jenkins.plugins.codecraft.deploy.rollout.Rollout;
import io.jenkins.plugins.codecraft.jenkins.Choices;
import io.jenkins.plugins.codecraft.jenkins.FieldCheck;
import io.jenkins.plugins.codecraft.jenkins.KeyValues;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.operation.SageMakerRules;
import java.util.List;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;
import software.amazon.awssdk.services.lambda.model.Architecture;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** The form of {@code lambdaFunction} when it is deployed: what it offers, and what it says to what is typed. */
public abstract class FunctionForm extends DeployForm {

    /** What a form shows that nobody has filled in. */
    public final LambdaFunction getDefaults() {
        return new LambdaFunction(null);
    }

    /** For the form: texts, one a line. */
    public final String textLines(List<String> values) {
        return values == null ? "" : String.join("\n", values);
    }

    /** For the form: the descriptors of the triggers. */
    public final List<Descriptor<?>> getTriggerDescriptors() {
        return Trigger.ALL.stream()
                .<Descriptor<?>>map(type -> Jenkins.get().getDescriptorOrDie(type))
                .toList();
    }

    @Override
    protected final List<Class<? extends Rollout>> rollouts() {
        return List.of(AllAtOnce.class, Canary.class, Linear.class);
    }

    @Override
    protected final void fill(DeployTarget target, JSONObject form) {
        LambdaFunction function = (LambdaFunction) target;
        if (form.has("environmentLines")) {
            function.setEnvironment(KeyValues.texts(form.getString("environmentLines")));
        }
        if (form.has("layerLines")) {
            function.setLayers(Texts.lines(form.getString("layerLines")));
        }
        if (form.has("subnetLines")) {
            function.setSubnets(Texts.lines(form.getString("subnetLines")));
        }
        if (form.has("securityGroupLines")) {
            function.setSecurityGroups(Texts.lines(form.getString("securityGroupLines")));
        }
    }

    @POST
    public final ComboBoxModel doFillRuntimeItems(@AncestorInPath Item item) {
        return Choices.suggestions(item, Runtime.knownValues());
    }

    @POST
    public final ListBoxModel doFillArchitectureItems(@AncestorInPath Item item, @QueryParameter String architecture) {
        return Choices.of(item, architecture, choices -> {
            choices.add(Architecture.X86_64.toString(), Architecture.X86_64.toString());
            choices.add(Architecture.ARM64.toString(), Architecture.ARM64.toString());
        });
    }

    @POST
    public final FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item, value, FunctionRules::name);
    }

    @POST
    public final FormValidation doCheckSource(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String image) {
        return FieldCheck.of(item, value, path -> FunctionRules.source(path, Texts.or(image, "")));
    }

    @POST
    public final FormValidation doCheckImage(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String source) {
        return FieldCheck.ofOptional(item, value, uri -> FunctionRules.image(uri, Texts.or(source, "")));
    }

    @POST
    public final FormValidation doCheckRuntime(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String image) {
        return FieldCheck.of(item, value, runtime -> FunctionRules.runtime(runtime, Texts.or(image, "")));
    }

    @POST
    public final FormValidation doCheckHandler(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String image) {
        return FieldCheck.of(item, value, handler -> FunctionRules.handler(handler, Texts.or(image, "")));
    }

    @POST
    public final FormValidation doCheckRole(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item, value, FunctionRules::role);
    }

    @POST
    public final FormValidation doCheckDescription(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofOptional(item, value, FunctionRules::description);
    }

    @POST
    public final FormValidation doCheckMemory(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofNumber(item, value, FunctionRules::memory);
    }

    @POST
    public final FormValidation doCheckTimeout(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item, value, FunctionRules::timeout);
    }

    @POST
    public final FormValidation doCheckEphemeralStorage(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofNumber(item, value, FunctionRules::storage);
    }

    @POST
    public final FormValidation doCheckEnvironment(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofLines(
                item, value, found -> FunctionRules.environment(KeyValues.texts(Texts.orEmpty(value)), found));
    }

    @POST
    public final FormValidation doCheckLayers(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofOptional(item, value, lines -> FunctionRules.layers(Texts.lines(lines), ""));
    }

    @POST
    public final FormValidation doCheckReservedConcurrency(@AncestorInPath Item item, @QueryParameter String value) {
        return Texts.orEmpty(value).isBlank()
                ? FormValidation.ok()
                : FieldCheck.ofNumber(item, value, FunctionRules::reservedConcurrency);
    }

    @POST
    public final FormValidation doCheckProvisionedConcurrency(@AncestorInPath Item item, @QueryParameter String value) {
        return Texts.orEmpty(value).isBlank()
                ? FormValidation.ok()
                : FieldCheck.ofNumber(item, value, FunctionRules::provisionedConcurrency);
    }

    @POST
    public final FormValidation doCheckAlias(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofOptional(item, value, FunctionRules::alias);
    }

    @POST
    public final FormValidation doCheckBucket(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofOptional(item, value, SageMakerRules::bucket);
    }
}
