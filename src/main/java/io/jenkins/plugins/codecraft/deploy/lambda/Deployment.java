package io.jenkins.plugins.codecraft.deploy.lambda;

import java.io.Serializable;
import java.util.List;

/**
 * A deployment that is under way.
 *
 * @param was what there was before
 * @param changes what differed, in words
 */
record Deployment(FunctionPlan plan, FunctionCode code, FunctionBefore was, List<String> changes)
        implements Serializable {

    Deployment {
        changes = List.copyOf(changes);
    }

    Deployment with(FunctionCode other) {
        return new Deployment(plan, other, was, changes);
    }

    String name() {
        return plan.name();
    }

    boolean existed() {
        return was.existed();
    }

    /** Where the alias was. */
    AliasState before() {
        return was.alias();
    }

    /** Whether an alias can be where it is by what this deployment did: it has no version but the old and the new. */
    boolean mayHaveMade(AliasState now, String version) {
        AliasState before = before();
        return now.exists()
                && (now.version().equals(version) || now.version().equals(before.version()))
                && now.weights().keySet().stream()
                        .allMatch(other ->
                                other.equals(version) || before.weights().containsKey(other));
    }
}
