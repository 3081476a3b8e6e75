package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.operation.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetPolicyResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/**
 * The statements of our triggers in the resource policy of a function or an alias.
 *
 * @param sources the ARN that each lets invoke, by its id
 * @param revision null if there is no policy
 */
record Permissions(Map<String, String> sources, String revision) {

    static Permissions read(LambdaClient client, TriggerNames names) {
        GetPolicyResponse policy;
        try {
            policy = client.getPolicy(
                    request -> request.functionName(names.function()).qualifier(qualifier(names)));
        } catch (ResourceNotFoundException none) {
            return new Permissions(Map.of(), null);
        }
        Map<String, String> sources = new TreeMap<>();
        if (Json.read(policy.policy()).orElse(null) instanceof Map<?, ?> document
                && document.get("Statement") instanceof List<?> statements) {
            statements.forEach(statement -> {
                if (statement instanceof Map<?, ?> map && TriggerNames.isStatement(String.valueOf(map.get("Sid")))) {
                    sources.put(map.get("Sid").toString(), source(map));
                }
            });
        }
        return new Permissions(sources, policy.revisionId());
    }

    static String qualifier(TriggerNames names) {
        return names.alias().isEmpty() ? null : names.alias();
    }

    private static String source(Map<?, ?> statement) {
        return statement.get("Condition") instanceof Map<?, ?> condition
                        && condition.get("ArnLike") instanceof Map<?, ?> like
                        && like.get("AWS:SourceArn") instanceof String arn
                ? arn
                : "";
    }

    boolean has(String statement) {
        return sources.containsKey(statement);
    }
}
