package io.jenkins.plugins.codecraft.pipeline;

import com.cloudbees.groovy.cps.Continuable;
import com.cloudbees.groovy.cps.Outcome;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.SettableFuture;
import groovy.lang.Script;
import hudson.EnvVars;
import hudson.model.Result;
import hudson.model.TaskListener;
import io.jenkins.plugins.codecraft.pipeline.Program.BranchThread;
import io.jenkins.plugins.codecraft.pipeline.Program.RunningStep;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Interprets the program of a run on one thread of its own, between two starts of the controller. A restart makes a new
 * one of the bytes of the old, whose steps then cannot reach the run any more.
 */
final class CpsVm implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Continuations nest as deep as the blocks of a script, and each is several frames of Java serialization. */
    private static final long STACK_BYTES = 256L << 20;

    private static final List<Class<?>> CATEGORIES = Stream.<Class<?>>concat(
                    Continuable.categories.stream().map(type -> (Class<?>) type),
                    Stream.of(SerializableIterators.class))
            .toList();

    private final transient PipelineRun run;
    private final transient ScheduledThreadPoolExecutor executor;
    private final transient ProgramStore store;
    private final transient TaskListener listener = new ConsoleListener(this);
    private transient Program program;
    private transient BranchThread current;
    private transient byte[] saved;
    private transient boolean restartPending;
    private transient boolean orderly = true;
    private final transient CompletableFuture<Optional<byte[]>> frozen = new CompletableFuture<>();
    private transient volatile boolean live = true;

    private CpsVm(PipelineRun run) {
        this.run = run;
        this.executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(null, task, "CPS VM of " + run.name(), STACK_BYTES);
            thread.setDaemon(true);
            return thread;
        });
        this.executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.store = new ProgramStore(this, ScriptLoader.of(run.scriptText()));
    }

    /** Runs the script from its beginning. */
    static CpsVm start(PipelineRun run) {
        CpsVm vm = new CpsVm(run);
        vm.submit(() -> {
            Script script = vm.store.loader().newScript(vm);
            vm.program = new Program();
            vm.program.threads.add(new BranchThread("", new Continuable(script), null, null));
            vm.runThreads();
        });
        return vm;
    }

    /** Goes on where the program was when {@code saved} was written. */
    static CpsVm resume(PipelineRun run, byte[] saved) {
        CpsVm vm = new CpsVm(run);
        vm.submit(() -> {
            vm.program = vm.store.read(saved);
            vm.saved = saved;
            for (BranchThread thread : List.copyOf(vm.program.threads)) {
                new Timeouts(vm).rearm(thread);
                if (thread.step != null) {
                    vm.resumeStep(thread.step);
                }
            }
            vm.runThreads();
        });
        return vm;
    }

    private void resumeStep(RunningStep step) {
        try {
            step.execution().onResume();
        } catch (RuntimeException e) {
            step.context().onFailure(e);
        }
    }

    private Object writeReplace() {
        return ProgramStore.Reference.VM;
    }

    Console console() {
        return run.console();
    }

    TaskListener listener() {
        return listener;
    }

    StepRegistry registry() {
        return run.registry();
    }

    PipelineRun run() {
        return run;
    }

    Program program() {
        return program;
    }

    /** The thread whose code is being interpreted. */
    BranchThread current() {
        return current;
    }

    ScheduledExecutorService executor() {
        return executor;
    }

    boolean isLive() {
        return live;
    }

    /** Runs {@code task} between two pieces of the program. Without effect once this VM is no longer the one of the run. */
    void submit(VmTask task) {
        try {
            executor.execute(() -> {
                try {
                    if (live) {
                        task.run();
                    }
                    if (live && restartPending) {
                        shutDown(Optional.of(saved));
                        Controller.restart(run, this, orderly);
                    }
                } catch (Exception | Error e) {
                    fail(e);
                }
            });
        } catch (RejectedExecutionException e) {
            if (live) {
                throw e;
            }
        }
    }

    /** A task of the VM's thread. */
    interface VmTask {
        void run() throws Exception;
    }

    /** Starts a step, as a call from the script: the value of a step that ends at once, or else the program suspends. */
    Object startStep(StepDescriptor descriptor, Map<String, Object> arguments) {
        String name = descriptor.getFunctionName();
        console().mark(name);
        RunnerStepContext context = new RunnerStepContext(this, current, program.nextId(), name);
        boolean synchronous;
        try {
            run.contexts().require(descriptor, context);
            Class<? extends Step> type = StepRegistry.describable(descriptor).asSubclass(Step.class);
            StepExecution execution =
                    new ArgumentBinder(registry()).instantiate(type, arguments).start(context);
            current.step = new RunningStep(context, execution);
            synchronous = execution.start();
        } catch (Exception e) {
            context.onFailure(e);
            synchronous = true;
        }
        if (!synchronous) {
            return Continuable.suspend(name, name);
        }
        current.step = null;
        Outcome outcome = context.outcome();
        if (outcome == null) {
            throw new AssertionError(name + " said that it had ended, but gave no result");
        }
        if (outcome.isFailure()) {
            throw CpsVm.<RuntimeException>unchecked(outcome.getAbnormal());
        }
        return outcome.getNormal();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T unchecked(Throwable thrown) {
        return (T) thrown;
    }

    void completed(RunnerStepContext context, Outcome outcome) {
        submit(() -> {
            BranchThread thread = context.thread();
            if (thread.step != null && thread.step.context() == context) {
                thread.step = null;
                thread.resumeWith = outcome;
                runThreads();
            }
        });
    }

    private void runThreads() throws IOException {
        BranchThread ready;
        while ((ready = nextReady()) != null) {
            runUntilSuspended(ready);
        }
        if (program.threads.isEmpty()) {
            return;
        }
        saved = store.write(program);
        for (BranchThread thread : program.threads) {
            if (thread.step != null) {
                restartPending |= run.restartsWhenSuspended(thread.step.context());
            }
        }
    }

    private BranchThread nextReady() {
        return program.threads.stream()
                .filter(thread -> thread.resumeWith != null)
                .findFirst()
                .orElse(null);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private void runUntilSuspended(BranchThread thread) {
        Outcome resumeWith = thread.resumeWith;
        thread.resumeWith = null;
        current = thread;
        Outcome outcome;
        try {
            outcome = thread.continuable.run0(resumeWith, (List<Class>) (List) CATEGORIES);
        } finally {
            current = null;
        }
        if (!thread.continuable.isResumable()) {
            program.threads.remove(thread);
            if (thread.join == null) {
                finish(outcome);
            } else {
                branchEnded(thread, outcome);
            }
        }
    }

    private void branchEnded(BranchThread branch, Outcome outcome) {
        console().mark("}");
        branch.join.ended(branch.name, outcome);
        if (outcome.isFailure() && branch.join.failFast) {
            program.threads.stream()
                    .filter(thread -> thread.join == branch.join)
                    .forEach(sibling -> interrupt(sibling, outcome.getAbnormal()));
        }
    }

    /** Asks the steps that run within {@code thread} to stop. */
    void interrupt(BranchThread thread, Throwable cause) {
        for (BranchThread inner : program.within(thread)) {
            if (inner.step != null) {
                try {
                    inner.step.execution().stop(cause);
                } catch (Exception e) {
                    e.addSuppressed(cause);
                    inner.step.context().onFailure(e);
                }
            }
        }
    }

    void interruptAll(FlowInterruptedException cause) {
        submit(() -> program.threads.stream()
                .filter(thread -> thread.join == null)
                .toList()
                .forEach(thread -> interrupt(thread, cause)));
    }

    ListenableFuture<Void> saveState(RunnerStepContext context) {
        if (!live) {
            return Futures.immediateFailedFuture(new IOException("The controller that ran " + context + " is gone"));
        }
        SettableFuture<Void> done = SettableFuture.create();
        submit(() -> {
            saved = store.write(program);
            done.set(null);
            RunningStep step = context.thread().step;
            if (step != null && step.context() == context) {
                restartPending |= run.restartsWhenSaved(context);
            }
        });
        return done;
    }

    /** Restarts the controller: with the program as it is then, or else as it was last saved. */
    void restart(boolean saveFirst) {
        submit(() -> {
            if (saveFirst) {
                saved = store.write(program);
            }
            orderly = saveFirst;
            restartPending = saved != null;
        });
    }

    /** Stops this VM. The bytes to go on from are empty if the run has ended. */
    CompletableFuture<Optional<byte[]>> freeze(boolean saveFirst) {
        submit(() -> {
            if (saveFirst || saved == null) {
                saved = store.write(program);
            }
            shutDown(Optional.of(saved));
        });
        return frozen;
    }

    private void shutDown(Optional<byte[]> bytes) {
        live = false;
        executor.shutdown();
        frozen.complete(bytes);
    }

    void worsen(Result result) {
        submit(() -> program.worsen(result));
    }

    EnvVars environment() {
        return run.contexts().environment(program, current.scope);
    }

    void setEnvironmentVariable(String name, String value) {
        if (value == null) {
            program.environment.remove(name);
        } else {
            program.environment.put(name, value);
        }
    }

    <T> T contextual(RunnerStepContext context, Class<T> key) {
        if (!live) {
            throw new IllegalStateException("The controller that ran " + context + " is gone");
        }
        return run.contexts().get(key, this, context);
    }

    private void finish(Outcome outcome) {
        console().mark("End of Pipeline");
        if (outcome.isFailure()) {
            Failures.print(outcome.getAbnormal(), console());
            program.worsen(Failures.result(outcome.getAbnormal()));
        }
        end(program.result);
    }

    /** The engine itself has failed, as when the program cannot be saved. */
    private void fail(Throwable thrown) {
        Failures.print(thrown, console());
        end(Result.FAILURE);
    }

    private void end(Result result) {
        shutDown(Optional.empty());
        run.finished(result);
    }
}
