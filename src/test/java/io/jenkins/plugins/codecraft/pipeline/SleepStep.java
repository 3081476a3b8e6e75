package io.jenkins.plugins.codecraft.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code sleep 5} or {@code sleep(time: 5, unit: 'MINUTES')}, in seconds unless told. */
public final class SleepStep extends Step {
    private final int time;
    private TimeUnit unit = TimeUnit.SECONDS;

    @DataBoundConstructor
    public SleepStep(int time) {
        this.time = time;
    }

    @DataBoundSetter
    public void setUnit(TimeUnit unit) {
        this.unit = unit;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, Instant.now().plus(Duration.of(time, unit.toChronoUnit())));
    }

    private static final class Execution extends StepExecution {
        private static final long serialVersionUID = 1L;

        private final Instant end;
        private transient CompletableFuture<Void> alarm;

        Execution(StepContext context, Instant end) {
            super(context);
            this.end = end;
        }

        @Override
        public boolean start() {
            long millis = Math.max(0, Duration.between(Instant.now(), end).toMillis());
            alarm = CompletableFuture.runAsync(
                    () -> getContext().onSuccess(null),
                    CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
            return false;
        }

        @Override
        public void onResume() {
            start();
        }

        @Override
        public void stop(Throwable cause) throws Exception {
            if (alarm.cancel(false)) {
                super.stop(cause);
            }
        }
    }

    /** Registers the step. */
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of();
        }

        @Override
        public String getFunctionName() {
            return "sleep";
        }
    }
}
