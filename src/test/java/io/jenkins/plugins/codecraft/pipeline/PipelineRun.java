package io.jenkins.plugins.codecraft.pipeline;

import hudson.model.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** A Jenkinsfile that is being run, or has been. Safe for use by several threads. */
public final class PipelineRun {
    private final PipelineRunner settings;
    private final Console console;
    private final StepContexts contexts;
    private final CompletableFuture<Result> end = new CompletableFuture<>();
    private final Map<Integer, Integer> saves = new ConcurrentHashMap<>();
    private volatile CpsVm vm;
    private volatile int restarts;

    PipelineRun(PipelineRunner settings) {
        this.settings = settings;
        this.console = new Console(settings.observers(this));
        this.contexts = new StepContexts(settings);
    }

    void start() {
        console.mark("Start of Pipeline");
        vm = CpsVm.start(this);
        Controller.started(this);
    }

    /**
     * Waits for the end of the run.
     *
     * @throws AssertionError with the console so far, if the run takes longer than {@code limit}
     */
    public Result await(Duration limit) throws InterruptedException {
        try {
            return end.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("Still running after " + limit + ":\n" + log(), e);
        } catch (ExecutionException e) {
            throw new AssertionError(log(), e.getCause());
        }
    }

    public boolean isRunning() {
        return !end.isDone();
    }

    /** The console so far. */
    public String log() {
        return String.join("\n", console.lines());
    }

    public List<String> lines() {
        return console.lines();
    }

    /** Aborts the run, as a user does: the steps that run are asked to stop, and the script sees the interruption. */
    public void stop(CauseOfInterruption cause) {
        vm.interruptAll(new FlowInterruptedException(Result.ABORTED, true, cause));
    }

    /**
     * Restarts the controller in an orderly way: all is written to bytes as it is now, dropped, and read again. This
     * goes for all runs of this Java process, and does not wait for it.
     */
    public void restart() {
        vm.restart(true);
    }

    /** Kills the controller and starts it again: all goes on from what was saved last. Does not wait for it. */
    public void crash() {
        vm.restart(false);
    }

    /** How often the run was restored from bytes. */
    public int restarts() {
        return restarts;
    }

    void resume(byte[] saved) {
        console.println("Resuming build after Jenkins restart");
        settings.beforeResume().run();
        restarts++;
        vm = CpsVm.resume(this, saved);
    }

    CpsVm vm() {
        return vm;
    }

    boolean restartsWhenSuspended(RunnerStepContext step) {
        return !saves.containsKey(step.id()) && restartsWhenSaved(step);
    }

    /** Counts here, outside of the program, which otherwise would come back at the same save point again and again. */
    boolean restartsWhenSaved(RunnerStepContext step) {
        int number = saves.merge(step.id(), 1, Integer::sum);
        return settings.restartsAt(new SavePoint(step.functionName(), number));
    }

    void finished(Result result) {
        Controller.finished(this);
        contexts.build().setResult(result);
        console.println("Finished: " + result);
        end.complete(result);
    }

    String name() {
        return contexts.build().getFullDisplayName();
    }

    String scriptText() {
        return settings.scriptText();
    }

    Path workspace() {
        return settings.workspace();
    }

    Console console() {
        return console;
    }

    StepRegistry registry() {
        return settings.registry();
    }

    StepContexts contexts() {
        return contexts;
    }
}
