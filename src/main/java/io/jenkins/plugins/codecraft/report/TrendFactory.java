package io.jenkins.plugins.codecraft.report;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import hudson.model.Run;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;

/** Gives the trend to jobs whose last build, or last successful build, used a step: both are known without a search. */
@Extension
@SuppressWarnings("rawtypes") // as the jobs it is asked for
public final class TrendFactory extends TransientActionFactory<Job> {
    @Override
    public Class<Job> type() {
        return Job.class;
    }

    @Override
    public Class<? extends Action> actionType() {
        return Trend.class;
    }

    @Override
    @NonNull
    public Collection<? extends Action> createFor(@NonNull Job target) {
        Job<?, ?> job = target;
        return hasReport(job.getLastBuild()) || hasReport(job.getLastSuccessfulBuild())
                ? List.of(new Trend(job))
                : List.of();
    }

    private static boolean hasReport(Run<?, ?> build) {
        return build != null && build.getAction(BuildReport.class) != null;
    }
}
