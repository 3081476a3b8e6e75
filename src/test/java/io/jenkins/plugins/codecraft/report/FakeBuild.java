package io.jenkins.plugins.codecraft.report;

import hudson.model.Run;
import io.jenkins.plugins.codecraft.jenkins.ReportedStep;
import io.jenkins.plugins.codecraft.jenkins.StepReport;
import java.io.IOException;
import java.time.Instant;
import java.util.Calendar;
import java.util.List;
import java.util.function.UnaryOperator;

/** A build that counts how often it was saved. */
final class FakeBuild extends Run<FakeJob, FakeBuild> {
    static final ReportedStep TRAIN = new ReportedStep("8", "codecraftTrain", "iris", "");

    boolean building = true;
    boolean diskFull;
    int saves;
    String description;
    Instant now = Instant.parse("2026-01-01T12:00:00Z");
    UnaryOperator<String> masked = UnaryOperator.identity();

    FakeBuild(FakeJob job, int number) {
        super(job, Calendar.getInstance());
        this.number = number;
    }

    static FakeBuild one() {
        return new FakeJob().build();
    }

    BuildReport report() {
        return BuildReport.of(this);
    }

    /** The step begins, or goes on as after a restart: from what was kept. */
    StepReport open(ReportedStep step) {
        return report().open(step, masked, () -> now);
    }

    StepRecord step() {
        return onlyOf(report().getSteps());
    }

    static <T> T onlyOf(List<T> all) {
        if (all.size() != 1) {
            throw new AssertionError("expected one, but there are " + all.size());
        }
        return all.get(0);
    }

    @Override
    public String getDescription() {
        return description;
    }

    @Override
    public void setDescription(String text) throws IOException {
        description = text;
        save();
    }

    @Override
    public boolean isBuilding() {
        return building;
    }

    @Override
    public FakeBuild getPreviousBuild() {
        return project.at(number - 1);
    }

    @Override
    public synchronized void save() throws IOException {
        if (diskFull) {
            throw new IOException("No space left on device");
        }
        saves++;
    }
}
