package io.jenkins.plugins.codecraft.invoke.transform;

import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.codecraft.invoke.InvokeTarget;
import io.jenkins.plugins.codecraft.jenkins.Choices;
import io.jenkins.plugins.codecraft.jenkins.FieldCheck;
import io.jenkins.plugins.codecraft.jenkins.KeyValues;
import io.jenkins.plugins.codecraft.jenkins.Numerals;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.operation.SageMakerRules;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.List;
import java.util.Map;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;
import software.amazon.awssdk.services.sagemaker.model.TransformInstanceType;

/** The form of a batch transform: what it offers, and what it says about what was typed. */
public abstract class BatchTransformForm extends InvokeTarget.InvokeTargetDescriptor {

    /** What a form shows that nobody has filled in. */
    public final BatchTransform getDefaults() {
        return new BatchTransform(null);
    }

    /** For the form: the lines of a map. */
    public final String lines(Map<String, ?> values) {
        return KeyValues.ofTexts(values);
    }

    /** Maps come as the lines of text areas, under names that are no parameters. */
    @Override
    public final InvokeTarget newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
        BatchTransform transform = (BatchTransform) super.newInstance(request, form);
        if (form.has("environmentLines")) {
            transform.setEnvironment(KeyValues.texts(form.getString("environmentLines")));
        }
        if (form.has("tagLines")) {
            transform.setTags(KeyValues.texts(form.getString("tagLines")));
        }
        return transform;
    }

    @POST
    public final ComboBoxModel doFillInstanceTypeItems(@AncestorInPath Item item) {
        return Choices.suggestions(item, TransformInstanceType.knownValues());
    }

    @POST
    public final ListBoxModel doFillLogsItems(@AncestorInPath Item item, @QueryParameter String logs) {
        return Choices.logs(item, logs);
    }

    @POST
    public final ListBoxModel doFillSplitTypeItems(@AncestorInPath Item item, @QueryParameter String splitType) {
        return choices(item, splitType, TransformRules.SPLIT_TYPES);
    }

    @POST
    public final ListBoxModel doFillAssembleWithItems(@AncestorInPath Item item, @QueryParameter String assembleWith) {
        return choices(item, assembleWith, TransformRules.ASSEMBLIES);
    }

    @POST
    public final ListBoxModel doFillStrategyItems(@AncestorInPath Item item, @QueryParameter String strategy) {
        return choices(item, strategy, TransformRules.STRATEGIES);
    }

    @POST
    public final ListBoxModel doFillJoinSourceItems(@AncestorInPath Item item, @QueryParameter String joinSource) {
        return choices(item, joinSource, TransformRules.JOINS);
    }

    private static ListBoxModel choices(Item item, String current, List<String> values) {
        return Choices.ofOptional(item, current, Words.of("BatchTransform.usual"), values);
    }

    @POST
    public final FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item, value, SageMakerRules::name);
    }

    @POST
    public final FormValidation doCheckModel(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item, value, model -> TransformRules.model(model, model));
    }

    @POST
    public final FormValidation doCheckImage(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofOptional(item, value, SageMakerRules::image);
    }

    @POST
    public final FormValidation doCheckRole(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofOptional(item, value, SageMakerRules::role);
    }

    @POST
    public final FormValidation doCheckInput(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item, value, TransformRules::input);
    }

    @POST
    public final FormValidation doCheckOutput(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofOptional(item, value, TransformRules::output);
    }

    @POST
    public final FormValidation doCheckContentType(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofOptional(item, value, TransformRules::header);
    }

    @POST
    public final FormValidation doCheckAccept(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofOptional(item, value, TransformRules::header);
    }

    @POST
    public final FormValidation doCheckInputFilter(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofOptional(item, value, TransformRules::filter);
    }

    @POST
    public final FormValidation doCheckOutputFilter(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofOptional(item, value, TransformRules::filter);
    }

    @POST
    public final FormValidation doCheckInstanceType(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item, value, SageMakerRules::instanceType);
    }

    @POST
    public final FormValidation doCheckInstanceCount(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofNumber(item, value, TransformRules::instanceCount);
    }

    @POST
    public final FormValidation doCheckMaxPayload(@AncestorInPath Item item, @QueryParameter String value) {
        return Texts.orNull(value) == null
                ? FormValidation.ok()
                : FieldCheck.ofNumber(item, value, TransformRules::maxPayload);
    }

    @POST
    public final FormValidation doCheckMaxConcurrentTransforms(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String maxPayload) {
        Integer megabytes = Numerals.decimal(maxPayload).map(Double::intValue).orElse(null);
        return Texts.orNull(value) == null
                ? FormValidation.ok()
                : FieldCheck.ofNumber(item, value, count -> TransformRules.maxConcurrentTransforms(count, megabytes));
    }

    @POST
    public final FormValidation doCheckEnvironment(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofLines(
                item, value, found -> TransformRules.environment(KeyValues.texts(Texts.orEmpty(value)), found));
    }

    @POST
    public final FormValidation doCheckBucket(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofOptional(item, value, SageMakerRules::bucket);
    }

    @POST
    public final FormValidation doCheckKmsKey(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofOptional(item, value, SageMakerRules::kmsKey);
    }

    @POST
    public final FormValidation doCheckTags(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofLines(
                item, value, found -> SageMakerRules.tags(KeyValues.texts(Texts.orEmpty(value)), found));
    }

    @POST
    public final FormValidation doCheckMaxRuntime(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofOptional(item, value, TransformRules::maxRuntime);
    }
}
