package io.jenkins.plugins.codecraft.train;

import static io.jenkins.plugins.codecraft.jenkins.Texts.orEmpty;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.jenkins.OperationStep;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.operation.Json;
import io.jenkins.plugins.codecraft.operation.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code codecraftTrain}: trains a model with a SageMaker training job. docs/steps.md describes each parameter. */
public final class TrainStep extends OperationStep {
    private static final int DEFAULT_VOLUME = 30;

    private final String name;
    private String role;
    private String bucket;
    private String prefix = "codecraft";
    private String image;
    private String source;
    private String entryPoint;
    private List<Channel> channels = List.of();
    private Map<String, Object> hyperparameters = Map.of();
    private String instanceType;
    private int instanceCount = 1;
    private int volumeSize = DEFAULT_VOLUME;
    private String maxRuntime = "24h";
    private boolean spot;
    private String maxWait;
    private Map<String, String> environment = Map.of();
    private Map<String, String> tags = Map.of();
    private List<Metric> metrics = List.of();
    private String logs = "all";
    private String onAbort = "stop";

    /** @param name what the names of the training jobs begin with */
    @DataBoundConstructor
    public TrainStep(String name) {
        this.name = name;
    }

    public String getName() {
        return name;
    }

    public String getRole() {
        return role;
    }

    @DataBoundSetter
    public void setRole(String role) {
        this.role = role;
    }

    public String getBucket() {
        return bucket;
    }

    @DataBoundSetter
    public void setBucket(String bucket) {
        this.bucket = bucket;
    }

    public String getPrefix() {
        return prefix;
    }

    @DataBoundSetter
    public void setPrefix(String prefix) {
        this.prefix = prefix;
    }

    public String getImage() {
        return image;
    }

    @DataBoundSetter
    public void setImage(String image) {
        this.image = image;
    }

    public String getSource() {
        return source;
    }

    @DataBoundSetter
    public void setSource(String source) {
        this.source = source;
    }

    public String getEntryPoint() {
        return entryPoint;
    }

    @DataBoundSetter
    public void setEntryPoint(String entryPoint) {
        this.entryPoint = entryPoint;
    }

    public List<Channel> getChannels() {
        return channels;
    }

    @DataBoundSetter
    public void setChannels(List<Channel> channels) {
        this.channels = channels == null ? List.of() : List.copyOf(channels);
    }

    public Map<String, Object> getHyperparameters() {
        return hyperparameters;
    }

    @DataBoundSetter
    public void setHyperparameters(Map<String, Object> hyperparameters) {
        this.hyperparameters = hyperparameters == null ? Map.of() : new LinkedHashMap<>(hyperparameters);
    }

    public String getInstanceType() {
        return instanceType;
    }

    @DataBoundSetter
    public void setInstanceType(String instanceType) {
        this.instanceType = instanceType;
    }

    public int getInstanceCount() {
        return instanceCount;
    }

    @DataBoundSetter
    public void setInstanceCount(int instanceCount) {
        this.instanceCount = instanceCount;
    }

    public int getVolumeSize() {
        return volumeSize;
    }

    @DataBoundSetter
    public void setVolumeSize(int volumeSize) {
        this.volumeSize = volumeSize;
    }

    public String getMaxRuntime() {
        return maxRuntime;
    }

    @DataBoundSetter
    public void setMaxRuntime(String maxRuntime) {
        this.maxRuntime = maxRuntime;
    }

    public boolean isSpot() {
        return spot;
    }

    @DataBoundSetter
    public void setSpot(boolean spot) {
        this.spot = spot;
    }

    public String getMaxWait() {
        return maxWait;
    }

    @DataBoundSetter
    public void setMaxWait(String maxWait) {
        this.maxWait = maxWait;
    }

    public Map<String, String> getEnvironment() {
        return environment;
    }

    @DataBoundSetter
    public void setEnvironment(Map<String, String> environment) {
        this.environment = Texts.map(environment);
    }

    public Map<String, String> getTags() {
        return tags;
    }

    @DataBoundSetter
    public void setTags(Map<String, String> tags) {
        this.tags = Texts.map(tags);
    }

    public List<Metric> getMetrics() {
        return metrics;
    }

    @DataBoundSetter
    public void setMetrics(List<Metric> metrics) {
        this.metrics = metrics == null ? List.of() : List.copyOf(metrics);
    }

    public String getLogs() {
        return logs;
    }

    @DataBoundSetter
    public void setLogs(String logs) {
        this.logs = logs;
    }

    public String getOnAbort() {
        return onAbort;
    }

    @DataBoundSetter
    public void setOnAbort(String onAbort) {
        this.onAbort = onAbort;
    }

    @Override
    protected Operation operation(BuildOrigin origin) {
        return new CheckTraining(settings(), origin);
    }

    TrainSettings settings() {
        return new TrainSettings(
                orEmpty(name),
                orEmpty(role),
                orEmpty(bucket),
                orEmpty(prefix),
                orEmpty(image),
                orEmpty(source),
                orEmpty(entryPoint),
                channels.stream().map(Channel::settings).toList(),
                encodedHyperparameters(),
                orEmpty(instanceType),
                instanceCount,
                volumeSize,
                orEmpty(maxRuntime),
                spot,
                orEmpty(maxWait),
                environment,
                tags,
                metrics.stream().map(Metric::settings).toList(),
                orEmpty(logs),
                orEmpty(onAbort));
    }

    /** Script mode's toolkit reads each value as JSON; an image of one's own gets texts as they are. */
    private Map<String, String> encodedHyperparameters() {
        boolean scriptMode = !orEmpty(entryPoint).isEmpty();
        Map<String, String> encoded = new LinkedHashMap<>();
        hyperparameters.forEach((key, value) -> {
            Object plain = Texts.plain(value);
            encoded.put(key, plain instanceof String text && !scriptMode ? text : Json.write(plain));
        });
        return encoded;
    }

    @Extension
    public static final class DescriptorImpl extends OperationStepDescriptor {
        @Override
        public String getFunctionName() {
            return "codecraftTrain";
        }

        @Override
        @NonNull
        public String getDisplayName() {
            return "Train a model with Amazon SageMaker";
        }
    }
}
