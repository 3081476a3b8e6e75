package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.words.Words;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.lambda.model.AliasRoutingConfiguration;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;

/**
 * Where an alias sends its callers.
 *
 * @param version "" if there is no alias
 * @param weights the shares of other versions, each from 0 to 1
 */
record AliasState(String version, Map<String, Double> weights) implements Serializable {
    private static final String LATEST = "$LATEST";

    AliasState {
        // a TreeMap, as not every map of the SDK can be saved
        weights = new TreeMap<>(weights);
    }

    static AliasState none() {
        return at("");
    }

    static AliasState at(String version) {
        return new AliasState(version, Map.of());
    }

    static AliasState of(GetAliasResponse alias) {
        AliasRoutingConfiguration routing = alias.routingConfig();
        return new AliasState(alias.functionVersion(), routing == null ? Map.of() : routing.additionalVersionWeights());
    }

    boolean exists() {
        return !version.isEmpty();
    }

    /** Whether traffic can be shared with it; Lambda shares published versions only. */
    boolean canShare() {
        return exists() && !version.equals(LATEST);
    }

    /** The same with a share for a new version. */
    AliasState sharing(String other, int percent) {
        return percent >= 100 ? at(other) : new AliasState(version, Map.of(other, percent / 100.0));
    }

    boolean uses(String other) {
        return version.equals(other) || weights.containsKey(other);
    }

    AliasRoutingConfiguration routing() {
        return AliasRoutingConfiguration.builder()
                .additionalVersionWeights(weights)
                .build();
    }

    /** Such as {@code version 3} or {@code version 3, 10 % version 4}. */
    String words() {
        List<String> words = new ArrayList<>(List.of(Words.of(AliasState.class, "version", version)));
        weights.forEach(
                (other, share) -> words.add(Words.of(AliasState.class, "version2", Math.round(share * 100), other)));
        return String.join(", ", words);
    }
}
