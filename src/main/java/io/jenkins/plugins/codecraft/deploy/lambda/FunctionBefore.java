package io.jenkins.plugins.codecraft.deploy.lambda;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;

/**
 * What a deployment found, and what going back restores.
 *
 * @param existed whether there was a function
 * @param alias where the alias was
 * @param version the version that the alias had, or without an alias the newest; "" if there was none
 * @param reserved the reserved concurrency of the function; null if it had none
 * @param provisioned the provisioned concurrency of that version; 0 if it had none
 * @param unshared why Lambda shares no traffic between that version and the new one; "" if it does
 */
record FunctionBefore(
        boolean existed,
        AliasState alias,
        String version,
        @CheckForNull Integer reserved,
        int provisioned,
        String unshared)
        implements Serializable {

    static FunctionBefore nothing() {
        return new FunctionBefore(false, AliasState.none(), "", null, 0, "");
    }
}
