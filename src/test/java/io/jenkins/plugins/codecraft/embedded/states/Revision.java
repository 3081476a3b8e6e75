package io.jenkins.plugins.codecraft.embedded.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * What a state machine is configured to do.
 *
 * @param id null of the first one
 * @param definition as it was given
 */
record Revision(
        String id,
        String definition,
        JsonNode states,
        String role,
        JsonNode logging,
        JsonNode tracing,
        JsonNode encryption,
        Instant time) {

    boolean sameAs(Revision other) {
        return definition.equals(other.definition) && role.equals(other.role) && sameSettings(other);
    }

    boolean sameSettings(Revision other) {
        return logging.equals(other.logging) && tracing.equals(other.tracing) && encryption.equals(other.encryption);
    }
}
