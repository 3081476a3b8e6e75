package io.jenkins.plugins.codecraft.deploy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.operation.SageMakerRules;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What all deployments share, as it was written.
 *
 * @param plan only print the difference, change nothing
 * @param adopt take over what has the name but was not made by this plugin
 * @param keep how many older versions stay beside the one in use
 * @param tags beside our own
 * @param verify null if nothing is to be checked; see {@link #check}
 */
public record DeployOptions(
        boolean plan,
        boolean adopt,
        int keep,
        Map<String, String> tags,
        @CheckForNull CheckSettings verify) implements Serializable {
    static final int USUAL_KEEP = 3;
    private static final int MOST_KEPT = 100;

    public DeployOptions {
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }

    /** What all parameters are when nothing was written. */
    public static DeployOptions usual() {
        return new DeployOptions(false, false, USUAL_KEEP, Map.of(), null);
    }

    /** The check that the deployment ends with, if there is one. */
    public Optional<CheckSettings> check() {
        return Optional.ofNullable(verify);
    }

    /** Notes what is wrong with the parameters that all targets understand in the same way. */
    public void check(Mistakes mistakes) {
        mistakes.check("keep", keep, keepRule(keep));
        SageMakerRules.tags(tags, mistakes);
        check().ifPresent(settings -> settings.check(mistakes));
    }

    static Optional<String> keepRule(int keep) {
        return keep >= 0 && keep <= MOST_KEPT
                ? Optional.empty()
                : Optional.of(Words.of(DeployOptions.class, "giveHowMany", MOST_KEPT));
    }
}
