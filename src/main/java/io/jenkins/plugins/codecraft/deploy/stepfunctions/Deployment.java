package io.jenkins.plugins.codecraft.deploy.stepfunctions;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A deployment that is under way.
 *
 * @param before what the state machine was; null if there was none
 * @param revision the id of the revision that it was; "" of the first one
 * @param routes where the alias led
 * @param newest the number of the newest version that there was; 0 if there was none
 * @param changes what differed, in words
 * @param version the ARN of the version with the wanted configuration; "" until it is known
 */
record Deployment(
        MachinePlan plan,
        MachineConfig before,
        String revision,
        Routes routes,
        int newest,
        List<String> changes,
        String version)
        implements Serializable {

    Deployment {
        changes = List.copyOf(changes);
    }

    static Deployment ofNothing(MachinePlan plan) {
        return new Deployment(plan, null, "", Routes.none(), 0, List.of(), "");
    }

    boolean existed() {
        return before != null;
    }

    Deployment withChanges(List<String> words) {
        return new Deployment(plan, before, revision, routes, newest, words, version);
    }

    Deployment withVersion(String arn) {
        return new Deployment(plan, before, revision, routes, newest, changes, arn);
    }

    /** The ARN of the newest version that there was; "" if there was none. */
    String newestArn() {
        return newest == 0 ? "" : plan.arn() + ":" + newest;
    }

    /** The ARN of the version that was served: where the alias led, without one the newest; "" if there was none. */
    String served() {
        return plan.settings().hasAlias() ? routes.main() : newestArn();
    }

    /** What the step's result says to go back to; empty if there was no version. */
    Map<String, Object> rollback() {
        if (!existed()) {
            return Map.of("delete", plan.name());
        }
        Map<String, Object> rollback = new TreeMap<>();
        if (!served().isEmpty()) {
            rollback.put("version", Routes.number(served()));
        }
        if (routes.exist()) {
            rollback.put("alias", plan.settings().alias());
        }
        return rollback;
    }
}
