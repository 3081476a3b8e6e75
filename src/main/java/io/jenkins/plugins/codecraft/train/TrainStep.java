package io.jenkins.plugins.codecraft.train;

import static io.jenkins.plugins.codecraft.jenkins.Texts.orEmpty;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.jenkins.OperationStep;
import io.jenkins.plugins.codecraft.jenkins.StorageDefaults;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.operation.Json;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * {@code codecraftTrain}: trains a model with a SageMaker training job. docs/steps.md describes each parameter.
 *
 * <p>A field is null for what was left out, so a job that was saved before there was a field gets its default.
 */
public final class TrainStep extends OperationStep {
    static final String FUNCTION = "codecraftTrain";

    private static final int DEFAULT_VOLUME = 30;
    private static final String DEFAULT_PREFIX = "codecraft";

    private final String name;
    private String role;
    private String bucket;
    private String prefix;
    private String image;
    private String source;
    private String entryPoint;
    private List<Channel> channels;
    private Map<String, Object> hyperparameters;
    private String instanceType;
    private Integer instanceCount;
    private Integer volumeSize;
    private String maxRuntime;
    private boolean spot;
    private String maxWait;
    private Map<String, String> environment;
    private Map<String, String> tags;
    private List<Metric> metrics;
    private String logs;
    private String onAbort;
    private String kmsKey;
    private String expectedBucketOwner;
    private Map<String, String> objectTags;
    private String storageClass;
    private String download;
    private Boolean archive;

    /** @param name what the names of the training jobs begin with */
    @DataBoundConstructor
    public TrainStep(String name) {
        this.name = Texts.orNull(name);
    }

    public String getName() {
        return name;
    }

    public String getRole() {
        return role;
    }

    @DataBoundSetter
    public void setRole(String role) {
        this.role = Texts.orNull(role);
    }

    public String getBucket() {
        return bucket;
    }

    @DataBoundSetter
    public void setBucket(String bucket) {
        this.bucket = Texts.orNull(bucket);
    }

    public String getPrefix() {
        return prefix;
    }

    @DataBoundSetter
    public void setPrefix(String prefix) {
        this.prefix = Texts.orNull(prefix);
    }

    public String getImage() {
        return image;
    }

    @DataBoundSetter
    public void setImage(String image) {
        this.image = Texts.orNull(image);
    }

    public String getSource() {
        return source;
    }

    @DataBoundSetter
    public void setSource(String source) {
        this.source = Texts.orNull(source);
    }

    public String getEntryPoint() {
        return entryPoint;
    }

    @DataBoundSetter
    public void setEntryPoint(String entryPoint) {
        this.entryPoint = Texts.orNull(entryPoint);
    }

    public List<Channel> getChannels() {
        return channels == null ? List.of() : List.copyOf(channels);
    }

    @DataBoundSetter
    public void setChannels(List<Channel> channels) {
        this.channels = Texts.listOrNull(channels);
    }

    public Map<String, Object> getHyperparameters() {
        return Texts.orEmpty(hyperparameters);
    }

