package io.jenkins.plugins.codecraft.embedded.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A name for a version, or for two versions that share the traffic. Immutable.
 *
 * @param weights of additional versions, each from 0 to 1
 */
record FunctionAlias(String name, String version, String description, Map<String, Double> weights, String revision) {

    static FunctionAlias of(String name, String version, String description, Map<String, Double> weights) {
        return new FunctionAlias(
                name,
                version,
                description,
                Map.copyOf(weights),
                UUID.randomUUID().toString());
    }

    /** The versions that get traffic. */
    Set<String> versions() {
        Set<String> versions = new TreeSet<>(weights.keySet());
        versions.add(version);
        return versions;
    }

    /** @param chance from 0 to 1 */
    String choose(double chance) {
        double passed = 0;
        for (Map.Entry<String, Double> weight : weights.entrySet()) {
            passed += weight.getValue();
            if (chance < passed) {
                return weight.getKey();
            }
        }
        return version;
    }

    ObjectNode describe(String functionArn) {
        ObjectNode answer = AwsJson.object()
                .put("AliasArn", functionArn + ":" + name)
                .put("Name", name)
                .put("FunctionVersion", version)
                .put("Description", description)
                .put("RevisionId", revision);
        if (!weights.isEmpty()) {
            answer.putObject("RoutingConfig").set("AdditionalVersionWeights", AwsJson.tree(weights));
        }
        return answer;
    }
}
