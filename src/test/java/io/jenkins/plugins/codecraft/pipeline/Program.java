package io.jenkins.plugins.codecraft.pipeline;

import com.cloudbees.groovy.cps.Continuable;
import com.cloudbees.groovy.cps.Outcome;
import hudson.model.Result;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** All of a run that outlives a restart: it is written to bytes, and read from them, as one graph of objects. */
final class Program implements Serializable {
    private static final long serialVersionUID = 1L;

    final ArrayList<BranchThread> threads = new ArrayList<>();
    final TreeMap<String, String> environment = new TreeMap<>();
    Result result = Result.SUCCESS;
    private int lastId;

    void worsen(Result worse) {
        if (worse.isWorseThan(result)) {
            result = worse;
        }
    }

    int nextId() {
        return ++lastId;
    }

    /** The threads that run inside of {@code outer}, itself included. */
    List<BranchThread> within(BranchThread outer) {
        return threads.stream().filter(thread -> thread.isWithin(outer)).toList();
    }

    /** One line of execution: the script itself, or one branch of {@code parallel}. */
    static final class BranchThread implements Serializable {
        private static final long serialVersionUID = 1L;

        final Continuable continuable;
        final Join join;
        final String name;
        final ArrayList<Deadline> deadlines = new ArrayList<>();
        Scope scope;
        RunningStep step;

        /** With what to go on, or null while a step or a fork is under way. */
        Outcome resumeWith = new Outcome(null, null);

        BranchThread(String name, Continuable continuable, Join join, Scope scope) {
            this.name = name;
            this.continuable = continuable;
            this.join = join;
            this.scope = scope;
        }

        boolean isWithin(BranchThread outer) {
            return this == outer || join != null && join.parent.isWithin(outer);
        }
    }

    /** A step that has started and has not ended. */
    record RunningStep(RunnerStepContext context, StepExecution execution) implements Serializable {}

    /** The end of a {@code parallel}: waits for all branches and then has the first failure, or the values by name. */
    static final class Join implements Serializable {
        private static final long serialVersionUID = 1L;

        final BranchThread parent;
        final boolean failFast;
        private final LinkedHashMap<String, Object> values = new LinkedHashMap<>();
        private Throwable failure;
        private int pending;

        Join(BranchThread parent, Collection<String> branches, boolean failFast) {
            this.parent = parent;
            this.pending = branches.size();
            this.failFast = failFast;
            branches.forEach(branch -> values.put(branch, null));
        }

        void ended(String branch, Outcome outcome) {
            pending--;
            values.put(branch, outcome.getNormal());
            if (failure == null) {
                failure = outcome.getAbnormal();
            }
            if (pending == 0) {
                parent.resumeWith = failure == null ? new Outcome(values, null) : new Outcome(null, failure);
            }
        }
    }

    /** Until when the body of a {@code timeout} may run. */
    record Deadline(int id, Instant end) implements Serializable {}

    /** What a body sees of the variables and of the workspace. The workspace is null outside of {@code node}. */
    record Scope(Scope outer, Map<String, String> variables, String workspace) implements Serializable {}
}
