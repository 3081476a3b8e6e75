package io.jenkins.plugins.codecraft.deploy.stepfunctions;

import io.jenkins.plugins.codecraft.words.Words;
import java.io.Serializable;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineAliasResponse;
import software.amazon.awssdk.services.sfn.model.RoutingConfigurationListItem;

/**
 * Where an alias leads.
 *
 * @param weights percent by the ARN of a version; empty if there is no alias
 */
record Routes(Map<String, Integer> weights) implements Serializable {

    Routes {
        weights = Collections.unmodifiableMap(new TreeMap<>(weights));
    }

    static Routes none() {
        return new Routes(Map.of());
    }

    static Routes to(String version) {
        return new Routes(Map.of(version, 100));
    }

    static Routes of(DescribeStateMachineAliasResponse alias) {
        Map<String, Integer> weights = new TreeMap<>();
        alias.routingConfiguration().stream()
                .filter(route -> route.weight() > 0)
                .forEach(route -> weights.put(route.stateMachineVersionArn(), route.weight()));
        return new Routes(weights);
    }

    boolean exist() {
        return !weights.isEmpty();
    }

    boolean use(String version) {
        return weights.containsKey(version);
    }

    /** The ARN of the version that gets most; "" if there is none. */
    String main() {
        return weights.entrySet().stream()
                .max(Comparator.comparing(Map.Entry<String, Integer>::getValue).thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    /** Of the executions so many percent to a version, the rest to where most went. */
    Routes sharing(String version, int percent) {
        return percent >= 100 || !exist() || main().equals(version)
                ? to(version)
                : new Routes(Map.of(main(), 100 - percent, version, percent));
    }

    List<RoutingConfigurationListItem> configuration() {
        return weights.entrySet().stream()
                .map(route -> RoutingConfigurationListItem.builder()
                        .stateMachineVersionArn(route.getKey())
                        .weight(route.getValue())
                        .build())
                .toList();
    }

    /** Such as {@code version 3} or {@code version 3 (90 %), version 4 (10 %)}. */
    String words() {
        if (!exist()) {
            return Words.of(Routes.class, "noVersion");
        }
        List<String> all = weights.entrySet().stream()
                .map(route -> Words.of(
                        Routes.class,
                        "version",
                        number(route.getKey()),
                        route.getValue() == 100 ? "" : " (" + route.getValue() + " %)"))
                .toList();
        return String.join(", ", all);
    }

    /** The number of a version by its ARN; "" of "". */
    static String number(String version) {
        return version.substring(version.lastIndexOf(':') + 1);
    }
}
