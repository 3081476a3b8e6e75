package io.jenkins.plugins.codecraft.pipeline;

import com.cloudbees.groovy.cps.Outcome;
import com.google.common.util.concurrent.ListenableFuture;
import hudson.model.Result;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** What a step knows of the run that it is part of. After a restart, the contexts of before are dead: they say so. */
final class RunnerStepContext extends StepContext {
    private static final long serialVersionUID = 1L;

    private final CpsVm vm;
    private final Program.BranchThread thread;
    private final int id;
    private final String functionName;
    private transient Outcome synchronousOutcome;

    RunnerStepContext(CpsVm vm, Program.BranchThread thread, int id, String functionName) {
        this.vm = vm;
        this.thread = thread;
        this.id = id;
        this.functionName = functionName;
    }

    Program.BranchThread thread() {
        return thread;
    }

    int id() {
        return id;
    }

    String functionName() {
        return functionName;
    }

    /** The outcome that was given so far, or null. */
    synchronized Outcome outcome() {
        return synchronousOutcome;
    }

    @Override
    public <T> T get(Class<T> key) {
        return vm.contextual(this, key);
    }

    @Override
    public void onSuccess(Object result) {
        complete(new Outcome(result, null));
    }

    @Override
    public void onFailure(Throwable t) {
        complete(new Outcome(null, t));
    }

    private void complete(Outcome outcome) {
        synchronized (this) {
            if (synchronousOutcome != null) {
                throw new IllegalStateException(functionName + " has already ended");
            }
            synchronousOutcome = outcome;
        }
        vm.completed(this, outcome);
    }

    @Override
    public boolean isReady() {
        return vm.isLive();
    }

    @Override
    public ListenableFuture<Void> saveState() {
        return vm.saveState(this);
    }

    @Override
    public void setResult(Result result) {
        vm.worsen(result);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RunnerStepContext context && context.id == id && context.vm == vm;
    }

    @Override
    public int hashCode() {
        return id;
    }

    @Override
    public String toString() {
        return functionName + "#" + id;
    }
}
