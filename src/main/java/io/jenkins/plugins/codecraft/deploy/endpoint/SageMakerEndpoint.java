package io.jenkins.plugins.codecraft.deploy.endpoint;

import static io.jenkins.plugins.codecraft.jenkins.Texts.orEmpty;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.deploy.DeployTarget;
import io.jenkins.plugins.codecraft.deploy.rollout.Rollout;
import io.jenkins.plugins.codecraft.deploy.rollout.RolloutSettings;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.List;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code sagemakerEndpoint(...)} of {@code codecraftDeploy}: an endpoint that serves one or several models. */
public final class SageMakerEndpoint extends DeployTarget {
    /** The variant of an endpoint that was written without variants. */
    private static final String ONLY = "AllTraffic";

    private final String name;
    private Object model;
    private String modelPackageGroup;
    private String image;
    private String role;
    private String entryPoint;
    private String sourceUri;
    private String instanceType;
    private Integer instanceCount;
    private Map<String, String> environment;
    private List<Variant> variants;
    private Serverless serverless;
    private Async async;
    private DataCapture dataCapture;
    private String kmsKey;
    private Vpc vpc;
    private AutoScaling scaling;
    private Rollout rollout;

    @DataBoundConstructor
    public SageMakerEndpoint(String name) {
        this.name = Texts.orNull(name);
    }

    @Override
    public String getName() {
        return name;
    }

    /** What {@code codecraftTrain} returned, the {@code s3://} URI of a {@code model.tar.gz}, or a package's ARN. */
    public Object getModel() {
        return model;
    }

    @DataBoundSetter
    public void setModel(Object model) {
        this.model = model instanceof CharSequence uri ? Texts.orNull(uri.toString()) : Texts.plain(model);
    }

    /** The group whose newest approved model package is served. */
    public String getModelPackageGroup() {
        return modelPackageGroup;
    }

    @DataBoundSetter
    public void setModelPackageGroup(String modelPackageGroup) {
        this.modelPackageGroup = Texts.orNull(modelPackageGroup);
    }

    /** The serving image; that of the training if left out. */
    public String getImage() {
        return image;
    }

    @DataBoundSetter
    public void setImage(String image) {
        this.image = Texts.orNull(image);
    }

    /** The role that the model runs with; that of the training if left out. */
    public String getRole() {
        return role;
    }

    @DataBoundSetter
    public void setRole(String role) {
        this.role = Texts.orNull(role);
    }

    public String getEntryPoint() {
        return entryPoint;
    }

    @DataBoundSetter
    public void setEntryPoint(String entryPoint) {
        this.entryPoint = Texts.orNull(entryPoint);
    }

    public String getSourceUri() {
        return sourceUri;
    }

    @DataBoundSetter
    public void setSourceUri(String sourceUri) {
        this.sourceUri = Texts.orNull(sourceUri);
    }

    public String getInstanceType() {
        return instanceType;
    }

    @DataBoundSetter
    public void setInstanceType(String instanceType) {
        this.instanceType = Texts.orNull(instanceType);
    }

    public int getInstanceCount() {
        return instanceCount == null ? 1 : instanceCount;
    }

    @DataBoundSetter
    public void setInstanceCount(Integer instanceCount) {
        this.instanceCount = instanceCount;
    }

    public Map<String, String> getEnvironment() {
        return Texts.orEmpty(environment);
    }

    @DataBoundSetter
    @SuppressWarnings("rawtypes") // with type arguments Jenkins finds no words for it in its reference of steps
    public void setEnvironment(Map environment) {
        this.environment = Texts.mapOrNull(environment);
    }

    public List<Variant> getVariants() {
        return variants == null ? List.of() : List.copyOf(variants);
    }

    @DataBoundSetter
    public void setVariants(List<Variant> variants) {
        this.variants = Texts.listOrNull(variants);
    }

    @CheckForNull
    public Serverless getServerless() {
        return serverless;
    }

    @DataBoundSetter
    public void setServerless(@CheckForNull Serverless serverless) {
        this.serverless = serverless;
    }

    @CheckForNull
    public Async getAsync() {
        return async;
    }

