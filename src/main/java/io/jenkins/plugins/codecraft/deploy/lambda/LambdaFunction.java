package io.jenkins.plugins.codecraft.deploy.lambda;

import static io.jenkins.plugins.codecraft.jenkins.Texts.orEmpty;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.deploy.DeployOptions;
import io.jenkins.plugins.codecraft.deploy.DeployTarget;
import io.jenkins.plugins.codecraft.deploy.rollout.Rollout;
import io.jenkins.plugins.codecraft.deploy.rollout.RolloutSettings;
import io.jenkins.plugins.codecraft.jenkins.StorageDefaults;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.List;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code lambdaFunction(...)} of {@code codecraftDeploy}: a function with its code, versions and alias. */
public final class LambdaFunction extends DeployTarget {
    static final int USUAL_MEMORY = 128;
    static final int USUAL_STORAGE = 512;
    static final String USUAL_TIMEOUT = "3s";
    static final String USUAL_ARCHITECTURE = "x86_64";
    private static final String USUAL_PREFIX = "codecraft";

    private final String name;
    private String source;
    private String image;
    private String runtime;
    private String handler;
    private String role;
    private String description;
    private Integer memory;
    private String timeout;
    private Integer ephemeralStorage;
    private String architecture;
    private Map<String, String> environment;
    private List<String> layers;
    private List<String> subnets;
    private List<String> securityGroups;
    private Integer reservedConcurrency;
    private Integer provisionedConcurrency;
    private String alias;
    private Rollout rollout;
    private String bucket;
    private String prefix;
    private List<Trigger> triggers;

    @DataBoundConstructor
    public LambdaFunction(String name) {
        this.name = Texts.orNull(name);
    }

    @Override
    public String getName() {
        return name;
    }

    public String getSource() {
        return source;
    }

    @DataBoundSetter
    public void setSource(String source) {
        this.source = Texts.orNull(source);
    }

    public String getImage() {
        return image;
    }

    @DataBoundSetter
    public void setImage(String image) {
        this.image = Texts.orNull(image);
    }

    public String getRuntime() {
        return runtime;
    }

    @DataBoundSetter
    public void setRuntime(String runtime) {
        this.runtime = Texts.orNull(runtime);
    }

    public String getHandler() {
        return handler;
    }

    @DataBoundSetter
    public void setHandler(String handler) {
        this.handler = Texts.orNull(handler);
    }

    public String getRole() {
        return role;
    }

    @DataBoundSetter
    public void setRole(String role) {
        this.role = Texts.orNull(role);
    }

    public String getDescription() {
        return description;
    }

    @DataBoundSetter
    public void setDescription(String description) {
        this.description = Texts.orNull(description);
    }

    /** In MB. */
    public int getMemory() {
        return memory == null ? USUAL_MEMORY : memory;
    }

    @DataBoundSetter
    public void setMemory(Integer memory) {
        this.memory = memory;
    }

    public String getTimeout() {
        return Texts.or(timeout, USUAL_TIMEOUT);
    }

    @DataBoundSetter
    public void setTimeout(String timeout) {
        this.timeout = Texts.orNull(timeout);
    }

    /** In MB. */
    public int getEphemeralStorage() {
        return ephemeralStorage == null ? USUAL_STORAGE : ephemeralStorage;
    }

    @DataBoundSetter
    public void setEphemeralStorage(Integer ephemeralStorage) {
        this.ephemeralStorage = ephemeralStorage;
    }

    public String getArchitecture() {
        return Texts.or(architecture, USUAL_ARCHITECTURE);
    }

    @DataBoundSetter
    public void setArchitecture(String architecture) {
        this.architecture = Texts.orNull(architecture);
    }

    public Map<String, String> getEnvironment() {
        return Texts.orEmpty(environment);
    }

