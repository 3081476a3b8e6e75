package io.jenkins.plugins.codecraft.deploy.endpoint;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;

/**
 * A variant that auto scaling knows.
 *
 * @param settings by which it is scaled, if this plugin said so; null otherwise
 * @param foreign whether somebody else's policy scales it
 */
record ScaledVariant(String variant, @CheckForNull ScalingSettings settings, boolean foreign) implements Serializable {

    boolean isOurs() {
        return settings != null;
    }
}
