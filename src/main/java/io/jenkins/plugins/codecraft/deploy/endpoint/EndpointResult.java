package io.jenkins.plugins.codecraft.deploy.endpoint;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.ConsoleUrls;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the step returns of an endpoint. */
record EndpointResult(EndpointPlan plan, String arn, EndpointBefore before) {

    /** @param removed names of older versions that are gone */
    Map<String, Object> changed(AwsSession session, List<String> removed) {
        Map<String, Object> result = map(session, true, removed);
        boolean another = before.existed() && !before.configName().equals(plan.configName());
        if (another && !removed.contains(before.configName())) {
            result.put("rollback", Map.of("endpointConfigName", before.configName()));
        }
        return result;
    }

    Map<String, Object> unchanged(AwsSession session) {
        return map(session, false, List.of());
    }

    /** Nothing was changed, but {@code changes} says what would be. */
    Map<String, Object> planned(AwsSession session) {
        Map<String, Object> result = map(session, false, List.of());
        result.put("status", before.existed() ? "Planned" : "Missing");
        result.put("planned", true);
        return result;
    }

    private Map<String, Object> map(AwsSession session, boolean changed, List<String> removed) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("name", plan.endpoint());
        result.put("arn", arn);
        result.put("status", "InService");
        result.put("changed", changed);
        result.put("changes", new ArrayList<>(before.changes()));
        result.put("modelName", plan.models().get(0).name());
        result.put("endpointConfigName", plan.configName());
        result.put("previousEndpointConfigName", before.configName());
        result.put("variants", variants());
        result.put("removed", new ArrayList<>(removed));
        result.put("consoleUrl", ConsoleUrls.of(session).endpoint(plan.endpoint()));
        return result;
    }

    private List<Map<String, Object>> variants() {
        List<Map<String, Object>> variants = new ArrayList<>();
        for (VariantSettings variant : plan.settings().variants()) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("name", variant.name());
            values.put("modelName", plan.model(variant).name());
            ModelSettings model = variant.model();
            values.put("model", model.isPackaged() ? model.modelPackage() : model.artifacts());
            values.put("weight", variant.weight());
            variants.add(values);
        }
        return variants;
    }
}
