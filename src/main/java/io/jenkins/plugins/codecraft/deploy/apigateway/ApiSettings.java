package io.jenkins.plugins.codecraft.deploy.apigateway;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is to be deployed, as it was written. Texts that were left out are "", other things null.
 *
 * @param openapi a file of the workspace, OpenAPI 3 as YAML or JSON
 * @param type {@code HTTP}, {@code REST}, or "" to tell by the file
 * @param stageVariables all variables of the stage
 * @param throttling of the stage; null leaves it as it is
 * @param accessLog of the stage; null leaves it as it is
 * @param usagePlan of a REST API
 */
record ApiSettings(
        String name,
        String openapi,
        String type,
        String stage,
        Map<String, String> stageVariables,
        Limits throttling,
        LogTarget accessLog,
        PlanSettings usagePlan)
        implements Serializable {

    ApiSettings {
        stageVariables = Collections.unmodifiableMap(new TreeMap<>(stageVariables));
    }

    /**
     * How much is let through.
     *
     * @param rateLimit requests a second
     * @param burstLimit how many at once
     */
    record Limits(double rateLimit, int burstLimit) implements Serializable {}

    /**
     * Where a line for each request goes.
     *
     * @param destination the ARN of a log group
     * @param format with variables such as {@code $context.status}
     */
    record LogTarget(String destination, String format) implements Serializable {
        /** API Gateway leaves out what other services end such an ARN with. */
        LogTarget {
            destination = destination.replaceFirst(":\\*$", "");
        }
    }

    /**
     * Who may call how much: a usage plan with one API key.
     *
     * @param name of both
     * @param limits null for none of its own
     * @param quota requests in a period; 0 for no quota
     * @param period {@code DAY}, {@code WEEK} or {@code MONTH}
     */
    record PlanSettings(String name, Limits limits, int quota, String period) implements Serializable {}
}
