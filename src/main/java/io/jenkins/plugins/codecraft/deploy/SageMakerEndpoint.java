package io.jenkins.plugins.codecraft.deploy;

import static io.jenkins.plugins.codecraft.jenkins.Texts.orEmpty;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.jenkins.Words;
import io.jenkins.plugins.codecraft.operation.Operation;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code sagemakerEndpoint(...)} of {@code codecraftDeploy}: a real-time endpoint that serves one model. */
public final class SageMakerEndpoint extends DeployTarget {
    private final String name;
    private Object model;
    private String image;
    private String role;
    private String entryPoint;
    private String sourceUri;
    private String instanceType;
    private Integer instanceCount;
    private Map<String, String> environment;

    @DataBoundConstructor
    public SageMakerEndpoint(String name) {
        this.name = Texts.orNull(name);
    }

    public String getName() {
        return name;
    }

    /** What {@code codecraftTrain} returned, or the {@code s3://} URI of a {@code model.tar.gz}. */
    public Object getModel() {
        return model;
    }

    @DataBoundSetter
    public void setModel(Object model) {
        this.model = model instanceof CharSequence uri ? Texts.orNull(uri.toString()) : model;
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
    public void setInstanceCount(int instanceCount) {
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

    @Override
    protected Operation operation(BuildOrigin origin) {
        return new CheckEndpoint(settings(), origin);
    }

    EndpointSettings settings() {
        Map<String, String> trained = model instanceof Map<?, ?> map ? Texts.map(map) : Map.of();
        String artifacts = model instanceof CharSequence uri ? uri.toString() : trained.get("modelArtifacts");
        return new EndpointSettings(
                orEmpty(name),
                orEmpty(artifacts),
                or(image, trained.get("image")),
                or(role, trained.get("role")),
                or(entryPoint, trained.get("entryPoint")),
                or(sourceUri, trained.get("sourceUri")),
                orEmpty(instanceType),
                getInstanceCount(),
                getEnvironment(),
                getTags());
    }

    private static String or(String given, String trained) {
        return orEmpty(given).isEmpty() ? orEmpty(trained) : given;
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
