package io.jenkins.plugins.codecraft.operation.crash;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.codecraft.embedded.apigateway.HttpApis;
import io.jenkins.plugins.codecraft.embedded.apigateway.RestApis;
import io.jenkins.plugins.codecraft.embedded.lambda.Lambda;
import java.util.ArrayList;
import java.util.List;

/** What a run left in API Gateway, and which API may invoke which function, a line each. */
final class ApiInventory {
    private final Ground ground;
    private final List<String> lines = new ArrayList<>();

    private ApiInventory(Ground ground) {
        this.ground = ground;
    }

    static List<String> of(Ground ground) {
        ApiInventory inventory = new ApiInventory(ground);
        inventory.httpApis(Inside.of(ground, HttpApis.class));
        inventory.restApis(Inside.of(ground, RestApis.class));
        inventory.permissions(Inside.of(ground, Lambda.class));
        return inventory.lines;
    }

    private void httpApis(Inside service) {
        service.get("/v2/apis").path("items").forEach(api -> {
            String path = "/v2/apis/" + api.path("apiId").asText();
            lines.add("HTTP API " + named(api));
            service.get(path + "/deployments")
                    .path("items")
                    .forEach(one -> lines.add("deployment " + Inventory.words(one, "deploymentId", "description")));
            service.get(path + "/stages")
                    .path("items")
                    .forEach(stage -> lines.add("stage " + Inventory.words(stage, "stageName", "deploymentId") + " "
                            + Inside.map(stage.path("stageVariables"))));
        });
    }

    private void restApis(Inside service) {
        service.get("/restapis").path("item").forEach(api -> {
            String path = "/restapis/" + api.path("id").asText();
            lines.add("REST API " + named(api));
            service.get(path + "/deployments")
                    .path("item")
                    .forEach(one -> lines.add("deployment " + Inventory.words(one, "id", "description")));
            service.get(path + "/stages")
                    .path("item")
                    .forEach(stage -> lines.add("stage " + Inventory.words(stage, "stageName", "deploymentId") + " "
                            + Inside.map(stage.path("variables"))));
        });
        service.get("/usageplans")
                .path("item")
                .forEach(plan -> lines.add("usage plan " + Inventory.words(plan, "name", "apiStages") + " "
                        + service.get("/usageplans/" + plan.path("id").asText() + "/keys")
                                .path("item")));
    }

    private static String named(JsonNode api) {
        return Inventory.words(api, "name", "description") + " " + Inside.map(api.path("tags"));
    }

    private void permissions(Inside lambda) {
        lambda.get("/2015-03-31/functions").path("Functions").forEach(function -> {
            String name = function.path("FunctionName").asText();
            lines.add("policy " + name + " "
                    + lambda.find("/2015-03-31/functions/" + name + "/policy")
                            .map(policy -> policy.path("Policy").asText())
                            .orElse("none"));
        });
    }
}
