package io.jenkins.plugins.codecraft.pipeline;

import hudson.ExtensionList;
import hudson.init.Terminator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jvnet.hudson.annotation_indexer.Index;

/**
 * What all runs of this Java process share, as all builds of a Jenkins controller do: the extensions, and their fate
 * when it is restarted.
 */
public final class Controller {
    private static final Set<PipelineRun> RUNS = ConcurrentHashMap.newKeySet();

    private static final Executor RESTARTS = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "Controller restarts");
        thread.setDaemon(true);
        return thread;
    });

    private Controller() {}

    static void started(PipelineRun run) {
        RUNS.add(run);
    }

    static void finished(PipelineRun run) {
        RUNS.remove(run);
    }

    /**
     * Stops all that runs, and lets it go on from its bytes.
     *
     * @param cause whose VM has been stopped for that
     * @param orderly whether the others are saved as they are now; otherwise they go back to what was saved last
     */
    static void restart(PipelineRun cause, CpsVm stopped, boolean orderly) {
        RESTARTS.execute(() -> {
            if (cause.vm() != stopped) {
                return; // the restart that another run asked for has taken this one along
            }
            Map<PipelineRun, byte[]> saved = new LinkedHashMap<>();
            for (PipelineRun run : RUNS) {
                Optional<byte[]> bytes = run.vm().freeze(orderly).join();
                bytes.ifPresent(program -> saved.put(run, program));
            }
            stop();
            saved.forEach(PipelineRun::resume);
        });
    }

    /** Runs what the extensions want to have run before the controller ends, and forgets them. */
    public static void stop() {
        try {
            for (Method terminator : Index.list(Terminator.class, Controller.class.getClassLoader(), Method.class)) {
                terminator.invoke(null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A @Terminator failed", e);
        }
        ExtensionList.forgetAll();
    }
}
