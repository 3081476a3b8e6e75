package io.jenkins.plugins.codecraft.jenkins;

import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.Item;
import hudson.model.Result;
import hudson.tasks.BuildStepMonitor;
import hudson.tasks.Notifier;
import hudson.tasks.Publisher;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * A step as a post-build action of a freestyle job: carried out as {@link OperationBuilder} does, once the build steps
 * and the recorders, such as those of test results, have left the build a success, or what else was chosen.
 *
 * @param <S> the step, which has all the fields
 */
public abstract class OperationPublisher<S extends OperationStep> extends Notifier {
    private static final String SUCCESS = "success";
    private static final String UNSTABLE = "unstable";
    private static final String ALWAYS = "always";

    private final S step;
    private String runIf;

    protected OperationPublisher(S step) {
        this.step = step;
    }

    public final S getStep() {
        return step;
    }

    /** How good the build must be until then: {@code success}, {@code unstable} or {@code always}. */
    public final String getRunIf() {
        return Texts.or(runIf, SUCCESS);
    }

    @DataBoundSetter
    public final void setRunIf(String runIf) {
        this.runIf = Texts.orNull(runIf);
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
        if (result != null && !isGoodEnough(result)) {
            new BuildConsole(listener).event(Words.of("OperationPublisher.skipped", result));
            return true;
        }
        ExecutorHost.run(step, build, listener);
        return true;
    }

    final boolean isGoodEnough(Result result) {
        return switch (getRunIf()) {
            case ALWAYS -> true;
            case UNSTABLE -> result.isBetterOrEqualTo(Result.UNSTABLE);
            default -> result.isBetterOrEqualTo(Result.SUCCESS);
        };
    }

    /** What the descriptors of these have in common. */
    public abstract static class PublisherDescriptor extends OperationDescriptor<Publisher> {
        protected PublisherDescriptor(Class<? extends OperationStep> step) {
            super(step);
        }

        @POST
        public final ListBoxModel doFillRunIfItems(@AncestorInPath Item item, @QueryParameter String runIf) {
            return Choices.of(item, runIf, choices -> {
                choices.add(Words.of("OperationPublisher.success"), SUCCESS);
                choices.add(Words.of("OperationPublisher.unstable"), UNSTABLE);
                choices.add(Words.of("OperationPublisher.always"), ALWAYS);
            });
        }
    }
}
