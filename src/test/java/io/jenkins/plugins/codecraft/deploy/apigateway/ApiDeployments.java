package io.jenkins.plugins.codecraft.deploy.apigateway;

import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.deploy.CheckSettings;
import io.jenkins.plugins.codecraft.deploy.DeployOptions;
import io.jenkins.plugins.codecraft.operation.Operation;
import java.util.LinkedHashMap;
import java.util.Map;

/** Deployments of APIs for tests: right in every parameter until a test changes one. */
public final class ApiDeployments {
    String name = "iris";
    String openapi = "api.yaml";
    String type = "";
    String stage = "prod";
    final Map<String, String> stageVariables = new LinkedHashMap<>();
    ApiSettings.Limits throttling;
    ApiSettings.LogTarget accessLog;
    ApiSettings.PlanSettings usagePlan;
    boolean plan;
    boolean adopt;
    int keep = 3;
    final Map<String, String> tags = new LinkedHashMap<>();
    CheckSettings verify;

    /** @param path to which an empty request is sent
     * @param expect what it must answer */
    public ApiDeployments checked(String path, String expect) {
        verify = new CheckSettings(null, "", "", expect, "", path, "");
        return this;
    }

    public ApiDeployments file(String path) {
        openapi = path;
        return this;
    }

    public ApiDeployments withPlan() {
        usagePlan = new ApiSettings.PlanSettings(name, new ApiSettings.Limits(100, 200), 1000, "DAY");
        return this;
    }

    /** @param group the ARN of the log group that lines for each request go to */
    public ApiDeployments logging(String group) {
        accessLog = new ApiSettings.LogTarget(group, "$context.requestId");
        return this;
    }

    public ApiDeployments tag(String key, String value) {
        tags.put(key, value);
        return this;
    }

    public ApiDeployments keeping(int older) {
        keep = older;
        return this;
    }

    /** @param limit requests of the usage plan in a day */
    public ApiDeployments withPlan(int limit) {
        withPlan();
        usagePlan = new ApiSettings.PlanSettings(name, usagePlan.limits(), limit, "DAY");
        return this;
    }

    public ApiDeployments adopting() {
        adopt = true;
        return this;
    }

    ApiSettings settings() {
        return new ApiSettings(name, openapi, type, stage, stageVariables, throttling, accessLog, usagePlan);
    }

    DeployOptions options() {
        return new DeployOptions(plan, adopt, keep, tags, verify);
    }

    /** The deployment at its beginning. */
    public Operation operation(BuildOrigin origin) {
        return new CheckApi(settings(), options(), origin);
    }
}
