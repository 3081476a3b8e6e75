package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.FilePath;
import java.util.Calendar;
import java.util.Set;

public abstract class AbstractBuild<P extends AbstractProject<P, R>, R extends AbstractBuild<P, R>> extends Run<P, R> {
    protected AbstractBuild(P job, Calendar timestamp) {
        super(job, timestamp);
    }

    public final P getProject() {
        return getParent();
    }

    public Set<String> getSensitiveBuildVariables() {
        throw new UnsupportedOperationException();
    }

    @CheckForNull
    public final FilePath getWorkspace() {
        throw new UnsupportedOperationException();
    }
}
