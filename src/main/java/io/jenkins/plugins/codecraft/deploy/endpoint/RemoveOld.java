package io.jenkins.plugins.codecraft.deploy.endpoint;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

/**
 * Removes what is old, one after the other. A version that can't be removed is told of, and fails nothing.
 *
 * @param removed names of what is gone
 */
record RemoveOld(EndpointPlan plan, EndpointBefore before, String arn, List<Leftover> old, List<String> removed)
        implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        if (old.isEmpty()) {
            return Progress.done(new EndpointResult(plan, arn, before).changed(context.aws(), removed));
        }
        Leftover first = old.get(0);
        List<String> gone = new ArrayList<>(removed);
        try {
            first.delete(context.aws().sageMaker());
            gone.add(first.name());
            context.console().event(Words.of(RemoveOld.class, "removedWhichOlder", first.words()));
        } catch (SageMakerException error) {
            if (AwsErrors.isPassing(error) || AwsErrors.isExpired(error)) {
                throw error;
            }
            context.console().event(Words.of(RemoveOld.class, "left", first.words(), AwsErrors.describe(error)));
        }
        return Progress.next(
                new RemoveOld(plan, before, arn, List.copyOf(old.subList(1, old.size())), List.copyOf(gone)));
    }

    @Override
    public Operation stopping() {
        return new NothingToStop(); // what was wanted is there
    }

    @Override
    public Optional<String> running() {
        return Optional.empty();
    }
}
