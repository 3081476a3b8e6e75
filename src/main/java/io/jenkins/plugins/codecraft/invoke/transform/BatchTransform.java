package io.jenkins.plugins.codecraft.invoke.transform;

import static io.jenkins.plugins.codecraft.jenkins.Texts.orEmpty;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.invoke.InvokeTarget;
import io.jenkins.plugins.codecraft.jenkins.Numerals;
import io.jenkins.plugins.codecraft.jenkins.StorageDefaults;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code batchTransform(...)} of {@code codecraftInvoke}: a SageMaker batch transform job. */
public final class BatchTransform extends InvokeTarget {
    private static final String DEFAULT_PREFIX = "codecraft";
    private static final String DEFAULT_LOGS = "all";

    private final String name;
    private Object model;
    private String image;
    private String role;
    private String entryPoint;
    private String sourceUri;
    private String input;
    private String output;
    private String contentType;
    private String accept;
    private String splitType;
    private String assembleWith;
    private String inputFilter;
    private String outputFilter;
    private String joinSource;
    private String instanceType;
    private Integer instanceCount;
    private String strategy;
    private String maxPayload;
    private String maxConcurrentTransforms;
    private Map<String, String> environment;
    private String bucket;
    private String prefix;
    private String kmsKey;
    private Map<String, String> tags;
    private String maxRuntime;
    private String logs;

    @DataBoundConstructor
    public BatchTransform(String name) {
        this.name = Texts.orNull(name);
    }

    public String getName() {
        return name;
    }

    /** The name of a model, what {@code codecraftTrain} returned, or the {@code s3://} URI of a {@code model.tar.gz}. */
    public Object getModel() {
        return model;
    }

    @DataBoundSetter
    public void setModel(Object model) {
        this.model = model instanceof CharSequence text ? Texts.orNull(text.toString()) : Texts.plain(model);
    }

    public String getImage() {
        return image;
    }

    @DataBoundSetter
    public void setImage(String image) {
        this.image = Texts.orNull(image);
    }

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

    public String getInput() {
        return input;
    }

    @DataBoundSetter
    public void setInput(String input) {
        this.input = Texts.orNull(input);
    }

    public String getOutput() {
        return output;
    }

    @DataBoundSetter
    public void setOutput(String output) {
        this.output = Texts.orNull(output);
    }

    public String getContentType() {
        return contentType;
    }

    @DataBoundSetter
    public void setContentType(String contentType) {
        this.contentType = Texts.orNull(contentType);
    }

    public String getAccept() {
        return accept;
    }

    @DataBoundSetter
    public void setAccept(String accept) {
        this.accept = Texts.orNull(accept);
    }

    public String getSplitType() {
        return splitType;
    }

    @DataBoundSetter
    public void setSplitType(String splitType) {
        this.splitType = Texts.orNull(splitType);
    }

    public String getAssembleWith() {
        return assembleWith;
    }

    @DataBoundSetter
    public void setAssembleWith(String assembleWith) {
        this.assembleWith = Texts.orNull(assembleWith);
    }

    public String getInputFilter() {
        return inputFilter;
    }

    @DataBoundSetter
    public void setInputFilter(String inputFilter) {
        this.inputFilter = Texts.orNull(inputFilter);
    }

    public String getOutputFilter() {
        return outputFilter;
    }

    @DataBoundSetter
    public void setOutputFilter(String outputFilter) {
        this.outputFilter = Texts.orNull(outputFilter);
    }

    public String getJoinSource() {
        return joinSource;
    }

