package io.jenkins.plugins.codecraft.operation;

import java.util.Map;
import java.util.Optional;

/** What an operation becomes that is stopped before it has anything in AWS to stop. */
public record NothingToStop() implements Operation {

    @Override
    public Progress advance(OperationContext context) {
        return Progress.done(Map.of());
    }

    @Override
    public Operation stopping() {
        return this;
    }

    @Override
    public Optional<String> running() {
        return Optional.empty();
    }
}