    @DataBoundSetter
    public void setAsync(@CheckForNull Async async) {
        this.async = async;
    }

    @CheckForNull
    public DataCapture getDataCapture() {
        return dataCapture;
    }

    @DataBoundSetter
    public void setDataCapture(@CheckForNull DataCapture dataCapture) {
        this.dataCapture = dataCapture;
    }

    public String getKmsKey() {
        return kmsKey;
    }

    @DataBoundSetter
    public void setKmsKey(String kmsKey) {
        this.kmsKey = Texts.orNull(kmsKey);
    }

    @CheckForNull
    public Vpc getVpc() {
        return vpc;
    }

    @DataBoundSetter
    public void setVpc(@CheckForNull Vpc vpc) {
        this.vpc = vpc;
    }

    @CheckForNull
    public AutoScaling getScaling() {
        return scaling;
    }

    @DataBoundSetter
    public void setScaling(@CheckForNull AutoScaling scaling) {
        this.scaling = scaling;
    }

    @CheckForNull
    public Rollout getRollout() {
        return rollout;
    }

    @DataBoundSetter
    public void setRollout(@CheckForNull Rollout rollout) {
        this.rollout = Rollout.unlessUsual(rollout);
    }

    @Override
    protected Operation operation(BuildOrigin origin) {
        return new CheckEndpoint(settings(), origin);
    }

    EndpointSettings settings() {
        return new EndpointSettings(
                orEmpty(name),
                variants == null
                        ? List.of(new VariantSettings(ONLY, flat(image), orEmpty(instanceType), getInstanceCount(), 1))
                        : variants.stream().map(this::settings).toList(),
                or(role, trainedRole()),
                serverless == null ? null : serverless.settings(),
                async == null ? null : async.settings(),
                dataCapture == null ? null : dataCapture.settings(),
                orEmpty(kmsKey),
                vpc == null ? null : vpc.settings(),
                scaling == null ? null : scaling.settings(),
                rollout == null ? RolloutSettings.allAtOnce() : rollout.settings(),
                options());
    }

    /** What a variant leaves out is as the endpoint has it. */
    private VariantSettings settings(Variant variant) {
        ModelSettings served = variant.hasModel()
                ? model(variant.getModel(), variant.getModelPackageGroup(), or(variant.getImage(), image))
                : flat(or(variant.getImage(), image));
        Integer count = variant.getInstanceCount();
        return new VariantSettings(
                orEmpty(variant.getName()),
                served,
                or(variant.getInstanceType(), instanceType),
                count == null ? getInstanceCount() : count,
                variant.weight());
    }

    private ModelSettings flat(String servingImage) {
        return model(model, modelPackageGroup, servingImage);
    }

    private ModelSettings model(Object given, String group, String servingImage) {
        Map<String, String> trained = given instanceof Map<?, ?> map ? Texts.map(map) : Map.of();
        String text = given instanceof CharSequence uri ? uri.toString() : orEmpty(trained.get("modelArtifacts"));
        boolean packaged = EndpointRules.isPackage(text) || group != null;
        return new ModelSettings(
                EndpointRules.isPackage(text) ? "" : text,
                EndpointRules.isPackage(text) ? text : "",
                orEmpty(group),
                packaged ? "" : or(servingImage, trained.get("image")),
                packaged ? "" : or(entryPoint, trained.get("entryPoint")),
                packaged ? "" : or(sourceUri, trained.get("sourceUri")),
                getEnvironment());
    }

    private String trainedRole() {
        if (model instanceof Map<?, ?> map) {
            return Texts.map(map).get("role");
        }
        return getVariants().stream()
                .map(Variant::getModel)
                .filter(Map.class::isInstance)
                .map(map -> Texts.map((Map<?, ?>) map).get("role"))
                .findFirst()
                .orElse("");
    }

    private static String or(String given, String otherwise) {
        return orEmpty(given).isEmpty() ? orEmpty(otherwise) : given;
    }

    @Extension
    @Symbol("sagemakerEndpoint")
    public static final class DescriptorImpl extends EndpointForm {
        @Override
        @NonNull
        public String getDisplayName() {
            return Words.of("DeployEndpoint.displayName");
        }
    }
}
