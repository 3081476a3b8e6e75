package io.jenkins.plugins.codecraft.deploy.endpoint;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.operation.SageMakerRefusal;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;
import software.amazon.awssdk.services.sagemaker.model.DesiredWeightAndCapacity;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

/**
 * Gives the variants back the weights and numbers of instances that they are to have, a call of
 * {@code UpdateEndpointWeightsAndCapacities} at a time. What is still to be done is seen by the endpoint, so a call whose
 * answer was lost is found to be made.
 *
 * @param calls how many were answered
 */
record SetCapacities(EndpointPlan plan, EndpointBefore before, String arn, int calls) implements Operation {
    SetCapacities(EndpointPlan plan, EndpointBefore before, String arn) {
        this(plan, before, arn, 0);
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        DescribeEndpointResponse now = Endpoints.follow(context.aws(), plan.endpoint())
                .orElseThrow(
                        () -> new OperationFailure(Words.of(SetCapacities.class, "goneSomebodyDeleted", plan.words())));
        if (Endpoints.passes(now)) {
            return Progress.waitFor(this, Endpoints.watch(now));
        }
        List<DesiredWeightAndCapacity> next = Capacities.next(plan, before.counted(), now);
        if (next.isEmpty()) {
            context.console().event(Words.of(SetCapacities.class, "weightsNumbersInstances", plan.words()));
            return Progress.next(AfterChange.tag(plan, before, arn));
        }
        if (calls > plan.settings().variants().size()) {
            throw new OperationFailure(
                    Words.of(SetCapacities.class, "sagemakerDoesNot", plan.words(), EndpointBefore.reason(now)));
        }
        try {
            context.aws().sageMaker().updateEndpointWeightsAndCapacities(request -> request.endpointName(
                            plan.endpoint())
                    .desiredWeightsAndCapacities(next));
        } catch (SageMakerException error) {
            if (AwsErrors.message(error).contains("in-progress")) {
                return Progress.waitFor(this, Endpoints.watch(now), EndpointGone.LOOK_AGAIN); // auto scaling came first
            }
            throw SageMakerRefusal.of(Words.of(SetCapacities.class, "weightsNumbersInstances2", plan.words()), error);
        }
        return Progress.next(new SetCapacities(plan, before, arn, calls + 1));
    }

    @Override
    public Operation stopping() {
        return new NothingToStop(); // what was wanted is there, or about to be
    }

    @Override
    public Optional<String> running() {
        return Optional.of(plan.words());
    }
}
