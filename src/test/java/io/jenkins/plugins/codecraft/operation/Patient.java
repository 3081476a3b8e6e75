package io.jenkins.plugins.codecraft.operation;

import java.time.Duration;
import java.util.Optional;

/** Waits for ever, looking from time to time. */
record Patient(FakeKind kind, Duration interval) implements Operation {

    @Override
    public Progress advance(OperationContext context) {
        return Progress.pause(this, interval);
    }

    @Override
    public Operation stopping() {
        return new NothingToStop();
    }

    @Override
    public Optional<String> running() {
        return Optional.empty();
    }
}
