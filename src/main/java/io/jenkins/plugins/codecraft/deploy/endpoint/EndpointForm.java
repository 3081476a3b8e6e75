package io.jenkins.plugins.codecraft.deploy.endpoint;

import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import io.jenkins.plugins.codecraft.deploy.DeployForm;
import io.jenkins.plugins.codecraft.deploy.DeployTarget;
import io.jenkins.plugins.codecraft.jenkins.Choices;
import io.jenkins.plugins.codecraft.jenkins.FieldCheck;
import io.jenkins.plugins.codecraft.jenkins.KeyValues;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.operation.SageMakerRules;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariantInstanceType;

/** The form of {@code sagemakerEndpoint} when it is deployed: what it offers, and what it says to what is typed. */
public abstract class EndpointForm extends DeployForm {

    /** What a form shows that nobody has filled in. */
    public final SageMakerEndpoint getDefaults() {
        return new SageMakerEndpoint(null);
    }

    @Override
    protected final void fill(DeployTarget target, JSONObject form) {
        if (form.has("environmentLines")) {
            ((SageMakerEndpoint) target).setEnvironment(KeyValues.texts(form.getString("environmentLines")));
        }
    }

    @POST
    public final ComboBoxModel doFillInstanceTypeItems(@AncestorInPath Item item) {
        return instanceTypes(item);
    }

    static ComboBoxModel instanceTypes(Item item) {
        return Choices.suggestions(item, ProductionVariantInstanceType.knownValues());
    }

    @POST
    public final FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item, value, SageMakerRules::endpointName);
    }

    @POST
    public final FormValidation doCheckModel(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item, value, EndpointRules::model);
    }

    @POST
    public final FormValidation doCheckModelPackageGroup(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofOptional(item, value, EndpointRules::group);
    }

    @POST
    public final FormValidation doCheckKmsKey(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofOptional(item, value, SageMakerRules::kmsKey);
    }

    @POST
    public final FormValidation doCheckImage(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item, value, SageMakerRules::image);
    }

    @POST
    public final FormValidation doCheckRole(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item, value, SageMakerRules::role);
    }

    @POST
    public final FormValidation doCheckInstanceType(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item, value, SageMakerRules::instanceType);
    }

    @POST
    public final FormValidation doCheckInstanceCount(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofNumber(item, value, EndpointRules::instanceCount);
    }

    @POST
    public final FormValidation doCheckEntryPoint(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String sourceUri) {
        return FieldCheck.of(item, value, script -> EndpointRules.other(script, Texts.or(sourceUri, "")));
    }

    @POST
    public final FormValidation doCheckSourceUri(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String entryPoint) {
        return FieldCheck.of(item, value, uri -> EndpointRules.other(uri, Texts.or(entryPoint, "")));
    }

    @POST
    public final FormValidation doCheckEnvironment(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofLines(
                item, value, found -> SageMakerRules.environment(KeyValues.texts(Texts.orEmpty(value)), found));
    }
}