    @DataBoundSetter
    @SuppressWarnings("rawtypes") // with type arguments Jenkins finds no words for it in its reference of steps
    public void setHyperparameters(Map hyperparameters) {
        this.hyperparameters = Texts.plainOrNull(hyperparameters);
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

    public int getVolumeSize() {
        return volumeSize == null ? DEFAULT_VOLUME : volumeSize;
    }

    @DataBoundSetter
    public void setVolumeSize(Integer volumeSize) {
        this.volumeSize = volumeSize;
    }

    public String getMaxRuntime() {
        return Texts.or(maxRuntime, "24h");
    }

    @DataBoundSetter
    public void setMaxRuntime(String maxRuntime) {
        this.maxRuntime = Texts.orNull(maxRuntime);
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
        this.maxWait = Texts.orNull(maxWait);
    }

    public Map<String, String> getEnvironment() {
        return Texts.orEmpty(environment);
    }

    @DataBoundSetter
    @SuppressWarnings("rawtypes") // with type arguments Jenkins finds no words for it in its reference of steps
    public void setEnvironment(Map environment) {
        this.environment = Texts.mapOrNull(environment);
    }

    public Map<String, String> getTags() {
        return Texts.orEmpty(tags);
    }

    @DataBoundSetter
    @SuppressWarnings("rawtypes") // with type arguments Jenkins finds no words for it in its reference of steps
    public void setTags(Map tags) {
        this.tags = Texts.mapOrNull(tags);
    }

    public List<Metric> getMetrics() {
        return metrics == null ? List.of() : List.copyOf(metrics);
    }

    @DataBoundSetter
    public void setMetrics(List<Metric> metrics) {
        this.metrics = Texts.listOrNull(metrics);
    }

    public String getLogs() {
        return Texts.or(logs, "all");
    }

    @DataBoundSetter
    public void setLogs(String logs) {
        this.logs = Texts.orNull(logs);
    }

    public String getOnAbort() {
        return Texts.or(onAbort, "stop");
    }

    @DataBoundSetter
    public void setOnAbort(String onAbort) {
        this.onAbort = Texts.orNull(onAbort);
    }

    public String getKmsKey() {
        return kmsKey;
    }

    @DataBoundSetter
    public void setKmsKey(String kmsKey) {
        this.kmsKey = Texts.orNull(kmsKey);
    }

    public String getExpectedBucketOwner() {
        return expectedBucketOwner;
    }

    @DataBoundSetter
    public void setExpectedBucketOwner(String expectedBucketOwner) {
        this.expectedBucketOwner = Texts.orNull(expectedBucketOwner);
    }

    public Map<String, String> getObjectTags() {
        return Texts.orEmpty(objectTags);
    }

    @DataBoundSetter
    @SuppressWarnings("rawtypes") // with type arguments Jenkins finds no words for it in its reference of steps
    public void setObjectTags(Map objectTags) {
        this.objectTags = Texts.mapOrNull(objectTags);
    }

    public String getStorageClass() {
        return storageClass;
    }

    @DataBoundSetter
    public void setStorageClass(String storageClass) {
        this.storageClass = Texts.orNull(storageClass);
    }

    public String getDownload() {
        return download;
    }

    @DataBoundSetter
    public void setDownload(String download) {
        this.download = Texts.orNull(download);
    }

    public boolean isArchive() {
        return archive == null || archive;
    }

    @DataBoundSetter
    public void setArchive(boolean archive) {
        this.archive = archive;
    }

    @Override
    protected String function() {
        return FUNCTION;
    }

    @Override
    protected String subject() {
        return name == null ? "" : name;
    }

    @Override
    protected Operation operation(BuildOrigin origin) {
        return new CheckTraining(settings(StorageDefaults.of(origin)), origin);
    }

    TrainSettings settings(StorageDefaults defaults) {
        return new TrainSettings(
                orEmpty(name),
                orEmpty(role),
                Texts.or(bucket, orEmpty(defaults.bucket())),
                Texts.or(prefix, Texts.or(defaults.prefix(), DEFAULT_PREFIX)),
                orEmpty(image),
                orEmpty(source),
                orEmpty(entryPoint),
                getChannels().stream().map(Channel::settings).toList(),
                encodedHyperparameters(),
                orEmpty(instanceType),
                getInstanceCount(),
                getVolumeSize(),
                getMaxRuntime(),
                spot,
                orEmpty(maxWait),
                getEnvironment(),
                getTags(),
                getMetrics().stream().map(Metric::settings).toList(),
                getLogs(),
                getOnAbort(),
                new StorageSettings(
                        Texts.or(kmsKey, orEmpty(defaults.kmsKey())),
                        orEmpty(expectedBucketOwner),
                        getObjectTags(),
                        orEmpty(storageClass),
                        orEmpty(download),
                        isArchive()));
    }

    /** Script mode's toolkit reads each value as JSON; an image of one's own gets texts as they are. */
    Map<String, String> encodedHyperparameters() {
        boolean scriptMode = !orEmpty(entryPoint).isEmpty();
        Map<String, String> encoded = new LinkedHashMap<>();
        getHyperparameters().forEach((key, value) -> {
            Object plain = Texts.plain(value);
            encoded.put(key, plain instanceof String text && !scriptMode ? text : Json.write(plain));
        });
        return encoded;
    }

    @Extension
    public static final class DescriptorImpl extends TrainForm {
        @Override
        public String getFunctionName() {
            return FUNCTION;
        }

        @Override
        @NonNull
        public String getDisplayName() {
            return Words.of("TrainStep.displayName");
        }
    }
}
