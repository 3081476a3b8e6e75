package io.jenkins.plugins.codecraft.deploy.lambda;

import java.io.Serializable;
import java.util.List;

/**
 * A deployment that is under way.
 *
 * @param existed whether there was a function before
 * @param before where the alias was
 * @param changes what differed, in words
 */
record Deployment(FunctionPlan plan, FunctionCode code, boolean existed, AliasState before, List<String> changes)
        implements Serializable {

    Deployment {
        changes = List.copyOf(changes);
    }

    Deployment with(FunctionCode other) {
        return new Deployment(plan, other, existed, before, changes);
    }

    String name() {
        return plan.name();
    }
}
