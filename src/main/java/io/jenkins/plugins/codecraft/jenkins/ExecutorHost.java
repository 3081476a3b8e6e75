package io.jenkins.plugins.codecraft.jenkins;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.Runner;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/** The executor's thread as the operation's host. Nothing is kept: a freestyle build does not outlive it. */
final class ExecutorHost extends BuildHost {
    private final Map<Class<?>, Object> objects;
    private final CompletableFuture<Map<String, Object>> end = new CompletableFuture<>();

    ExecutorHost(AwsAccess access, ReportedStep reported, Map<Class<?>, Object> objects) {
        super(access, reported);
        this.objects = objects;
    }

    /** Carries a step of a build out, its variables expanded, and returns when it has succeeded. */
    static void run(OperationStep step, AbstractBuild<?, ?> build, BuildListener listener)
            throws InterruptedException, IOException {
        EnvVars env = build.getEnvironment(listener);
        OperationStep expanded = Expansion.of(step, env);
        AwsAccess access = expanded.getAws();
        access.setCredentialsId(
                CredentialsParameter.id(step.getAws().getCredentialsId(), access.getCredentialsId(), build));
        Map<Class<?>, Object> objects = new HashMap<>();
        objects.put(Run.class, build);
        objects.put(FilePath.class, build.getWorkspace());
        objects.put(EnvVars.class, env);
        objects.put(TaskListener.class, listener);
        BuildOrigin origin = Origins.of(build, StepNumbers.of(build).next());
        ExecutorHost host = new ExecutorHost(access, expanded.reported(origin), objects);
        host.carryOut(expanded.begun(origin), Engine.get().runner());
    }

    @Override
    <T> T find(Class<T> type) {
        return type.cast(objects.get(type));
    }

    @Override
    public CompletionStage<Void> save(Operation operation, Optional<Throwable> stopped) {
        report().saving();
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void succeeded(Map<String, Object> result) {
        report().succeeded(result);
        end.complete(result);
    }

    @Override
    public void failed(Throwable cause) {
        report().failed(cause);
        end.completeExceptionally(cause);
    }

    /**
     * Lets the operation run to its end. An interrupt of the thread stops it, and its end is waited for; a second one
     * ends the wait. When Jenkins shuts down, executors are interrupted too; then what runs in AWS is left alone.
     */
    void carryOut(Operation operation, Runner runner) throws InterruptedException, IOException {
        Runner.Run run = runner.start(operation, this);
        InterruptedException stopped = null;
        while (true) {
            try {
                end.get();
                return;
            } catch (InterruptedException interrupt) {
                if (runner.closed()) {
                    console().event(Words.of(ExecutorHost.class, "jenkinsShutsDown", run.status()));
                    throw interrupt;
                }
                stopped = interrupt;
                run.stop(interrupt);
            } catch (ExecutionException ended) {
                if (stopped != null) {
                    throw stopped;
                }
                throw failure(ended.getCause());
            }
        }
    }

    private static IOException failure(Throwable cause) {
        Throwable explained = Explained.of(cause);
        return explained instanceof IOException failure ? failure : new IOException(explained);
    }
}