    @DataBoundSetter
    @SuppressWarnings("rawtypes") // with type arguments Jenkins finds no words for it in its reference of steps
    public void setEnvironment(Map environment) {
        this.environment = Texts.mapOrNull(environment);
    }

    public List<String> getLayers() {
        return listOf(layers);
    }

    @DataBoundSetter
    public void setLayers(List<String> layers) {
        this.layers = texts(layers);
    }

    public List<String> getSubnets() {
        return listOf(subnets);
    }

    @DataBoundSetter
    public void setSubnets(List<String> subnets) {
        this.subnets = texts(subnets);
    }

    public List<String> getSecurityGroups() {
        return listOf(securityGroups);
    }

    @DataBoundSetter
    public void setSecurityGroups(List<String> securityGroups) {
        this.securityGroups = texts(securityGroups);
    }

    @CheckForNull
    public Integer getReservedConcurrency() {
        return reservedConcurrency;
    }

    @DataBoundSetter
    public void setReservedConcurrency(@CheckForNull Integer reservedConcurrency) {
        this.reservedConcurrency = reservedConcurrency;
    }

    @CheckForNull
    public Integer getProvisionedConcurrency() {
        return provisionedConcurrency;
    }

    @DataBoundSetter
    public void setProvisionedConcurrency(@CheckForNull Integer provisionedConcurrency) {
        this.provisionedConcurrency = provisionedConcurrency;
    }

    public String getAlias() {
        return alias;
    }

    @DataBoundSetter
    public void setAlias(String alias) {
        this.alias = Texts.orNull(alias);
    }

    @CheckForNull
    public Rollout getRollout() {
        return rollout;
    }

    @DataBoundSetter
    public void setRollout(@CheckForNull Rollout rollout) {
        this.rollout = Rollout.unlessUsual(rollout);
    }

    /** Where the code is staged; that of the folder or Jenkins if left out. */
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

    /** What invokes the function by itself. */
    public List<Trigger> getTriggers() {
        return triggers == null ? List.of() : List.copyOf(triggers);
    }

    @DataBoundSetter
    public void setTriggers(List<Trigger> triggers) {
        this.triggers = Texts.listOrNull(triggers);
    }

    private static List<String> listOf(List<String> values) {
        return values == null ? List.of() : List.copyOf(values);
    }

    /** Texts of a script may hold expressions still (a GString). */
    static List<String> texts(List<?> values) {
        if (values == null || values.isEmpty()) {
            return null;
        }
        return Texts.listOrNull(values.stream()
                .map(value -> String.valueOf(value).strip())
                .filter(value -> !value.isEmpty())
                .toList());
    }

    @Override
    protected Operation operation(BuildOrigin origin) {
        return new CheckFunction(new FunctionPlan(settings(StorageDefaults.of(origin)), shared(), origin));
    }

    DeployOptions shared() {
        return options();
    }

    FunctionSettings settings(StorageDefaults defaults) {
        return new FunctionSettings(
                orEmpty(name),
                orEmpty(source),
                orEmpty(image),
                orEmpty(runtime),
                orEmpty(handler),
                orEmpty(role),
                orEmpty(description),
                getMemory(),
                getTimeout(),
                getEphemeralStorage(),
                getArchitecture(),
                getEnvironment(),
                getLayers(),
                getSubnets(),
                getSecurityGroups(),
                reservedConcurrency,
                provisionedConcurrency,
                orEmpty(alias),
                rollout == null ? RolloutSettings.allAtOnce() : rollout.settings(),
                Texts.or(bucket, orEmpty(defaults.bucket())),
                Texts.or(prefix, Texts.or(defaults.prefix(), USUAL_PREFIX)),
                getTriggers().stream().map(Trigger::settings).toList());
    }

    @Extension
    @Symbol("lambdaFunction")
    public static final class DescriptorImpl extends FunctionForm {
        @Override
        @NonNull
        public String getDisplayName() {
            return Words.of("DeployFunction.displayName");
        }
    }
}
