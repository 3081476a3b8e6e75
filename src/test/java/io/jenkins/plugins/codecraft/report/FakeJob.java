package io.jenkins.plugins.codecraft.report;

import hudson.model.Job;
import java.util.ArrayList;
import java.util.List;

/** A job whose builds are in memory, and which counts how often one was asked for. */
final class FakeJob extends Job<FakeJob, FakeBuild> {
    final List<FakeBuild> builds = new ArrayList<>();
    int looks;

    FakeJob() {
        super(null, "iris");
    }

    FakeBuild build() {
        FakeBuild build = new FakeBuild(this, builds.size() + 1);
        builds.add(build);
        return build;
    }

    @Override
    public FakeBuild getLastBuild() {
        return at(builds.size());
    }

    @Override
    public FakeBuild getLastSuccessfulBuild() {
        return null;
    }

    FakeBuild at(int number) {
        looks++;
        return number < 1 ? null : builds.get(number - 1);
    }
}
