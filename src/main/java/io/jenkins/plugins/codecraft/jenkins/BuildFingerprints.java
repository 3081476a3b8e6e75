package io.jenkins.plugins.codecraft.jenkins;

import hudson.model.Run;
import hudson.tasks.Fingerprinter.FingerprintAction;
import java.io.IOException;
import java.util.Map;
import jenkins.model.Jenkins;

/** Records the fingerprints of what a build made, as Jenkins' own archiving of artifacts does. */
record BuildFingerprints(Run<?, ?> build) {

    /**
     * Records it once; a fingerprint that is known already is left as it is.
     *
     * @param name what the build's page calls the file, with {@code /} between names
     * @param md5 32 hexadecimal digits
     */
    void record(String name, String md5) throws IOException {
        String file = name.substring(name.lastIndexOf('/') + 1);
        Jenkins.get().getFingerprintMap().getOrCreate(build, file, md5).addFor(build);
        FingerprintAction known = build.getAction(FingerprintAction.class);
        if (known == null) {
            build.addAction(new FingerprintAction(build, Map.of(name, md5)));
        } else {
            known.add(Map.of(name, md5));
        }
        build.save();
    }
}
