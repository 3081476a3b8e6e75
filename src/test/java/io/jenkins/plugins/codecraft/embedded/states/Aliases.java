package io.jenkins.plugins.codecraft.embedded.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import io.jenkins.plugins.codecraft.embedded.states.Machine.Alias;
import io.jenkins.plugins.codecraft.embedded.states.Machine.Route;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The operations on aliases. */
record Aliases(Machines machines) {

    JsonNode create(AwsRequest request) {
        JsonNode json = request.json();
        StateShapes.CREATE_ALIAS.validate(json);
        synchronized (machines) {
            List<Route> routes = routes(json.get("routingConfiguration"));
            Machine machine = machines.machine(routes.get(0).version());
            if (machine.deleting()) {
                throw Errors.deleting(machine.arn());
            }
            String name = json.get("name").asText();
            String description = json.path("description").asText("");
            Instant now = machines.now();
            Alias alias = machine.aliases()
                    .computeIfAbsent(
                            name, any -> new Alias(machine.arn() + ":" + name, description, routes, now, now, 0));
            if (!alias.routes().equals(routes) || !alias.description().equals(description)) {
                throw Errors.of(
                        "ConflictException", "Failed to create alias because an alias of this name exists: " + name);
            }
            return AwsJson.object()
                    .put("stateMachineAliasArn", alias.arn())
                    .put("creationDate", AwsJson.timestamp(alias.created()));
        }
    }

    private List<Route> routes(JsonNode json) {
        List<Route> routes = new ArrayList<>();
        int sum = 0;
        for (JsonNode each : json) {
            String arn = each.get("stateMachineVersionArn").asText();
            Machine machine = machines.machine(arn);
            int number = MachineArn.parse(arn).version().orElseThrow(() -> Errors.arn(arn, "Version ARN expected"));
            if (machine.version(number).isEmpty()) {
                throw Errors.noResource(arn);
            }
            routes.add(new Route(arn, each.get("weight").asInt()));
            sum += each.get("weight").asInt();
        }
        boolean oneMachine = routes.stream()
                        .map(route -> MachineArn.parse(route.version()).machine())
                        .distinct()
                        .count()
                == 1;
        if (sum != 100
                || !oneMachine
                || routes.stream().map(Route::version).distinct().count() != routes.size()) {
            throw Errors.of(
                    "ValidationException",
                    "The routing configuration must have different versions of one state machine, and their weights"
                            + " must sum up to 100");
        }
        return List.copyOf(routes);
    }

    JsonNode update(AwsRequest request) {
        JsonNode json = request.json();
        StateShapes.UPDATE_ALIAS.validate(json);
        synchronized (machines) {
            Alias alias = find(request);
            if (!json.has("routingConfiguration") && !json.has("description")) {
                throw Errors.of("ValidationException", "Either the description or the routing must be specified");
            }
            List<Route> routes =
                    json.has("routingConfiguration") ? routes(json.get("routingConfiguration")) : alias.routes();
            Alias next = new Alias(
                    alias.arn(),
                    json.path("description").asText(alias.description()),
                    routes,
                    alias.created(),
                    machines.now(),
                    0);
            machines.machine(alias.arn()).aliases().put(name(alias.arn()), next);
            return AwsJson.object().put("updateDate", AwsJson.timestamp(next.updated()));
        }
    }

    JsonNode describe(AwsRequest request) {
        StateShapes.ONE_ALIAS.validate(request.json());
        synchronized (machines) {
            Alias alias = find(request);
            ObjectNode answer = AwsJson.object()
                    .put("stateMachineAliasArn", alias.arn())
                    .put("name", name(alias.arn()))
                    .put("description", alias.description())
                    .put("creationDate", AwsJson.timestamp(alias.created()))
                    .put("updateDate", AwsJson.timestamp(alias.updated()));
            ArrayNode routes = answer.putArray("routingConfiguration");
            alias.routes().forEach(route -> routes.addObject()
                    .put("stateMachineVersionArn", route.version())
                    .put("weight", route.weight()));
            return answer;
        }
    }

    JsonNode delete(AwsRequest request) {
        StateShapes.ONE_ALIAS.validate(request.json());
        synchronized (machines) {
            Alias alias = find(request);
            machines.machine(alias.arn()).aliases().remove(name(alias.arn()));
            return AwsJson.object();
        }
    }

    JsonNode list(AwsRequest request) {
        StateShapes.LIST_OF_ONE.validate(request.json());
        String arn = request.json().get("stateMachineArn").asText();
        synchronized (machines) {
            boolean ofVersion = MachineArn.parse(arn).version().isPresent();
            List<ObjectNode> all = machines.machine(arn).aliases().values().stream()
                    .filter(alias -> !ofVersion
                            || alias.routes().stream()
                                    .anyMatch(route -> route.version().equals(arn)))
                    .map(alias -> AwsJson.object()
                            .put("stateMachineAliasArn", alias.arn())
                            .put("creationDate", AwsJson.timestamp(alias.created())))
                    .toList();
            return Pages.of(request.json()).answer("stateMachineAliases", all);
        }
    }

    private Alias find(AwsRequest request) {
        String arn = request.json().get("stateMachineAliasArn").asText();
        MachineArn parsed = MachineArn.parse(arn);
        return parsed.alias()
                .flatMap(name -> machines.find(parsed.machine())
                        .map(machine -> machine.aliases().get(name)))
                .orElseThrow(() -> Errors.noResource(arn));
    }

    private static String name(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }
}
