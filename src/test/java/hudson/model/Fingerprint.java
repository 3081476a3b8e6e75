package hudson.model;

import java.util.LinkedHashSet;
import java.util.Set;

/** Takes the place of Jenkins' class in tests: who made a file, and who has it. */
public final class Fingerprint {
    private final Run<?, ?> original;
    private final String fileName;
    private final Set<Run<?, ?>> builds = new LinkedHashSet<>();

    Fingerprint(Run<?, ?> original, String fileName) {
        this.original = original;
        this.fileName = fileName;
    }

    public void addFor(Run<?, ?> build) {
        builds.add(build);
    }

    public Run<?, ?> original() {
        return original;
    }

    public String getFileName() {
        return fileName;
    }

    public Set<Run<?, ?>> builds() {
        return Set.copyOf(builds);
    }
}
