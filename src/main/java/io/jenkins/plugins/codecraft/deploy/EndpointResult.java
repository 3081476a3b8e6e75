package io.jenkins.plugins.codecraft.deploy;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.ConsoleUrls;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the step returns of an endpoint that is as it is wanted. */
record EndpointResult(EndpointPlan plan, String arn, EndpointBefore before) {

    Map<String, Object> changed(AwsSession session) {
        return map(session, true);
    }

    Map<String, Object> unchanged(AwsSession session) {
        return map(session, false);
    }

    private Map<String, Object> map(AwsSession session, boolean changed) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("name", plan.endpoint());
        result.put("arn", arn);
        result.put("status", "InService");
        result.put("changed", changed);
        result.put("modelName", plan.modelName());
        result.put("endpointConfigName", plan.configName());
        result.put("previousEndpointConfigName", before.configName());
        result.put("consoleUrl", ConsoleUrls.of(session).endpoint(plan.endpoint()));
        return result;
    }
}
