package io.jenkins.plugins.codecraft.operation.crash;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.states.Flows;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** State machines that a run left, with their versions, aliases and executions. */
final class StateInventory {
    private final Flows flows;
    private final List<String> lines = new ArrayList<>();

    private StateInventory(Flows flows) {
        this.flows = flows;
    }

    static List<String> of(Ground ground) {
        StateInventory inventory = new StateInventory(new Flows(ground.aws(), ground.region()));
        inventory
                .flows
                .call("ListStateMachines", AwsJson.object())
                .path("stateMachines")
                .forEach(inventory::machine);
        return inventory.lines;
    }

    private void machine(JsonNode listed) {
        String name = listed.path("name").asText();
        String arn = listed.path("stateMachineArn").asText();
        lines.add("state machine " + name + " " + result(arn) + " " + new TreeSet<>(flows.tags(name)));
        flows.versions(name)
                .forEach(number ->
                        lines.add("machine version " + name + ":" + number + " " + result(arn + ":" + number)));
        list("ListStateMachineAliases", arn).path("stateMachineAliases").forEach(alias -> {
            String aliasArn = alias.path("stateMachineAliasArn").asText();
            lines.add("route " + name + aliasArn.substring(aliasArn.lastIndexOf(':')) + " " + routes(aliasArn));
        });
        if (listed.path("type").asText().equals("EXPRESS")) {
            return; // its executions can't be listed
        }
        list("ListExecutions", arn)
                .path("executions")
                .forEach(execution -> lines.add("execution " + name + " "
                        + execution.path("status").asText() + " "
                        + execution.path("redriveCount").asInt() + " "
                        + execution.path("name").asText()));
    }

    private JsonNode list(String operation, String arn) {
        return flows.call(operation, AwsJson.object().put("stateMachineArn", arn));
    }

    private List<String> routes(String alias) {
        List<String> routes = new ArrayList<>();
        flows.call("DescribeStateMachineAlias", AwsJson.object().put("stateMachineAliasArn", alias))
                .path("routingConfiguration")
                .forEach(route -> {
                    String version = route.path("stateMachineVersionArn").asText();
                    routes.add(version.substring(version.lastIndexOf(':') + 1) + " "
                            + route.path("weight").asInt() + " " + result(version));
                });
        return routes;
    }

    /** What the only state of the machine gives. */
    private String result(String arn) {
        JsonNode machine = flows.call("DescribeStateMachine", AwsJson.object().put("stateMachineArn", arn));
        return machine.path("definition").asText().replaceAll("(?s).*\"Result\": \"(.)\".*|.*", "$1");
    }
}
