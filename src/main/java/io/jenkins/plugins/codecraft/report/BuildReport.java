package io.jenkins.plugins.codecraft.report;

import hudson.model.Api;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.codecraft.jenkins.ReportedStep;
import io.jenkins.plugins.codecraft.jenkins.StepReport;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.RunAction2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * The page of a build that used a step: what was trained, deployed and invoked. Whoever may read the build may read it.
 */
@ExportedBean(defaultVisibility = 2)
public final class BuildReport implements RunAction2 {
    static final String URL = "codecraft";
    static final int MOST_STEPS = 100;

    private static final Logger LOGGER = Logger.getLogger(BuildReport.class.getName());

    /** Replaced, never changed, since Jenkins may write the build down at any time. */
    private volatile List<StepRecord> steps = new ArrayList<>();

    /** The steps whose result is in the build's description; null if none is. Replaced, never changed, as above. */
    private volatile List<String> described;

    private transient Map<String, LiveStep> live;
    private transient Run<?, ?> build;

    /** The report of a build, which gets one if it has none. */
    static BuildReport of(Run<?, ?> build) {
        synchronized (build) {
            BuildReport known = build.getAction(BuildReport.class);
            if (known != null) {
                return known;
            }
            BuildReport first = new BuildReport();
            first.onAttached(build);
            build.addAction(first);
            return first;
        }
    }

    @Override
    public void onAttached(Run<?, ?> run) {
        build = run;
    }

    @Override
    public void onLoad(Run<?, ?> run) {
        build = run;
    }

    public Run<?, ?> getBuild() {
        return build;
    }

    @Override
    public String getIconFileName() {
        return "symbol-analytics";
    }

    @Override
    public String getDisplayName() {
        return Words.of("Report.displayName");
    }

    @Override
    public String getUrlName() {
        return URL;
    }

    public Api getApi() {
        return new Api(this);
    }

    /** Whether anything on the page may still change. */
    @Exported
    public boolean isRunning() {
        return getSteps().stream().anyMatch(step -> step.getStatus() == StepStatus.RUNNING) || build.isBuilding();
    }

    /** In the order in which they began. */
    @Exported
    public List<StepRecord> getSteps() {
        List<StepRecord> now = now();
        return build.isBuilding()
                ? now
                : now.stream().map(StepRecord::ofEndedBuild).toList();
    }

    /** For the page. */
    public List<StepSection> getSections() {
        return getSteps().stream().map(StepSection::new).toList();
    }

    /** A step of this build that begins or goes on. */
    synchronized StepReport open(ReportedStep step, UnaryOperator<String> masked, InstantSource clock) {
        if (live == null) {
            live = new LinkedHashMap<>();
        }
        StepRecord kept = steps.stream()
                .filter(each -> each.getId().equals(step.id()))
                .findFirst()
                .orElse(null);
        if (kept == null && steps.size() >= MOST_STEPS) {
            return StepReport.NONE;
        }
        LiveStep opened = new LiveStep(this, step, masked, clock);
        if (kept == null) {
            List<StepRecord> more = new ArrayList<>(steps);
            more.add(opened.record());
            steps = more;
        } else {
            opened.goOn(kept);
        }
        live.put(step.id(), opened);
        return opened;
    }

    /**
     * Adds a line to the build's description, once for each step: both are saved together, and a step that has to end
     * again after a crash finds itself noted. Whoever may configure the job asked for it, so the build's own rights
     * don't matter.
     */
    @SuppressWarnings("try") // the context is there to be closed
    void describe(String step, String line) {
        synchronized (build) {
            List<String> before = described == null ? List.of() : described;
            if (before.contains(step)) {
                return;
            }
            List<String> more = new ArrayList<>(before);
            more.add(step);
            described = more;
            String there = build.getDescription();
            try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
                build.setDescription(there == null || there.isEmpty() ? line : there + "\n" + line);
            } catch (IOException error) {
                LOGGER.log(Level.WARNING, error, () -> "The description of " + build + " could not be saved");
            }
        }
    }

    private synchronized List<StepRecord> now() {
        List<StepRecord> now = new ArrayList<>();
        for (StepRecord kept : steps) {
            LiveStep running = live == null ? null : live.get(kept.getId());
            now.add(running == null ? kept : running.record());
        }
        return now;
    }

    /**
     * Writes the build down with all that its steps have told until now.
     *
     * @return whether that could be done; it does no harm to a step if it could not
     */
    boolean keep() {
        synchronized (this) {
            steps = now();
        }
        try {
            build.save();
            return true;
        } catch (IOException error) {
            LOGGER.log(Level.WARNING, error, () -> "The report of " + build + " could not be saved");
            return false;
        }
    }
}
