package io.jenkins.plugins.codecraft.deploy.endpoint;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import io.jenkins.plugins.codecraft.jenkins.FieldCheck;
import io.jenkins.plugins.codecraft.jenkins.Numerals;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.operation.SageMakerRules;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code variant(name:, model:, instanceType:, instanceCount:, weight:, …)}: one of several models of an endpoint. What
 * it leaves out is as the endpoint has it.
 */
public final class Variant implements Describable<Variant> {
    private final String name;
    private Object model;
    private String modelPackageGroup;
    private String image;
    private String instanceType;
    private Integer instanceCount;
    private String weight;

    @DataBoundConstructor
    public Variant(String name) {
        this.name = Texts.orNull(name);
    }

    public String getName() {
        return name;
    }

    @CheckForNull
    public Object getModel() {
        return model;
    }

    @DataBoundSetter
    public void setModel(Object model) {
        this.model = model instanceof CharSequence uri ? Texts.orNull(uri.toString()) : Texts.plain(model);
    }

    @CheckForNull
    public String getModelPackageGroup() {
        return modelPackageGroup;
    }

    @DataBoundSetter
    public void setModelPackageGroup(String modelPackageGroup) {
        this.modelPackageGroup = Texts.orNull(modelPackageGroup);
    }

    @CheckForNull
    public String getImage() {
        return image;
    }

    @DataBoundSetter
    public void setImage(String image) {
        this.image = Texts.orNull(image);
    }

    @CheckForNull
    public String getInstanceType() {
        return instanceType;
    }

    @DataBoundSetter
    public void setInstanceType(String instanceType) {
        this.instanceType = Texts.orNull(instanceType);
    }

    @CheckForNull
    public Integer getInstanceCount() {
        return instanceCount;
    }

    @DataBoundSetter
    public void setInstanceCount(Integer instanceCount) {
        this.instanceCount = instanceCount;
    }

    /** A number, or a text if a variable stands for it. */
    public Object getWeight() {
        return weight == null ? (Object) 1 : Numerals.shown(weight);
    }

    @DataBoundSetter
    public void setWeight(Object weight) {
        this.weight = Numerals.written(weight);
    }

    double weight() {
        Double number = Numerals.decimal(Words.of(Variant.class, "variantsWeight", Texts.orEmpty(name)), weight);
        return number == null ? 1 : number;
    }

    boolean hasModel() {
        return model != null || modelPackageGroup != null;
    }

    @Extension
    @Symbol("variant")
    public static final class DescriptorImpl extends Descriptor<Variant> {
        @Override
        @NonNull
        public String getDisplayName() {
            return Words.of("Variant.displayName");
        }

        @POST
        public ComboBoxModel doFillInstanceTypeItems(@AncestorInPath Item item) {
            return EndpointForm.instanceTypes(item);
        }

        @POST
        public FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item, value, EndpointRules::variantName);
        }

        @POST
        public FormValidation doCheckModel(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, EndpointRules::model);
        }

        @POST
        public FormValidation doCheckModelPackageGroup(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, EndpointRules::group);
        }

        @POST
        public FormValidation doCheckImage(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, SageMakerRules::image);
        }

        @POST
        public FormValidation doCheckInstanceType(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(item, value, SageMakerRules::instanceType);
        }

        @POST
        public FormValidation doCheckInstanceCount(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofOptional(
                    item,
                    value,
                    count -> count.matches("\\d{1,4}")
                            ? EndpointRules.instanceCount(Integer.parseInt(count))
                            : Optional.of(Words.of(Variant.class, "giveWholeNumber")));
        }

        @POST
        public FormValidation doCheckWeight(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.ofDecimal(item, value, EndpointRules::weight);
        }
    }
}
