package io.jenkins.plugins.codecraft.deploy.stepfunctions;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.ConsoleUrls;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the step returns. */
record MachineResult(Deployment deployment, AwsSession session) {

    /** Nothing was changed, as nothing differs or as it was a plan. */
    Map<String, Object> unchanged() {
        return map(false, deployment.served());
    }

    Map<String, Object> changed() {
        return map(true, deployment.version());
    }

    private Map<String, Object> map(boolean changed, String version) {
        MachinePlan plan = deployment.plan();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("name", plan.name());
        result.put("arn", plan.arn());
        result.put("type", plan.settings().type());
        result.put("changed", changed);
        result.put("changes", deployment.changes());
        result.put("version", Routes.number(version));
        result.put("versionArn", version);
        result.put("previousVersion", Routes.number(deployment.served()));
        if (plan.settings().hasAlias()) {
            result.put("alias", plan.settings().alias());
            result.put("aliasArn", plan.aliasArn());
        }
        if (changed && !deployment.rollback().isEmpty()) {
            result.put("rollback", deployment.rollback());
        }
        result.put("consoleUrl", ConsoleUrls.of(session).stateMachine(plan.arn()));
        return result;
    }
}
