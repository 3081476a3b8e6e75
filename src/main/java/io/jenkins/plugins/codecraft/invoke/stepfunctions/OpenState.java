package io.jenkins.plugins.codecraft.invoke.stepfunctions;

import java.io.Serializable;
import java.time.Instant;

/**
 * A state that an execution is in.
 *
 * @param attempts how often its work was begun
 */
record OpenState(String name, Instant entered, int attempts) implements Serializable {

    OpenState attempted() {
        return new OpenState(name, entered, attempts + 1);
    }
}
