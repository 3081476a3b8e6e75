package io.jenkins.plugins.codecraft.invoke.endpoint;

import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import java.util.Map;
import java.util.Optional;

/** A request that nobody waits for any more; SageMaker has no call that takes it back. */
record LeaveRequest(AwaitAnswer left) implements Operation {

    @Override
    public Progress advance(OperationContext context) {
        left.running().ifPresent(what -> context.console()
                .event("Left in the queue, as SageMaker takes none back: " + what + "; its answer will be in "
                        + left.outputLocation()));
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
