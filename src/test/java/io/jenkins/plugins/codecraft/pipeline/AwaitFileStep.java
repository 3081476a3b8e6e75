package io.jenkins.plugins.codecraft.pipeline;

import hudson.FilePath;
import hudson.model.TaskListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code awaitFile 'name'}: a step of these tests that suspends until the file is there, and then has its content. */
public final class AwaitFileStep extends Step {
    private final String file;

    @DataBoundConstructor
    public AwaitFileStep(String file) {
        this.file = file;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, file);
    }

    private static final class Execution extends StepExecution {
        private static final long serialVersionUID = 1L;

        private final String file;
        private int lives = 1;
        private int stops;
        private transient volatile boolean ended;

        Execution(StepContext context, String file) {
            super(context);
            this.file = file;
        }

        @Override
        public boolean start() throws IOException, InterruptedException {
            print("Awaiting " + file);
            lookLater();
            return false;
        }

        @Override
        public void onResume() {
            lives++;
            lookLater();
        }

        private void lookLater() {
            CompletableFuture.runAsync(this::look, CompletableFuture.delayedExecutor(10, TimeUnit.MILLISECONDS));
        }

        private void look() {
            try {
                if (ended || !getContext().isReady()) {
                    return;
                }
                Path path = Path.of(getContext().get(FilePath.class).getRemote(), file);
                if (Files.exists(path)) {
                    ended = true;
                    getContext().onSuccess(Files.readString(path) + " in life " + lives);
                } else {
                    lookLater();
                }
            } catch (IOException e) {
                getContext().onFailure(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                getContext().onFailure(e);
            }
        }

        /** As the steps of the plugin do: the first stop is a request, and a second one is obeyed at once. */
        @Override
        public void stop(Throwable cause) throws Exception {
            stops++;
            print("Stop " + stops + " of " + file);
            if (stops == 2 || !file.startsWith("stubborn")) {
                ended = true;
                super.stop(cause);
            }
        }

        private void print(String text) throws IOException, InterruptedException {
            getContext().get(TaskListener.class).getLogger().println(text);
        }
    }

    /** Registers the step. */
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(FilePath.class, TaskListener.class);
        }

        @Override
        public String getFunctionName() {
            return "awaitFile";
        }
    }
}
