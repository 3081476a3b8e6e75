package io.jenkins.plugins.codecraft.jenkins;

import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.Result;
import hudson.tasks.BuildStepMonitor;
import hudson.tasks.Notifier;
import java.io.IOException;

/**
 * A step as a post-build action of a freestyle job: carried out as {@link OperationBuilder} does, once the build steps
 * and the recorders, such as those of test results, have left the build a success.
 *
 * @param <S> the step, which has all the fields
 */
public abstract class OperationPublisher<S extends OperationStep> extends Notifier {
    private final S step;

    protected OperationPublisher(S step) {
        this.step = step;
    }

    public final S getStep() {
        return step;
    }

    /** A build need not wait for the one before. */
    @Override
    public final BuildStepMonitor getRequiredMonitorService() {
        return BuildStepMonitor.NONE;
    }

    @Override
    public final boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException {
        Result result = build.getResult();
        if (result != null && result.isWorseThan(Result.SUCCESS)) {
            new BuildConsole(listener).event(Words.of("OperationPublisher.skipped", result));
            return true;
        }
        ExecutorHost.run(step, build, listener);
        return true;
    }
}