    @DataBoundSetter
    public void setJoinSource(String joinSource) {
        this.joinSource = Texts.orNull(joinSource);
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

    public String getStrategy() {
        return strategy;
    }

    @DataBoundSetter
    public void setStrategy(String strategy) {
        this.strategy = Texts.orNull(strategy);
    }

    /** A number, or a text if a variable stands for it. */
    @CheckForNull
    public Object getMaxPayload() {
        return Numerals.shown(maxPayload);
    }

    @DataBoundSetter
    public void setMaxPayload(Object maxPayload) {
        this.maxPayload = Numerals.written(maxPayload);
    }

    /** A number, or a text if a variable stands for it. */
    @CheckForNull
    public Object getMaxConcurrentTransforms() {
        return Numerals.shown(maxConcurrentTransforms);
    }

    @DataBoundSetter
    public void setMaxConcurrentTransforms(Object maxConcurrentTransforms) {
        this.maxConcurrentTransforms = Numerals.written(maxConcurrentTransforms);
    }

    public Map<String, String> getEnvironment() {
        return Texts.orEmpty(environment);
    }

    @DataBoundSetter
    @SuppressWarnings("rawtypes") // with type arguments Jenkins finds no words for it in its reference of steps
    public void setEnvironment(Map environment) {
        this.environment = Texts.mapOrNull(environment);
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

    public String getKmsKey() {
        return kmsKey;
    }

    @DataBoundSetter
    public void setKmsKey(String kmsKey) {
        this.kmsKey = Texts.orNull(kmsKey);
    }

    public Map<String, String> getTags() {
        return Texts.orEmpty(tags);
    }

    @DataBoundSetter
    @SuppressWarnings("rawtypes") // with type arguments Jenkins finds no words for it in its reference of steps
    public void setTags(Map tags) {
        this.tags = Texts.mapOrNull(tags);
    }

    public String getMaxRuntime() {
        return maxRuntime;
    }

    @DataBoundSetter
    public void setMaxRuntime(String maxRuntime) {
        this.maxRuntime = Texts.orNull(maxRuntime);
    }

    public String getLogs() {
        return Texts.or(logs, DEFAULT_LOGS);
    }

    @DataBoundSetter
    public void setLogs(String logs) {
        this.logs = Texts.orNull(logs);
    }

    @Override
    protected Operation operation(BuildOrigin origin) {
        return new CheckTransform(settings(StorageDefaults.of(origin)), origin);
    }

    TransformSettings settings(StorageDefaults defaults) {
        return new TransformSettings(
                orEmpty(name),
                modelSettings(),
                new TransformSettings.Data(
                        orEmpty(input),
                        orEmpty(output),
                        orEmpty(contentType),
                        orEmpty(accept),
                        orEmpty(splitType),
                        orEmpty(assembleWith),
                        orEmpty(inputFilter),
                        orEmpty(outputFilter),
                        orEmpty(joinSource)),
                new TransformSettings.Work(
                        orEmpty(instanceType),
                        getInstanceCount(),
                        orEmpty(strategy),
                        Numerals.whole("maxPayload", maxPayload),
                        Numerals.whole("maxConcurrentTransforms", maxConcurrentTransforms),
                        getEnvironment()),
                new TransformSettings.Keeping(
                        Texts.or(bucket, orEmpty(defaults.bucket())),
                        Texts.or(prefix, Texts.or(defaults.prefix(), DEFAULT_PREFIX)),
                        Texts.or(kmsKey, orEmpty(defaults.kmsKey()))),
                getTags(),
                orEmpty(maxRuntime),
                getLogs(),
                expectation());
    }

    private TransformSettings.Model modelSettings() {
        Map<String, String> trained = model instanceof Map<?, ?> map ? Texts.map(map) : Map.of();
        String text = model instanceof CharSequence ? model.toString() : "";
        boolean uri = text.contains("/");
        String artifacts = uri ? text : orEmpty(trained.get("modelArtifacts"));
        return new TransformSettings.Model(
                uri ? "" : text,
                artifacts,
                or(image, trained.get("image")),
                or(role, trained.get("role")),
                or(entryPoint, trained.get("entryPoint")),
                or(sourceUri, trained.get("sourceUri")));
    }

    private static String or(String given, String trained) {
        return orEmpty(given).isEmpty() ? orEmpty(trained) : given;
    }

    @Extension
    @Symbol("batchTransform")
    public static final class DescriptorImpl extends BatchTransformForm {
        @Override
        @NonNull
        public String getDisplayName() {
            return Words.of("BatchTransform.displayName");
        }
    }
}
