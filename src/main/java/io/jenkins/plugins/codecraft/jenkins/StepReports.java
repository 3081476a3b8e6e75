package io.jenkins.plugins.codecraft.jenkins;

import hudson.ExtensionPoint;
import hudson.model.Run;
import java.util.function.UnaryOperator;

/** Who keeps what the steps of a build tell of themselves. */
public abstract class StepReports implements ExtensionPoint {

    /**
     * The report of a step that begins, or that goes on after a restart.
     *
     * @param masked takes the build's secrets out of a text, as the console does
     */
    public abstract StepReport open(Run<?, ?> build, ReportedStep step, UnaryOperator<String> masked);
}
