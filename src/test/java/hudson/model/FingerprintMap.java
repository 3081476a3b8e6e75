package hudson.model;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Takes the place of Jenkins' class in tests: fingerprints in memory. */
public final class FingerprintMap {
    private final Map<String, Fingerprint> fingerprints = new ConcurrentHashMap<>();

    /** @param build the one that made the file, or null */
    public Fingerprint getOrCreate(Run<?, ?> build, String fileName, String md5sum) {
        return fingerprints.computeIfAbsent(md5sum, any -> new Fingerprint(build, fileName));
    }
}
