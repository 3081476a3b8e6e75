package io.jenkins.plugins.codecraft.pipeline;

import com.cloudbees.groovy.cps.Continuable;
import com.cloudbees.groovy.cps.Continuation;
import com.cloudbees.groovy.cps.Envs;
import com.cloudbees.groovy.cps.impl.CpsCallableInvocation;
import groovy.lang.Closure;
import hudson.model.Result;
import io.jenkins.plugins.codecraft.pipeline.Program.BranchThread;
import io.jenkins.plugins.codecraft.pipeline.Program.Join;
import io.jenkins.plugins.codecraft.pipeline.Program.Scope;
import java.io.File;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** What the block steps, which are written in Groovy, need of the engine. */
public final class BlockHost implements Serializable {
    private static final long serialVersionUID = 1L;

    static final String[] STEPS = {
        "stage", "script", "node", "dir", "withEnv", "timeout", "retry", "catchError", "parallel"
    };

    private final CpsVm vm;

    BlockHost(CpsVm vm) {
        this.vm = vm;
    }

    public void stepStarts(String step) {
        vm.console().mark(step);
    }

    public void blockStarts(String label) {
        vm.console().mark(label == null ? "{" : "{ (" + label + ")");
    }

    public void blockEnds(String step) {
        vm.console().mark("}");
        stepEnds(step);
    }

    public void stepEnds(String step) {
        vm.console().mark("// " + step);
    }

    public void println(Object text) {
        vm.console().println(String.valueOf(text));
    }

    public void allocateNode() {
        String workspace = vm.run().workspace().toString();
        println("Running on Jenkins in " + workspace);
        enter(new Scope(vm.current().scope, Map.of("NODE_NAME", "built-in", "WORKSPACE", workspace), workspace));
    }

    public void enterDirectory(String path) {
        Scope scope = vm.current().scope;
        if (scope == null || scope.workspace() == null) {
            throw new IllegalStateException("dir needs a workspace: surround it with node { }");
        }
        String directory = new File(path).isAbsolute() ? path : scope.workspace() + File.separator + path;
        println("Running in " + directory);
        enter(new Scope(scope, Map.of(), directory));
    }

    public void enterEnvironment(List<?> assignments) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (Object assignment : assignments) {
            String[] parts = assignment.toString().split("=", 2);
            if (parts.length < 2) {
                throw new IllegalArgumentException("withEnv expects NAME=value but received " + assignment);
            }
            variables.put(parts[0], parts[1]);
        }
        Scope scope = vm.current().scope;
        enter(new Scope(scope, variables, scope == null ? null : scope.workspace()));
    }

    private void enter(Scope scope) {
        vm.current().scope = scope;
    }

    public void leaveScope() {
        vm.current().scope = vm.current().scope.outer();
    }

    public int startTimeout(Map<String, Object> arguments) {
        return new Timeouts(vm).start(vm.current(), arguments);
    }

    public void endTimeout(int id) {
        new Timeouts(vm).end(vm.current(), id);
    }

    public boolean isInterruption(Throwable failure) {
        return failure instanceof FlowInterruptedException;
    }

    public void reportFailure(Throwable failure) {
        Failures.print(failure, vm.console());
    }

    /** What {@code catchError} does with a failure: the build gets its result and goes on. */
    public void caught(Throwable failure, Map<String, Object> arguments) {
        if (arguments.get("message") != null) {
            println(arguments.get("message"));
        }
        reportFailure(failure);
        Object result = arguments.getOrDefault("buildResult", "FAILURE");
        vm.program()
                .worsen(isInterruption(failure) ? Failures.result(failure) : Result.fromString(String.valueOf(result)));
    }

    public void failed(Throwable failure) {
        vm.program().worsen(Failures.result(failure));
    }

    /** The {@code post} conditions that hold, in the order in which Declarative runs them. */
    public List<String> postConditions(Throwable failure) {
        Result result = failure == null ? vm.program().result : Failures.result(failure);
        List<String> conditions = new ArrayList<>(List.of("always"));
        if (result != Result.SUCCESS) {
            conditions.add(result.toString().toLowerCase(java.util.Locale.ROOT));
            conditions.add("unsuccessful");
        } else {
            conditions.add("success");
        }
        conditions.add("cleanup");
        return conditions;
    }

    /** Runs the branches side by side; the calling thread waits until all have ended. */
    public Object fork(Map<String, Object> arguments) {
        Map<String, Object> branches = new LinkedHashMap<>(arguments);
        boolean failFast = Boolean.TRUE.equals(branches.remove("failFast"));
        for (Map.Entry<String, Object> branch : branches.entrySet()) {
            if (!(branch.getValue() instanceof Closure)) {
                throw new IllegalArgumentException("parallel expects a closure as branch " + branch.getKey()
                        + " but received " + branch.getValue());
            }
        }
        if (branches.isEmpty()) {
            return Map.of();
        }
        BranchThread parent = vm.current();
        Join join = new Join(parent, branches.keySet(), failFast);
        branches.forEach((name, body) -> {
            vm.console().mark("{ (Branch: " + name + ")");
            vm.program().threads.add(new BranchThread(name, continuable((Closure<?>) body), join, parent.scope));
        });
        return Continuable.suspend("fork", "parallel");
    }

    private static Continuable continuable(Closure<?> body) {
        try {
            body.call();
        } catch (CpsCallableInvocation invocation) {
            return new Continuable(invocation.invoke(Envs.empty(), null, Continuation.HALT));
        }
        throw new IllegalArgumentException("not a closure of the script: " + body);
    }
}
