package io.jenkins.plugins.codecraft.jenkins;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.Runner;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * A Pipeline step that carries an operation on. It holds no thread; what it keeps in the build is the operation as it
 * was last saved, why it is being stopped if it is, and how to reach AWS, but no credential. An abort is kept as soon as
 * it comes, before the operation has its next turn: Jenkins itself forgets it when it dies.
 */
public final class OperationExecution extends StepExecution {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(OperationExecution.class.getName());

    private final AwsAccess access;
    private final ReportedStep reported;
    private volatile SavedOperation saved;
    private volatile Throwable stopped;
    /** Why it is to be stopped, even if the operation doesn't know yet; null if it is not. */
    private volatile Throwable interrupted;

    private transient volatile Runner.Run run;
    private transient Throwable stoppedEarly;

    /** @param first the operation at its beginning */
    public OperationExecution(StepContext context, AwsAccess access, ReportedStep reported, Operation first) {
        super(context);
        this.access = access;
        this.reported = reported;
        this.saved = SavedOperation.of(first);
    }

    /** Which step of which build this is. */
    public static BuildOrigin origin(StepContext context) throws IOException, InterruptedException {
        FlowNode node = context.get(FlowNode.class);
        return Origins.of(context.get(Run.class), node == null ? "" : node.getId());
    }

    @Override
    public boolean start() throws Exception {
        begun(Engine.get().runner().start(saved.restore(), new StepHost()));
        return false;
    }

    @Override
    public void onResume() {
        try {
            begun(Engine.get().runner().resume(saved.restore(), Optional.ofNullable(stopped), new StepHost()));
        } catch (IOException error) {
            getContext().onFailure(error);
        }
    }

    private void begun(Runner.Run operation) {
        Throwable early;
        synchronized (this) {
            run = operation;
            boolean unknown = stopped == null; // the operation was saved before it was told
            early = stoppedEarly == null && unknown ? interrupted : stoppedEarly;
        }
        if (early != null) {
            operation.stop(early);
        }
    }

    /** A build that is restored after a restart can be stopped before its steps are resumed; what runs in AWS is too. */
    @Override
    public void stop(@NonNull Throwable cause) {
        Runner.Run operation;
        synchronized (this) {
            if (interrupted == null) {
                interrupted = cause;
            }
            operation = run;
            if (operation == null) {
                stoppedEarly = cause;
            }
        }
        if (operation != null) {
            operation.stop(cause);
        }
        keep();
    }

    /** The step may be over by now; then there is nothing to keep. */
    private void keep() {
        Futures.addCallback(
                getContext().saveState(),
                new FutureCallback<>() {
                    @Override
                    public void onSuccess(Void nothing) {}

                    @Override
                    public void onFailure(Throwable error) {
                        LOGGER.log(Level.FINE, "An abort could not be kept", error);
                    }
                },
                MoreExecutors.directExecutor());
    }

    @Override
    public String getStatus() {
        Runner.Run current = run;
        return current == null ? Words.of(OperationExecution.class, "notStarted") : current.status();
    }

    /** The step as the operation's host. */
    private final class StepHost extends BuildHost {
        StepHost() {
            super(access, reported);
        }

        @Override
        <T> T find(Class<T> type) throws IOException, InterruptedException {
            return getContext().get(type);
        }

        @Override
        public CompletionStage<Void> save(Operation operation, Optional<Throwable> why) {
            flushConsole();
            report().saving();
            saved = SavedOperation.of(operation);
            stopped = why.orElse(null);
            CompletableFuture<Void> done = new CompletableFuture<>();
            Futures.addCallback(getContext().saveState(), completing(done), MoreExecutors.directExecutor());
            return done;
        }

        private static FutureCallback<Void> completing(CompletableFuture<Void> done) {
            return new FutureCallback<>() {
                @Override
                public void onSuccess(Void nothing) {
                    done.complete(null);
                }

                @Override
                public void onFailure(Throwable error) {
                    done.completeExceptionally(error);
                }
            };
        }

        @Override
        public void succeeded(Map<String, Object> result) {
            report().succeeded(result);
            getContext().onSuccess(result);
        }

        @Override
        public void failed(Throwable cause) {
            report().failed(cause);
            getContext().onFailure(Explained.of(cause));
        }
    }
}
