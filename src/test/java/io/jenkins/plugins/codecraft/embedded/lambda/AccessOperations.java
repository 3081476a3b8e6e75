package io.jenkins.plugins.codecraft.embedded.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import io.jenkins.plugins.codecraft.embedded.AwsResponse;
import java.util.List;
import java.util.Optional;

/** The operations on permissions and on concurrency. */
final class AccessOperations {
    private static final int ACCOUNT_LIMIT = 1000;
    private static final int UNRESERVED = 100;

    private final FunctionStore functions;

    AccessOperations(FunctionStore functions) {
        this.functions = functions;
    }

    List<Route> routes() {
        return List.of(
                Route.of("AddPermission", "POST", "functions/*/policy", this::add),
                Route.of("GetPolicy", "GET", "functions/*/policy", this::get),
                Route.of("RemovePermission", "DELETE", "functions/*/policy/*", this::remove),
                Route.of("PutFunctionConcurrency", "PUT", "functions/*/concurrency", this::reserve),
                Route.of("GetFunctionConcurrency", "GET", "functions/*/concurrency", this::reserved),
                Route.of("DeleteFunctionConcurrency", "DELETE", "functions/*/concurrency", this::unreserve),
                Route.of(
                        "PutProvisionedConcurrencyConfig",
                        "PUT",
                        "functions/*/provisioned-concurrency",
                        this::provision),
                Route.of(
                        "GetProvisionedConcurrencyConfig",
                        "GET",
                        "functions/*/provisioned-concurrency",
                        this::provisioned),
                Route.of(
                        "DeleteProvisionedConcurrencyConfig",
                        "DELETE",
                        "functions/*/provisioned-concurrency",
                        this::unprovision));
    }

    private AwsResponse add(AwsRequest request) {
        ObjectNode json = request.json();
        LambdaShapes.PERMISSION.validate(json);
        LambdaFunction function = functions.require(request);
        Optional<String> qualifier = FunctionStore.name(request).qualifier();
        if (qualifier.filter(FunctionName.LATEST::equals).isPresent()) {
            throw LambdaErrors.invalid("We currently do not support adding policies for $LATEST.");
        }
        String resource = qualifier.map(text -> function.arn() + ":" + text).orElse(function.arn());
        ObjectNode statement = function.withPolicy(qualifier, policy -> {
            policy.require(FunctionOperations.text(json, "RevisionId"));
            return policy.add(json, resource);
        });
        return AwsResponse.json(AwsJson.object().put("Statement", statement.toString()))
                .withStatus(201);
    }

    private AwsResponse get(AwsRequest request) {
        return AwsResponse.json(functions
                .require(request)
                .withPolicy(FunctionStore.name(request).qualifier(), policy -> {
                    if (policy.isEmpty()) {
                        throw LambdaErrors.notFound("The resource you requested does not exist.");
                    }
                    return policy.describe();
                }));
    }

    private AwsResponse remove(AwsRequest request) {
        return functions.require(request).withPolicy(FunctionStore.name(request).qualifier(), policy -> {
            policy.require(request.query("RevisionId"));
            policy.remove(Route.variable(request, 2));
            return AwsResponse.empty().withStatus(204);
        });
    }

    private AwsResponse reserve(AwsRequest request) {
        LambdaShapes.CONCURRENCY.validate(request.json());
        LambdaFunction function = functions.require(request);
        int wanted = request.json().get("ReservedConcurrentExecutions").asInt();
        int others = functions.all(request.region()).stream()
                .filter(other -> other != function)
                .mapToInt(other -> other.reserved().orElse(0))
                .sum();
        if (others + wanted > ACCOUNT_LIMIT - UNRESERVED) {
            throw LambdaErrors.invalid("Specified ReservedConcurrentExecutions for function decreases account's"
                    + " UnreservedConcurrentExecution below its minimum value of [" + UNRESERVED + "].");
        }
        function.reserve(Optional.of(wanted));
        return AwsResponse.json(AwsJson.object().put("ReservedConcurrentExecutions", wanted));
    }

    private AwsResponse reserved(AwsRequest request) {
        ObjectNode answer = AwsJson.object();
        functions.require(request).reserved().ifPresent(number -> answer.put("ReservedConcurrentExecutions", number));
        return AwsResponse.json(answer);
    }

    private AwsResponse unreserve(AwsRequest request) {
        functions.require(request).reserve(Optional.empty());
        return AwsResponse.empty().withStatus(204);
    }

    private static String qualifier(AwsRequest request) {
        return FunctionStore.name(request)
                .qualifier()
                .orElseThrow(() -> LambdaErrors.invalid("The qualifier must not be null."));
    }

    private AwsResponse provision(AwsRequest request) {
        LambdaShapes.PROVISIONED.validate(request.json());
        LambdaFunction function = functions.require(request);
        String qualifier = qualifier(request);
        function.provision(
                qualifier, request.json().get("ProvisionedConcurrentExecutions").asInt());
        return describe(function.provisionedOf(qualifier)).withStatus(202);
    }

    private AwsResponse provisioned(AwsRequest request) {
        LambdaFunction function = functions.require(request);
        if (request.query("List").isPresent()) {
            ObjectNode answer = AwsJson.object();
            answer.putArray("ProvisionedConcurrencyConfigs");
            function.provisioned().forEach((qualifier, now) -> answer.withArray("/ProvisionedConcurrencyConfigs")
                    .add(members(now).put("FunctionArn", function.arn() + ":" + qualifier)));
            return AwsResponse.json(answer);
        }
        return describe(function.provisionedOf(qualifier(request)));
    }

    private static AwsResponse describe(LambdaFunction.Provisioned now) {
        return AwsResponse.json(members(now));
    }

    private static ObjectNode members(LambdaFunction.Provisioned now) {
        int ready = now.ready() ? now.wanted() : 0;
        return AwsJson.object()
                .put("RequestedProvisionedConcurrentExecutions", now.wanted())
                .put("AvailableProvisionedConcurrentExecutions", ready)
                .put("AllocatedProvisionedConcurrentExecutions", ready)
                .put("Status", now.ready() ? "READY" : "IN_PROGRESS");
    }

    private AwsResponse unprovision(AwsRequest request) {
        functions.require(request).unprovision(qualifier(request));
        return AwsResponse.empty().withStatus(204);
    }
}
