package io.jenkins.plugins.codecraft.operation.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** What a run left in API Gateway, and which API may invoke which function, a line each. */
final class ApiInventory {
    private final Ground ground;
    private final List<String> lines = new ArrayList<>();

    private ApiInventory(Ground ground) {
        this.ground = ground;
    }

    static List<String> of(Ground ground) {
        ApiInventory inventory = new ApiInventory(ground);
        inventory.httpApis(ground.apiGatewayV2());
        inventory.restApis(ground.apiGateway());
        inventory.permissions();
        return inventory.lines;
    }

    private void httpApis(ApiGatewayV2Client client) {
        client.getApis(request -> {}).items().forEach(api -> {
            lines.add("HTTP API " + api.name() + " " + api.description() + " " + new TreeMap<>(api.tags()));
            client.getDeployments(request -> request.apiId(api.apiId()))
                    .items()
                    .forEach(one -> lines.add("deployment " + one.deploymentId() + " " + one.description()));
            client.getStages(request -> request.apiId(api.apiId()))
                    .items()
                    .forEach(stage -> lines.add("stage " + stage.stageName() + " " + stage.deploymentId() + " "
                            + new TreeMap<>(stage.stageVariables())));
        });
    }

    private void restApis(ApiGatewayClient client) {
        client.getRestApis(request -> {}).items().forEach(api -> {
            lines.add("REST API " + api.name() + " " + api.description() + " " + new TreeMap<>(api.tags()));
            client.getDeployments(request -> request.restApiId(api.id()))
                    .items()
                    .forEach(one -> lines.add("deployment " + one.id() + " " + one.description()));
            client.getStages(request -> request.restApiId(api.id()))
                    .item()
                    .forEach(stage -> lines.add("stage " + stage.stageName() + " " + stage.deploymentId() + " "
                            + new TreeMap<>(stage.variables())));
        });
        client.getUsagePlans(request -> {})
                .items()
                .forEach(plan -> lines.add("usage plan " + plan.name() + " "
                        + plan.apiStages() + " "
                        + client.getUsagePlanKeys(request -> request.usagePlanId(plan.id()))
                                .items()));
    }

    private void permissions() {
        ground.lambda().listFunctionsPaginator().functions().forEach(function -> {
            try {
                lines.add("policy " + function.functionName() + " "
                        + ground.lambda()
                                .getPolicy(request -> request.functionName(function.functionName()))
                                .policy());
            } catch (ResourceNotFoundException none) {
                lines.add("policy " + function.functionName() + " none");
            }
        });
    }
}
