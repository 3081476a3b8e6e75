package io.jenkins.plugins.codecraft.report;

import hudson.Extension;
import hudson.model.Run;
import io.jenkins.plugins.codecraft.jenkins.ReportedStep;
import io.jenkins.plugins.codecraft.jenkins.StepReport;
import io.jenkins.plugins.codecraft.jenkins.StepReports;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/** Keeps what steps tell in the build itself. */
@Extension
public final class Keeper extends StepReports {
    @Override
    public StepReport open(Run<?, ?> build, ReportedStep step, UnaryOperator<String> masked) {
        return BuildReport.of(build).open(step, masked, InstantSource.system());
    }
}
