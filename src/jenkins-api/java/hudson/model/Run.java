package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.ExtensionPoint;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import java.io.File;
import java.io.IOException;
import java.util.Calendar;

public abstract class Run<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> extends Actionable
        implements ExtensionPoint, AccessControlled, PersistenceRoot {
    @NonNull
    protected final transient JobT project;

    public transient int number;
    protected long timestamp;
    private volatile Result result;

    protected Run(@NonNull JobT job, @NonNull Calendar timestamp) {
        this.project = job;
        this.timestamp = timestamp.getTimeInMillis();
    }

    @NonNull
    public JobT getParent() {
        return project;
    }

    public int getNumber() {
        return number;
    }

    @CheckForNull
    public Result getResult() {
        return result;
    }

    public void setResult(@NonNull Result r) {
        result = r;
    }

    @CheckForNull
    public String getDescription() {
        throw new UnsupportedOperationException();
    }

    public void setDescription(String description) throws IOException {
        throw new UnsupportedOperationException();
    }

    public boolean isBuilding() {
        throw new UnsupportedOperationException();
    }

    @NonNull
    public Calendar getTimestamp() {
        throw new UnsupportedOperationException();
    }

    public final long getTimeInMillis() {
        return timestamp;
    }

    public long getDuration() {
        throw new UnsupportedOperationException();
    }

    public String getFullDisplayName() {
        return project.getFullDisplayName() + ' ' + getDisplayName();
    }

    @Override
    public String getDisplayName() {
        return "#" + number;
    }

    @CheckForNull
    public RunT getPreviousBuild() {
        throw new UnsupportedOperationException();
    }

    @NonNull
    public String getUrl() {
        throw new UnsupportedOperationException();
    }

    @NonNull
    public final String getAbsoluteUrl() {
        throw new UnsupportedOperationException();
    }

    @NonNull
    public String getId() {
        return Integer.toString(number);
    }

    @Override
    @NonNull
    public File getRootDir() {
        throw new UnsupportedOperationException();
    }

    @Override
    @NonNull
    public ACL getACL() {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized void save() throws IOException {
        throw new UnsupportedOperationException();
    }

    @NonNull
    public EnvVars getEnvironment(@NonNull TaskListener listener) throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    @NonNull
    public String getExternalizableId() {
        return project.getFullName() + "#" + number;
    }

    @CheckForNull
    public static Run<?, ?> fromExternalizableId(String id) throws IllegalArgumentException {
        throw new UnsupportedOperationException();
    }
}
