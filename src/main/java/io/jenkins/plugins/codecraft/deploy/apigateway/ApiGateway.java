package io.jenkins.plugins.codecraft.deploy.apigateway;

import static io.jenkins.plugins.codecraft.jenkins.Texts.orEmpty;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.deploy.DeployTarget;
import io.jenkins.plugins.codecraft.jenkins.Texts;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code apiGateway(...)} of {@code codecraftDeploy}: an HTTP or REST API from an OpenAPI file, on one stage. */
public final class ApiGateway extends DeployTarget {
    static final String USUAL_STAGE = "prod";

    private final String name;
    private String openapi;
    private String type;
    private String stage;
    private Map<String, String> stageVariables;
    private Throttling throttling;
    private AccessLog accessLog;
    private ApiUsagePlan usagePlan;

    @DataBoundConstructor
    public ApiGateway(String name) {
        this.name = Texts.orNull(name);
    }

    @Override
    public String getName() {
        return name;
    }

    /** A file of the workspace. */
    public String getOpenapi() {
        return openapi;
    }

    @DataBoundSetter
    public void setOpenapi(String openapi) {
        this.openapi = Texts.orNull(openapi);
    }

    /** {@code HTTP} or {@code REST}; the file tells if it is left out. */
    public String getType() {
        return type;
    }

    @DataBoundSetter
    public void setType(String type) {
        this.type = Texts.orNull(type);
    }

    public String getStage() {
        return stage == null ? USUAL_STAGE : stage;
    }

    @DataBoundSetter
    public void setStage(String stage) {
        this.stage = Texts.orNull(stage);
    }

    public Map<String, String> getStageVariables() {
        return orEmpty(stageVariables);
    }

    @DataBoundSetter
    @SuppressWarnings("rawtypes") // with type arguments Jenkins finds no words for it in its reference of steps
    public void setStageVariables(Map stageVariables) {
        this.stageVariables = Texts.mapOrNull(stageVariables);
    }

    @CheckForNull
    public Throttling getThrottling() {
        return throttling;
    }

    @DataBoundSetter
    public void setThrottling(@CheckForNull Throttling throttling) {
        this.throttling = throttling;
    }

    @CheckForNull
    public AccessLog getAccessLog() {
        return accessLog;
    }

    @DataBoundSetter
    public void setAccessLog(@CheckForNull AccessLog accessLog) {
        this.accessLog = accessLog;
    }

    @CheckForNull
    public ApiUsagePlan getUsagePlan() {
        return usagePlan;
    }

    @DataBoundSetter
    public void setUsagePlan(@CheckForNull ApiUsagePlan usagePlan) {
        this.usagePlan = usagePlan;
    }

    @Override
    protected Operation operation(BuildOrigin origin) {
        return new CheckApi(settings(), options(), origin);
    }

    private ApiSettings settings() {
        return new ApiSettings(
                orEmpty(name),
                orEmpty(openapi),
                orEmpty(type),
                getStage(),
                getStageVariables(),
                throttling == null ? null : throttling.limits(),
                accessLog == null ? null : accessLog.target(),
                usagePlan == null ? null : usagePlan.settings(orEmpty(name)));
    }

    @Extension
    @Symbol("apiGateway")
    public static final class DescriptorImpl extends ApiForm {
        @Override
        @NonNull
        public String getDisplayName() {
            return Words.of("DeployApi.displayName");
        }
    }
}
