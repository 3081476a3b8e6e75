package io.jenkins.plugins.codecraft.operation.crash;

import java.util.Map;
import java.util.Optional;

/** How one life of a process ended for an operation: with a result, with a failure, or by a crash. */
record End(Optional<Map<String, Object>> result, Optional<Throwable> failure) {

    static End crashed() {
        return new End(Optional.empty(), Optional.empty());
    }

    boolean isCrash() {
        return result.isEmpty() && failure.isEmpty();
    }
}
