package io.jenkins.plugins.codecraft.jenkins;

import hudson.model.InvisibleAction;
import hudson.model.Run;

/** Counts the steps of a freestyle build, so that each is known by its place. */
final class StepNumbers extends InvisibleAction {
    private int last;

    static StepNumbers of(Run<?, ?> build) {
        synchronized (build) {
            StepNumbers known = build.getAction(StepNumbers.class);
            if (known != null) {
                return known;
            }
            StepNumbers first = new StepNumbers();
            build.addAction(first);
            return first;
        }
    }

    synchronized String next() {
        last++;
        return "step-" + last;
    }
}
