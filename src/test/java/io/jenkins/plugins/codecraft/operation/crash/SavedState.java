package io.jenkins.plugins.codecraft.operation.crash;

import io.jenkins.plugins.codecraft.jenkins.SavedBytes;
import io.jenkins.plugins.codecraft.operation.Operation;
import java.util.Optional;

/**
 * What is on disk.
 *
 * @param begun whether the operation was saved at all; else the build begins it anew
 */
record SavedState(byte[] operation, Optional<Throwable> stopped, boolean begun) {

    static SavedState beginning(Operation first) {
        return new SavedState(SavedBytes.of(first), Optional.empty(), false);
    }

    static SavedState of(Operation operation, Optional<Throwable> stopped) {
        return new SavedState(SavedBytes.of(operation), stopped, true);
    }

    Operation restore() {
        return SavedBytes.restore(operation);
    }
}
