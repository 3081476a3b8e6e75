package io.jenkins.plugins.codecraft.train;

import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import java.util.Optional;

record StageInputs(TrainingJob job, StagedInputs inputs) implements Operation {
    @Override
    public Progress advance(OperationContext context) {
        return Progress.next(new CreateJob(job, inputs));
    }

    @Override
    public boolean blocking() {
        return true;
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
