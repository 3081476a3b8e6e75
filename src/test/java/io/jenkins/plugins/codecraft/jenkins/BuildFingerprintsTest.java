package io.jenkins.plugins.codecraft.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Fingerprint;
import hudson.model.Job;
import hudson.model.Run;
import hudson.tasks.Fingerprinter.FingerprintAction;
import java.util.Calendar;
import java.util.Map;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.Test;

/** What Jenkins knows of the files that a build made. */
class BuildFingerprintsTest {

    private static final String MD5 = "0123456789abcdef0123456789abcdef";

    private static final class SomeJob extends Job<SomeJob, SomeBuild> {
        SomeJob() {
            super(null, "iris");
        }

        @Override
        public SomeBuild getLastBuild() {
            return null;
        }

        @Override
        public SomeBuild getLastSuccessfulBuild() {
            return null;
        }
    }

    private static final class SomeBuild extends Run<SomeJob, SomeBuild> {
        private int saves;

        SomeBuild() {
            super(new SomeJob(), Calendar.getInstance());
        }

        @Override
        public synchronized void save() {
            saves++;
        }
    }

    @Test
    void a_file_is_known_by_its_content_as_made_by_the_build() throws Exception {
        SomeBuild build = new SomeBuild();
        SomeBuild other = new SomeBuild();

        new BuildFingerprints(build).record("iris-7/model.tar.gz", MD5);
        new BuildFingerprints(other).record("iris-8/model.tar.gz", MD5);

        Fingerprint known = Jenkins.get().getFingerprintMap().getOrCreate(null, "", MD5);
        assertThat(known.original()).isSameAs(build);
        assertThat(known.getFileName()).isEqualTo("model.tar.gz");
        assertThat(known.builds()).containsExactlyInAnyOrder(build, other);
        assertThat(build.saves).isEqualTo(1);
    }

    @Test
    void the_builds_page_has_all_of_its_files() throws Exception {
        SomeBuild build = new SomeBuild();
        String another = MD5.replace('0', 'f');

        new BuildFingerprints(build).record("iris-7/model.tar.gz", MD5);
        new BuildFingerprints(build).record("wine-7/model.tar.gz", another);
        new BuildFingerprints(build).record("wine-7/model.tar.gz", another);

        assertThat(build.getActions(FingerprintAction.class))
                .singleElement()
                .extracting(FingerprintAction::getRecords)
                .isEqualTo(Map.of("iris-7/model.tar.gz", MD5, "wine-7/model.tar.gz", another));
    }
}
