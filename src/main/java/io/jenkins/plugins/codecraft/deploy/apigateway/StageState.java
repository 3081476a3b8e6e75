package io.jenkins.plugins.codecraft.deploy.apigateway;

import io.jenkins.plugins.codecraft.deploy.apigateway.ApiSettings.Limits;
import io.jenkins.plugins.codecraft.deploy.apigateway.ApiSettings.LogTarget;
import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a stage is, or is to be, as far as deployments deal with it.
 *
 * @param deploymentId "" if it serves nothing
 * @param limits null if there are none
 * @param log null if there is none
 * @param autoDeploy whether an HTTP API's stage takes each import at once
 */
record StageState(String deploymentId, Map<String, String> variables, Limits limits, LogTarget log, boolean autoDeploy)
        implements Serializable {

    StageState {
        variables = Collections.unmodifiableMap(new TreeMap<>(variables));
    }

    /** A stage that does not exist yet. */
    static StageState none() {
        return new StageState("", Map.of(), null, null, false);
    }

    /** What this is to become; what the settings do not name stays. */
    StageState wanted(ApiSettings settings, String deployment) {
        return new StageState(
                deployment,
                settings.stageVariables(),
                settings.throttling() == null ? limits : settings.throttling(),
                settings.accessLog() == null ? log : settings.accessLog(),
                false);
    }

    /** For a comparison in words, without the deployment. */
    Map<String, String> fields() {
        Map<String, String> fields = new TreeMap<>();
        variables.forEach((name, value) -> fields.put("stageVariables." + name, value));
        if (limits != null) {
            fields.put("throttling.rateLimit", number(limits.rateLimit()));
            fields.put("throttling.burstLimit", Integer.toString(limits.burstLimit()));
        }
        if (log != null) {
            fields.put("accessLog.destination", log.destination());
            fields.put("accessLog.format", log.format());
        }
        if (autoDeploy) {
            fields.put("autoDeploy", "true");
        }
        return fields;
    }

    static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
