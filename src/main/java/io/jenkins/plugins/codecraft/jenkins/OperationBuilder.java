package io.jenkins.plugins.codecraft.jenkins;

import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.tasks.Builder;
import java.io.IOException;

/**
 * A step as a build step of a freestyle job. The operation is the same as in a Pipeline; the executor waits for its
 * end, and an interrupt of the executor stops it.
 *
 * @param <S> the step, which has all the fields
 */
public abstract class OperationBuilder<S extends OperationStep> extends Builder {
    private final S step;

    protected OperationBuilder(S step) {
        this.step = step;
    }

    public final S getStep() {
        return step;
    }

    @Override
    public final boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException {
        ExecutorHost.run(step, build, listener);
        return true;
    }
}
