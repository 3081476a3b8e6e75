package io.jenkins.plugins.codecraft.jenkins;

import hudson.EnvVars;
import hudson.ExtensionList;
import hudson.FilePath;
import hudson.console.ConsoleLogFilter;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.operation.Console;
import io.jenkins.plugins.codecraft.operation.Host;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.storage.Agent;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;

/** What every host gives an operation of its build, wherever it finds the build's objects. */
abstract class BuildHost implements Host {
    private final AwsAccess access;
    private final ReportedStep step;
    private StepReport report;

    /** @param step null if the step was saved by a version of the plugin that kept no reports */
    BuildHost(AwsAccess access, ReportedStep step) {
        this.access = access;
        this.step = step;
    }

    /** The build's object of a type, or null if there is none. */
    abstract <T> T find(Class<T> type) throws IOException, InterruptedException;

    @Override
    public final AwsSession connect() throws IOException, InterruptedException {
        Run<?, ?> run = find(Run.class);
        Connection connection = new Connection(
                access,
                new Requester.Build(run),
                find(EnvVars.class),
                FolderSettings.around(run.getParent()),
                CodeCraftConfiguration.get().accessDefaults());
        return Engine.get().sessions().open(connection.request());
    }

    @Override
    public final void expired(AwsSession session) {
        Engine.get().sessions().forget(session);
    }

    @Override
    public final Agent agent() throws IOException, InterruptedException {
        FilePath workspace = find(FilePath.class);
        if (workspace == null) {
            throw new OperationFailure(Words.of(BuildHost.class, "stepNeedsWorkspace"));
        }
        workspace.mkdirs(); // a Pipeline makes it when the first step writes to it
        return new WorkspaceAgent(workspace);
    }

    @Override
    public final Console console() {
        Console console = new BuildConsole(listener());
        return step == null || step.name().isEmpty() ? console : new ReportedConsole(console, report());
    }

    @Override
    public final synchronized StepReport report() {
        if (report == null) {
            report = openReport();
        }
        return report;
    }

    @Override
    public final void fingerprint(String name, String md5) throws IOException, InterruptedException {
        new BuildFingerprints(find(Run.class)).record(name, md5);
    }

    private StepReport openReport() {
        Run<?, ?> build = there(Run.class);
        if (build == null || step == null) {
            return StepReport.NONE;
        }
        return ExtensionList.lookup(StepReports.class).stream()
                .findFirst()
                .map(reports -> reports.open(build, step, masking(build)))
                .orElse(StepReport.NONE);
    }

    private Masking masking(Run<?, ?> build) {
        return new Masking(build, there(EnvVars.class), there(ConsoleLogFilter.class));
    }

    /** Jenkins holds what is printed back for seconds; a crash must not lose lines that the saved state takes for shown. */
    final void flushConsole() {
        listener().getLogger().flush();
    }

    private TaskListener listener() {
        return there(TaskListener.class);
    }

    /** What a build has without an agent. */
    private <T> T there(Class<T> type) {
        try {
            return find(type);
        } catch (IOException error) {
            throw new IllegalStateException("The build has no " + type.getSimpleName(), error);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while looking for the build", interrupt);
        }
    }
}
