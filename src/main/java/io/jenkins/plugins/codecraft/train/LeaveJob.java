package io.jenkins.plugins.codecraft.train;

import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.Map;
import java.util.Optional;

/** A training that was aborted with {@code onAbort: 'leave'}: the job runs on, and the console says so. */
record LeaveJob(TrainingJob job) implements Operation {

    @Override
    public Progress advance(OperationContext context) {
        context.console().event(Words.of(LeaveJob.class, "leftRunning", job.words()));
        return Progress.done(Map.of());
    }

    @Override
    public Operation stopping() {
        return this;
    }

    @Override
    public Optional<String> running() {
        return Optional.of(job.words());
    }
}
