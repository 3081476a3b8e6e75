package io.jenkins.plugins.codecraft.deploy.apigateway;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.ConsoleUrls;
import io.jenkins.plugins.codecraft.deploy.Difference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the step returns of an API.
 *
 * @param deployment that the stage serves; "" if there is none
 */
record ApiResult(ApiPlan plan, ApiBefore before, String deployment) {

    /** @param wayBack whether what the stage served before is still there */
    Map<String, Object> changed(AwsSession session, boolean wayBack) {
        Map<String, Object> result = map(session, true);
        String previous = before.stageOrNone().deploymentId();
        if (wayBack && !previous.equals(deployment)) {
            result.put("rollback", Map.of("stage", plan.settings().stage(), "deploymentId", previous));
        }
        return result;
    }

    Map<String, Object> unchanged(AwsSession session) {
        return map(session, false);
    }

    private Map<String, Object> map(AwsSession session, boolean changed) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("name", plan.name());
        result.put("type", plan.http() ? "HTTP" : "REST");
        result.put("stage", plan.settings().stage());
        result.put("changed", changed);
        result.put("changes", List.copyOf(Difference.words(before.differences())));
        result.put("content", plan.content());
        result.put("deploymentId", deployment);
        result.put("previousDeploymentId", before.stageOrNone().deploymentId());
        if (!before.api().isEmpty()) {
            result.put("id", before.api());
            result.put("arn", plan.arn(session, before.api()));
            result.put(
                    "url",
                    session.executeApi().url(before.api(), plan.settings().stage()));
            result.put("consoleUrl", ConsoleUrls.of(session).api(before.api(), plan.http()));
        }
        return result;
    }
}
