package io.jenkins.plugins.codecraft.invoke.endpoint;

import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.Map;
import java.util.Optional;

/** A request that nobody waits for any more; SageMaker has no call that takes it back. */
record LeaveRequest(AwaitAnswer left) implements Operation {

    @Override
    public Progress advance(OperationContext context) {
        left.running().ifPresent(what -> context.console()
                .event(Words.of(LeaveRequest.class, "leftQueueAs", what, left.outputLocation())));
        return Progress.done(Map.of());
    }

    @Override
    public Operation stopping() {
        return this;
    }

    @Override
    public Optional<String> running() {
        return left.running();
    }
}
