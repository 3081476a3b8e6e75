package io.jenkins.plugins.codecraft.train;

import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.codecraft.jenkins.Choices;
import io.jenkins.plugins.codecraft.jenkins.FieldCheck;
import io.jenkins.plugins.codecraft.jenkins.KeyValues;
import io.jenkins.plugins.codecraft.jenkins.OperationStep.OperationStepDescriptor;
import io.jenkins.plugins.codecraft.jenkins.StorageDefaults;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.operation.SageMakerRules;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.Map;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;
import software.amazon.awssdk.services.sagemaker.model.TrainingInstanceType;

/** The form of {@code codecraftTrain}: what it offers, and what it says to what is typed. */
public abstract class TrainForm extends OperationStepDescriptor {

    /** What a form shows that nobody has filled in. */
    public final TrainStep getDefaults() {
        return new TrainStep(null);
    }

    /** For the form: the lines of the hyperparameters. */
    public final String typedLines(Map<String, ?> values) {
        return KeyValues.ofAny(values);
    }

    /** Maps come as the lines of text areas, under names that are no parameters. */
    @Override
    public final Step newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
        TrainStep step = (TrainStep) super.newInstance(request, form);
        if (form.has("hyperparameterLines")) {
            step.setHyperparameters(KeyValues.any(form.getString("hyperparameterLines")));
        }
        if (form.has("environmentLines")) {
            step.setEnvironment(KeyValues.texts(form.getString("environmentLines")));
        }
        if (form.has("tagLines")) {
            step.setTags(KeyValues.texts(form.getString("tagLines")));
        }
        if (form.has("objectTagLines")) {
            step.setObjectTags(KeyValues.texts(form.getString("objectTagLines")));
        }
        return step;
    }

    @POST
    public final ComboBoxModel doFillInstanceTypeItems(@AncestorInPath Item item) {
        return Choices.suggestions(item, TrainingInstanceType.knownValues());
    }

    @POST
    public final ListBoxModel doFillLogsItems(@AncestorInPath Item item, @QueryParameter String logs) {
        return Choices.logs(item, logs);
    }

    @POST
    public final ListBoxModel doFillOnAbortItems(@AncestorInPath Item item, @QueryParameter String onAbort) {
        return Choices.of(item, onAbort, choices -> {
            choices.add(Words.of("OnAbort.stop"), "stop");
            choices.add(Words.of("OnAbort.leave"), "leave");
        });
    }

    @POST
    public final ListBoxModel doFillStorageClassItems(@AncestorInPath Item item, @QueryParameter String storageClass) {
        return Choices.ofOptional(item, storageClass, Words.of("StorageClass.default"), StorageRules.STORAGE_CLASSES);
    }

    @POST
    public final FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item, value, SageMakerRules::name);
    }

    @POST
    public final FormValidation doCheckRole(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item, value, SageMakerRules::role);
    }

    @POST
    public final FormValidation doCheckBucket(@AncestorInPath Item item, @QueryParameter String value) {
        String usual = StorageDefaults.of(item).bucket();
        return FieldCheck.of(item, Texts.or(value, usual), SageMakerRules::bucket);
    }

    @POST
    public final FormValidation doCheckKmsKey(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofOptional(item, value, SageMakerRules::kmsKey);
    }

    @POST
    public final FormValidation doCheckExpectedBucketOwner(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofOptional(item, value, StorageRules::expectedBucketOwner);
    }

    @POST
    public final FormValidation doCheckObjectTags(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofLines(
                item, value, found -> StorageRules.objectTags(KeyValues.texts(Texts.orEmpty(value)), found));
    }

    @POST
    public final FormValidation doCheckDownload(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofOptional(item, value, StorageRules::download);
    }

    @POST
    public final FormValidation doCheckImage(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item, value, SageMakerRules::image);
    }

    @POST
    public final FormValidation doCheckSource(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String entryPoint) {
        return FieldCheck.of(item, value, source -> TrainRules.source(source, Texts.or(entryPoint, "")));
    }

    @POST
    public final FormValidation doCheckEntryPoint(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String source) {
        return FieldCheck.of(item, value, script -> TrainRules.entryPoint(script, Texts.or(source, "")));
    }

    @POST
    public final FormValidation doCheckInstanceType(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item, value, SageMakerRules::instanceType);
    }

    @POST
    public final FormValidation doCheckInstanceCount(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofNumber(item, value, count -> TrainRules.atLeastOne(count, "instance"));
    }

    @POST
    public final FormValidation doCheckVolumeSize(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofNumber(item, value, size -> TrainRules.atLeastOne(size, "GB"));
    }

    @POST
    public final FormValidation doCheckMaxRuntime(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofOptional(item, value, TrainRules::duration);
    }

    @POST
    public final FormValidation doCheckMaxWait(
            @AncestorInPath Item item,
            @QueryParameter String value,
            @QueryParameter String maxRuntime,
            @QueryParameter boolean spot) {
        String runtime = Texts.or(maxRuntime, getDefaults().getMaxRuntime());
        return FieldCheck.ofOptional(item, value, wait -> TrainRules.maxWait(wait, spot, runtime));
    }

    @POST
    public final FormValidation doCheckHyperparameters(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String entryPoint) {
        TrainStep typed = new TrainStep(null);
        typed.setEntryPoint(entryPoint);
        typed.setHyperparameters(KeyValues.any(Texts.orEmpty(value)));
        return FieldCheck.ofLines(
                item, value, found -> TrainRules.checkHyperparameters(typed.encodedHyperparameters(), found));
    }

    @POST
    public final FormValidation doCheckEnvironment(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofLines(
                item, value, found -> SageMakerRules.environment(KeyValues.texts(Texts.orEmpty(value)), found));
    }

    @POST
    public final FormValidation doCheckTags(@AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.ofLines(
                item, value, found -> SageMakerRules.tags(KeyValues.texts(Texts.orEmpty(value)), found));
    }
}
